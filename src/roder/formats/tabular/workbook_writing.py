"""A table as an Excel workbook of one sheet: text cells are text, amounts are numbers.

Only what a sheet needs (ECMA-376): the same rows give the same bytes, and no cell is a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MADE = (1980, 1, 1, 0, 0, 0)
_LETTERS = 26
_WIDEST = 60
_STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_HEADING, _TEXT = 1, 2
# A cell holds fifteen digits; a longer number, or a word in its place, is kept as text.
NUMBER = re.compile(r"-?(?=[\d,.]{1,16}\Z)\d{1,15}(?:[,.]\d+)?\Z", re.ASCII)


def workbook(
    headers: Sequence[str], rows: Iterable[Sequence[str]], numeric: set[int], *, sheet: str
) -> bytes:
    """Return the bytes of an .xlsx file; ``numeric`` are the 0-based columns whose cells are numbers.

    A number is given as text with a decimal comma or point; an empty text is an empty cell.

    >>> workbook(["Kod"], [["0407"]], set(), sheet="Ansvar")[:2]
    b'PK'
    """
    kept = [list(row) for row in rows]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(_sheet(headers, kept, numeric), sheet).items():
            archive.writestr(zipfile.ZipInfo(name, MADE), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _parts(sheet_xml: str, sheet: str) -> dict[str, str]:
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": sheet_xml,
    }


def relations(targets: dict[str, tuple[str, str]]) -> str:
    """Return the part that says which parts another part refers to: by key, the kind and the target.

    >>> 'Id="rId1"' in relations({"rId1": ("styles", "styles.xml")})
    True
    """
    rows = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _sheet(headers: Sequence[str], rows: list[list[str]], numeric: set[int]) -> str:
    widths = [
        min(_WIDEST, 2 + max(len(row[at]) for row in [list(headers), *rows])) for at in range(len(headers))
    ]
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    lines = [_row(1, list(headers), set(), _HEADING)]
    lines.extend(_row(number, row, numeric, _TEXT) for number, row in enumerate(rows, 2))
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView>'
        f"</sheetViews><cols>{columns}</cols><sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _row(number: int, cells: list[str], numeric: set[int], style: int) -> str:
    written = "".join(
        _cell(f"{column_letters(at)}{number}", cell, is_number=at in numeric, style=style)
        for at, cell in enumerate(cells)
        if cell
    )
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, text: str, *, is_number: bool, style: int) -> str:
    if is_number and NUMBER.match(text):
        return f'<c r="{place}"><v>{text.replace(",", ".")}</v></c>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def column_letters(index: int) -> str:
    """Return what a spreadsheet calls a column, by its number from 0.

    >>> column_letters(0), column_letters(26)
    ('A', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters
