"""Opening a table: what the file is, where its header stands, and its rows as text.

Everything that a mapping leaves out is found by looking; everything it states is obeyed.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from roder.formats.tabular.csv_source import csv_chunks
from roder.formats.tabular.csv_source import find_delimiter
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.file_look import FileSource
from roder.formats.tabular.file_look import look
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.problem_log import ProblemLog
from roder.formats.tabular.values import unprotected
from roder.formats.tabular.workbook import open_workbook
from roder.formats.tabular.workbook import sheet_chunks

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from roder.formats.tabular.csv_source import Chunk
    from roder.formats.tabular.fields import Field

SAMPLE_ROWS = 40
CSV = "csv"
WORKBOOK = "xlsx"

Sample = list[tuple[int, list[str]]]


@dataclass(slots=True)
class RawTable:
    """An opened table of text. ``kind`` is ``csv`` or ``xlsx`` (any workbook).

    ``headers`` is empty when the table has none; ``width`` counts its columns; ``sample`` holds
    the first rows below the header; ``sheets`` the names in a workbook. ``on_short`` is told the line
    and width of each row with fewer cells than the table.
    """

    kind: str
    sha256: str
    size: int
    log: ProblemLog
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    header_line: int = 0
    width: int = 0
    sample: Sample = field(default_factory=list)
    open_chunks: Callable[[ProblemLog], Iterator[Chunk]] | None = None
    on_short: Callable[[int, list[str]], None] | None = None

    def chunks(self) -> Iterator[Chunk]:
        """Yield the rows below the header in chunks, each as wide as the table.

        A row with more cells than the table is noted as a fault and left out.
        """
        if self.open_chunks is None:
            return
        for lines, rows in self.open_chunks(self.log):
            if lines[0] <= self.header_line:
                keep = next((at for at, line in enumerate(lines) if line > self.header_line), len(lines))
                del lines[:keep], rows[:keep]
            if any(len(row) != self.width for row in rows):
                self._even(lines, rows)
            if rows:
                yield lines, rows

    def _even(self, lines: list[int], rows: list[list[str]]) -> None:
        wide: list[int] = []
        for index, row in enumerate(rows):
            if len(row) < self.width:
                if self.on_short is not None:
                    self.on_short(lines[index], row)
                row.extend([""] * (self.width - len(row)))
            elif any(row[self.width :]):
                self.log.add("too_many_cells", lines[index], found=len(row), expected=self.width)
                wide.append(index)
            else:
                del row[self.width :]
        for index in reversed(wide):
            del lines[index], rows[index]


def open_table(
    content: Path | bytes, mapping: Mapping | None, fields: Sequence[Field], log: ProblemLog | None = None
) -> RawTable:
    r"""Look at a file and return its table; faults are in ``log`` and a refused file has no rows.

    >>> from roder.formats.tabular.fields import LEDGER_FIELDS
    >>> open_table(b"Konto;Belopp\n4110;1,50\n", None, LEDGER_FIELDS).headers
    ('Konto', 'Belopp')
    """
    asked = mapping or Mapping()
    source = FileSource(content)
    log = log or ProblemLog()
    seen = look(source, asked.encoding)
    table = RawTable(WORKBOOK if seen.is_workbook else CSV, seen.sha256, seen.size, log)
    if seen.size == 0:
        log.add("empty_file")
    elif seen.is_workbook:
        _open_sheet(table, source, asked, fields)
    elif seen.not_a_table:
        log.add("not_a_table", what=seen.not_a_table[0], what_sv=seen.not_a_table[1])
    else:
        table.encoding = seen.encoding
        if seen.undecodable_line is not None:
            log.add("undecodable", seen.undecodable_line or None, encoding=seen.encoding)
        _open_csv(table, source, seen.codec, asked)
    if table.open_chunks is not None:
        _place_header(table, asked, fields)
    return table


def column_cells(table: RawTable, column: str | int) -> list[str]:
    r"""Return the cells of a column among the first rows.

    >>> from roder.formats.tabular.fields import LEDGER_FIELDS
    >>> column_cells(open_table(b"Konto;Belopp\n4110;1,50\n", None, LEDGER_FIELDS), "Konto")
    ['4110']
    """
    at = column - 1 if isinstance(column, int) else table.headers.index(column)
    return [row[at] for _line, row in table.sample if at < len(row)]


def _open_csv(table: RawTable, source: FileSource, codec: str, asked: Mapping) -> None:
    skipped = asked.skip_rows or 0
    table.delimiter = delimiter = asked.delimiter or find_delimiter(source, codec, skipped)
    table.open_chunks = lambda log: csv_chunks(source, codec, delimiter, skipped, log)


def _open_sheet(table: RawTable, source: FileSource, asked: Mapping, fields: Sequence[Field]) -> None:
    book = open_workbook(source, table.log)
    if book is None:
        return
    table.sheets = tuple(book.sheet_names)
    skipped = asked.skip_rows or 0

    def opener(sheet: str) -> Callable[[ProblemLog], Iterator[Chunk]]:
        return lambda log: _below(sheet_chunks(book, sheet, asked.decimal, log), skipped)

    sheet = _asked_sheet(table, asked)
    if sheet is None:
        return
    best = -1
    for name in [sheet] if sheet else table.sheets:
        score, sample = 0, _sample(opener(name))
        if sample:
            score = 1 + max(_header_score(row, asked, fields) for _, row in sample)
        if score > best:
            best, table.sheet, table.open_chunks = score, name, opener(name)


def _asked_sheet(table: RawTable, asked: Mapping) -> str | None:
    if asked.sheet == "":
        return ""
    if isinstance(asked.sheet, int) and asked.sheet <= len(table.sheets):
        return table.sheets[asked.sheet - 1]
    for name in table.sheets:
        if name == asked.sheet or plain_name(name) == plain_name(str(asked.sheet)):
            return name
    table.log.add("no_such_sheet", sheet=str(asked.sheet), found=", ".join(table.sheets))
    return None


def _below(chunks: Iterator[Chunk], skipped: int) -> Iterator[Chunk]:
    for lines, rows in chunks:
        keep = next((at for at, line in enumerate(lines) if line > skipped), len(lines))
        if keep < len(lines):
            yield lines[keep:], rows[keep:]


def _sample(open_chunks: Callable[[ProblemLog], Iterator[Chunk]]) -> Sample:
    # The faults met here are met again when the rows are read, and are noted then.
    for lines, rows in open_chunks(ProblemLog()):
        return list(zip(lines[:SAMPLE_ROWS], rows[:SAMPLE_ROWS], strict=True))
    return []


def _place_header(table: RawTable, asked: Mapping, fields: Sequence[Field]) -> None:
    sample = _sample(table.open_chunks) if table.open_chunks else []
    if table.open_chunks and not sample:
        # Nothing could be read: say why, rather than that the columns are missing.
        next(table.open_chunks(table.log), None)
        if table.log.refuses:
            table.open_chunks = None
    at = _header_index(sample, asked, fields)
    if at is not None:
        table.header_line = sample[at][0]
        headers = [unprotected(cell.strip()) for cell in sample[at][1]]
        while headers and not headers[-1]:
            headers.pop()
        table.headers = tuple(headers)
    table.sample = [pair for pair in sample if pair[0] > table.header_line]
    widest = max((len(row) for _, row in table.sample), default=0)
    table.width = widest if at is None else len(sample[at][1])


def _header_index(sample: Sample, asked: Mapping, fields: Sequence[Field]) -> int | None:
    if not sample or asked.header is False:
        return None
    scores = [_header_score(row, asked, fields) for _, row in sample]
    best = max(scores)
    if asked.header is True and best == 0:
        return 0
    if best > 0:
        return scores.index(best)
    if asked.columns and all(isinstance(column, int) for column in asked.columns.values()):
        # Columns by number: a first row without any digit is a header, else the rows begin at once; where
        # plans of years are pointed out, whose headers have digits, their cells decide.
        has_amounts = _has_plan_amounts(sample[0][1], asked, fields)
        if has_amounts is not None:
            return None if has_amounts else 0
        return None if any(char.isdigit() for cell in sample[0][1] for char in cell) else 0
    return 0


def _has_plan_amounts(row: Sequence[str], asked: Mapping, fields: Sequence[Field]) -> bool | None:
    """Return whether a row has planned amounts where the columns of such stand by number, ``None`` if unknown.

    A year over its own column ("2019") is a header.
    """
    plans = {one.name for one in fields if one.kind is FieldKind.PLAN_AMOUNT}
    cells = {
        name: row[column - 1].strip()
        for name, column in asked.columns.items()
        if name in plans and isinstance(column, int) and column <= len(row)
    }
    filled = {name: cell for name, cell in cells.items() if cell}
    if not filled:
        return None
    own_year = {name for name, cell in filled.items() if cell == name.rpartition("_")[2]}
    return any(
        cell.lstrip("+-−–( €$£")[:1].isdigit() for name, cell in filled.items() if name not in own_year
    )


def _header_score(row: Sequence[str], asked: Mapping, fields: Sequence[Field]) -> int:
    """Count the columns that a row, taken as the header, would give."""
    names = [column for column in asked.columns.values() if isinstance(column, str)]
    if names:
        plain = {plain_name(cell) for cell in row}
        return sum(plain_name(name) in plain for name in names)
    return len(guess_mapping(row, fields).columns)
