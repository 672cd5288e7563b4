"""A workbook to be filled in and sent back: several sheets, cells that may be filled and cells that are locked, sums.

Beside ``workbook_writing``, which writes a table as it is. The same sheets give the same bytes; a cell that
a person has written is never a formula, and the formulas are ours alone.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

from roder.domain.money import kronor_text
from roder.formats.tabular.workbook_writing import HEAD
from roder.formats.tabular.workbook_writing import KIND
from roder.formats.tabular.workbook_writing import MADE
from roder.formats.tabular.workbook_writing import MAIN
from roder.formats.tabular.workbook_writing import NUMBER
from roder.formats.tabular.workbook_writing import PACKAGE
from roder.formats.tabular.workbook_writing import RELATIONS
from roder.formats.tabular.workbook_writing import column_letters
from roder.formats.tabular.workbook_writing import relations

if TYPE_CHECKING:
    from collections.abc import Sequence

_AMOUNT_FORMAT = 164
"""The first number that a file may give a format of its own (ECMA-376 18.8.30)."""
_AMOUNT = f'numFmtId="{_AMOUNT_FORMAT}" applyNumberFormat="1"'
_OPEN = 'applyProtection="1"><protection locked="0"/></xf>'
_STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    f'<numFmt numFmtId="{_AMOUNT_FORMAT}" formatCode="#,##0.00;[Red]\\-#,##0.00;0.00"/></numFmts>'
    '<fonts count="3"><font/><font><b/></font><font><b/><sz val="14"/></font></fonts><fills count="4">'
    '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8E1"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="8"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>'
    '<xf fontId="2" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/>'
    f"<xf {_AMOUNT}/>"
    f'<xf numFmtId="49" fillId="3" applyNumberFormat="1" applyFill="1" {_OPEN}'
    f'<xf {_AMOUNT} fillId="3" applyFill="1" {_OPEN}'
    f'<xf {_AMOUNT} fontId="1" applyFont="1"/></cellXfs></styleSheet>'
)


class Style(IntEnum):
    """How a cell looks, and whether a person may fill it when the sheet is protected."""

    HEADING = 1
    TITLE = 2
    TEXT = 3
    AMOUNT = 4
    OPEN_TEXT = 5
    OPEN_AMOUNT = 6
    SUM = 7


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell: a text, an amount in öre that is shown in kronor, or a formula with the öre that it comes to."""

    value: str | int | None
    style: Style = Style.TEXT
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows, and what holds for it as a whole.

    ``frozen`` are the rows and columns that stay in sight; ``amounts`` the range in which only numbers may be typed.
    """

    name: str
    rows: Sequence[Sequence[SheetCell | None]]
    widths: Sequence[int] = ()
    frozen: tuple[int, int] = (0, 0)
    is_hidden: bool = False
    amounts: str = ""


def write_sheets(sheets: Sequence[Sheet]) -> bytes:
    """Return the bytes of an .xlsx file; every sheet is protected without a password, so that only open cells are filled.

    >>> write_sheets([Sheet("A", [[SheetCell("0407")]])])[:2]
    b'PK'
    """
    parts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": relations(
            {
                **{
                    f"rId{at}": ("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)
                },
                f"rId{len(sheets) + 1}": ("styles", "styles.xml"),
            }
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{at}.xml": _sheet(sheet) for at, sheet in enumerate(sheets, 1)},
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _types(sheets: int) -> str:
    made = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>{made}</Types>'
    )


def _book(sheets: Sequence[Sheet]) -> str:
    named = "".join(
        f"<sheet name={quoteattr(sheet.name)} sheetId={quoteattr(str(at))}"
        f'{" state=" + quoteattr("hidden") if sheet.is_hidden else ""} r:id="rId{at}"/>'
        for at, sheet in enumerate(sheets, 1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{named}</sheets>'
        '<calcPr fullCalcOnLoad="1"/></workbook>'
    )


def _sheet(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, 1)
    )
    rows = "".join(_row(number, cells) for number, cells in enumerate(sheet.rows, 1))
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{_pane(sheet.frozen)}'
        f"</sheetView></sheetViews>{f'<cols>{columns}</cols>' if columns else ''}<sheetData>{rows}</sheetData>"
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>'
        f"{_only_numbers(sheet.amounts)}</worksheet>"
    )


def _pane(frozen: tuple[int, int]) -> str:
    rows, columns = frozen
    if not rows and not columns:
        return ""
    top = f"{column_letters(columns)}{rows + 1}"
    split = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    return f'<pane{split} topLeftCell="{top}" activePane="{pane}" state="frozen"/>'


def _only_numbers(ranges: str) -> str:
    if not ranges:
        return ""
    return (
        '<dataValidations count="1"><dataValidation type="decimal" operator="between" allowBlank="1" '
        f'showErrorMessage="1" sqref={quoteattr(ranges)}><formula1>-10000000000000</formula1>'
        "<formula2>10000000000000</formula2></dataValidation></dataValidations>"
    )


def _row(number: int, cells: Sequence[SheetCell | None]) -> str:
    written = "".join(
        _cell(f"{column_letters(at)}{number}", cell) for at, cell in enumerate(cells) if cell is not None
    )
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, cell: SheetCell) -> str:
    start = f'<c r="{place}" s="{int(cell.style)}"'
    if cell.value is None:
        return f"{start}/>"
    text = kronor_text(cell.value) if isinstance(cell.value, int) else cell.value
    if cell.formula:
        return f"{start}><f>{escape(cell.formula)}</f><v>{text}</v></c>"
    if isinstance(cell.value, int) and NUMBER.match(text):
        return f"{start}><v>{text}</v></c>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
