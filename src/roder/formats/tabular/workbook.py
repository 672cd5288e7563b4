"""Excel and OpenDocument workbooks as rows of text with their row numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from python_calamine import CalamineWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roder.formats.tabular.csv_source import Chunk
    from roder.formats.tabular.file_look import FileSource
    from roder.formats.tabular.problem_log import ProblemLog

ROWS_PER_CHUNK = 20_000
MAX_UNPACKED_MB = 1024
MAX_CELLS = 40_000_000

_BLOCK = 1 << 22
_FAR_CELL = re.compile(rb"\sr=[\"']([A-Z]{2,3}|[A-Z](?=\d{6}))(\d{1,7})[\"']")
_FAR_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=[\"'](\d{6,7})[\"']")
_LONGEST_NUMBER = 18
_NEAR_ROWS = 99_999
_NEAR_COLUMNS = 26


def open_workbook(source: FileSource, log: ProblemLog) -> CalamineWorkbook | None:
    """Return the workbook, or ``None`` with the fault noted; refuses what would fill the memory."""
    with source.open() as stream:
        content = stream.read()
    if content.startswith(b"PK") and not _is_bounded(content, log):
        return None
    try:
        return CalamineWorkbook.from_object(io.BytesIO(content))
    except BaseException as error:  # noqa: BLE001 - the reader's panics are not Exceptions
        _note(error, log)
    return None


def sheet_chunks(book: CalamineWorkbook, sheet: str, decimal: str, log: ProblemLog) -> Iterator[Chunk]:
    """Yield the non-empty rows of a sheet in chunks, cells as text (``cell_text``)."""
    try:
        found = book.get_sheet_by_name(sheet)
        left = [""] * (found.start[1] if found.start else 0)
        lines: list[int] = []
        rows: list[list[str]] = []
        for number, cells in enumerate(found.iter_rows(), start=1):
            row = [cell if cell.__class__ is str else cell_text(cell, decimal) for cell in cells]
            if not any(row):
                continue
            lines.append(number)
            rows.append(left + row)
            if len(rows) == ROWS_PER_CHUNK:
                yield lines, rows
                lines, rows = [], []
    except BaseException as error:  # noqa: BLE001 - the reader's panics are not Exceptions
        _note(error, log)
        return
    if rows:
        yield lines, rows


def cell_text(cell: Any, decimal: str) -> str:
    """Return a cell as the text a person sees in it, numbers with the decimal sign given (or comma).

    A whole number has no decimals (4110.0 is the code 4110). Numbers carry nine decimals at most,
    enough for öre in mnkr, so that the noise of binary fractions goes away and öre stay.

    >>> cell_text(4110.0, ""), cell_text(0.1 + 0.2, ""), cell_text(True, "")
    ('4110', '0,3', '1')
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        number = Decimal(f"{cell:.15g}")
        if number.is_finite() and number.adjusted() < _LONGEST_NUMBER:
            number = round(number, 9) + 0
        return format(number.normalize(), "f").replace(".", decimal or ",")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _note(error: BaseException, log: ProblemLog) -> None:
    # A panic in the reader derives from BaseException; a stop asked for by a person must pass.
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    log.add("unreadable_workbook", reason=" ".join(str(error).split())[:60] or type(error).__name__)


def _is_bounded(content: bytes, log: ProblemLog) -> bool:
    """Return whether the zip may be unpacked: the reader takes room for every cell up to the last."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            cells = 0
            if sum(part.file_size for part in parts) <= MAX_UNPACKED_MB << 20:
                sheets = [part.filename for part in parts if "worksheets/" in part.filename.lower()]
                cells = max((_cells_of(archive, name) for name in sheets), default=0)
            else:
                cells = MAX_CELLS + 1
    except Exception as error:  # noqa: BLE001 - a damaged archive fails in many ways
        _note(error, log)
        return False
    if cells > MAX_CELLS:
        log.add("workbook_too_large", limit=MAX_UNPACKED_MB)
        return False
    return True


def _cells_of(archive: zipfile.ZipFile, name: str) -> int:
    last_row, last_column, tail = _NEAR_ROWS, _NEAR_COLUMNS, b""
    with archive.open(name) as part:
        while block := part.read(_BLOCK):
            text = tail + block
            for match in _FAR_CELL.finditer(text):
                last_column = max(last_column, _column_number(match[1]))
                last_row = max(last_row, int(match[2]))
            for match in _FAR_ROW.finditer(text):
                last_row = max(last_row, int(match[1]))
            tail = text[-64:]
    return last_row * last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
