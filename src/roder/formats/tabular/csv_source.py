"""CSV as rows of text with their line numbers, streamed."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import chain
from itertools import islice
from typing import TYPE_CHECKING

from roder.formats.tabular.mapping import DELIMITERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roder.formats.tabular.file_look import FileSource
    from roder.formats.tabular.problem_log import ProblemLog

ROWS_PER_CHUNK = 50_000
_SAMPLE_LINES = 200
_SAMPLE_LENGTH = 1 << 18
_END = "\0end"
_LINE_BREAK = re.compile(r"\r\n|\r|\n")

Chunk = tuple[list[int], list[list[str]]]
"""Line numbers (1-based, where the row begins) and the rows' cells."""


def find_delimiter(source: FileSource, codec: str, skip_rows: int) -> str:
    r"""Return the delimiter under which most rows of the beginning agree on the most cells.

    >>> from roder.formats.tabular.file_look import FileSource
    >>> find_delimiter(FileSource(b"a;b;c\n1,5;2,5;3,5\n"), "utf-8", 0)
    ';'
    """
    with io.TextIOWrapper(source.open(), encoding=codec, errors="replace", newline="") as text:
        lines = [text.readline(_SAMPLE_LENGTH) for _ in range(_SAMPLE_LINES + skip_rows)][skip_rows:]
    best, best_score = DELIMITERS[0], 0
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in _sample_rows(lines, delimiter) if len(row) > 1)
        score = max(((width - 1) * times for width, times in widths.items()), default=0)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _sample_rows(lines: list[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return []


def csv_chunks(
    source: FileSource, codec: str, delimiter: str, skip_rows: int, log: ProblemLog
) -> Iterator[Chunk]:
    """Yield the non-empty rows in chunks; quotes may hold delimiters and line breaks.

    A quotation mark that is never closed, or a cell beyond the csv module's limit, is noted in
    ``log`` and ends the reading. Memory is bounded by the chunk.
    """
    with io.TextIOWrapper(source.open(), encoding=codec, errors="replace", newline="") as text:
        for _ in range(skip_rows):
            text.readline()
        # The end mark shows whether the last row was closed: an open quote swallows it.
        reader = csv.reader(chain(text, [_END]), delimiter=delimiter)
        line = skip_rows + 1
        while True:
            try:
                rows = list(islice(reader, ROWS_PER_CHUNK))
            except csv.Error:
                log.add("too_long_cell", line, limit=csv.field_size_limit())
                return
            if not rows:
                return
            lines = _line_numbers(rows, line, skip_rows + reader.line_num)
            line = skip_rows + reader.line_num + 1
            if rows[-1] and rows[-1][-1].endswith(_END):
                last = rows.pop()
                if last != [_END]:
                    log.add("unclosed_quote", lines[-1])
            filled = [index for index, row in enumerate(rows) if any(row)]
            if filled and len(filled) == len(rows):
                yield lines[: len(rows)], rows
            elif filled:
                yield [lines[index] for index in filled], [rows[index] for index in filled]


def _line_numbers(rows: list[list[str]], first: int, last: int) -> list[int]:
    if last - first + 1 == len(rows):
        return list(range(first, last + 1))
    numbers = []
    for row in rows:
        numbers.append(first)
        first += 1 + sum(len(_LINE_BREAK.findall(cell)) for cell in row)
    return numbers
