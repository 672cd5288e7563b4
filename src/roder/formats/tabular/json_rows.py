"""Rows as JSON: read as the table that they are, and written so that they come in again.

A file is a list of objects, or an object whose ``rows`` is one. Names are our fields' names; a list of codes
may be a JSON list, an amount may be given as whole öre under ``<field>_ore``.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from dataclasses import replace
from decimal import Decimal
from decimal import DecimalException
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.money import kronor_text
from roder.formats.tabular.decimals import number_text
from roder.formats.tabular.decimals import plain_number
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.file_look import FileSource
from roder.formats.tabular.mapping import Mapping
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.problem_log import ProblemLog
from roder.formats.tabular.rows import RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping as Dictionary
    from collections.abc import Sequence

    from roder.domain.problems import Problem
    from roder.formats.tabular.fields import Field

_ORE = "_ore"


@dataclass(frozen=True, slots=True)
class JsonTable:
    """JSON rows as a CSV table; ``elements`` are their numbers in the list by line, ``names`` its header."""

    content: bytes
    names: list[str]
    elements: dict[int, int]
    is_in_ore: bool

    def form(self, mapping: Mapping | None, fields: Sequence[Field]) -> Mapping:
        """Return how the table is read: by the mapping's columns and constants, else by the names of the fields."""
        asked = mapping or Mapping()
        columns = asked.columns or guess_mapping(self.names, fields).columns
        return Mapping(
            {name: column for name, column in columns.items() if name not in asked.constants},
            asked.constants,
            encoding="utf-8",
            delimiter=";",
            decimal=".",
            header=True,
            unit="kr" if self.is_in_ore else asked.unit,
            sign=asked.sign,
        )


class TableRows:
    """The rows of a CSV file, a workbook or a JSON file, each with its line (in JSON its number in the list)."""

    def __init__(self, content: Path | bytes, mapping: Mapping | None, fields: Sequence[Field]) -> None:
        self.sha256 = ""
        self._faults: list[Problem] = []
        self._json: JsonTable | None = None
        self._reader: RowReader | None = None
        if is_json(content):
            self._json, self._faults = json_table(content)
            if self._json is not None:
                self._reader = RowReader(self._json.content, self._json.form(mapping, fields), fields)
            self.sha256 = FileSource(content).sha256()
        else:
            self._reader = RowReader(content, mapping, fields)
            self.sha256 = self._reader.table.sha256

    @property
    def reader(self) -> RowReader | None:
        """The reader of the table; ``None`` when the JSON could not be read."""
        return self._reader

    @property
    def flips(self) -> bool:
        """Whether costs are minus in the file."""
        mapping = self._reader.mapping if self._reader else None
        return mapping is not None and mapping.sign == "report"

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield line and values of every row without fault."""
        for chunk in self._reader.chunks() if self._reader else ():
            names = list(chunk.columns)
            for line, values in zip(chunk.lines, zip(*chunk.columns.values(), strict=True), strict=True):
                yield self._number(line), dict(zip(names, values, strict=True))

    def _number(self, line: int) -> int:
        return self._json.elements.get(line, line) if self._json else line

    def problems(self) -> list[Problem]:
        """Return the faults of the rows, after all of them have been read."""
        found = [*self._faults, *(self._reader.log.listed() if self._reader else [])]
        if self._json is None:
            return found
        return [replace(each, line=self._number(each.line) if each.line else None) for each in found]


def is_json(content: Path | bytes) -> bool:
    """Return whether a file begins as a JSON list or object.

    >>> is_json(b' [{"code": "1"}]'), is_json(b"Kod;Namn")
    (True, False)
    """
    if isinstance(content, Path):
        with content.open("rb") as stream:
            head = stream.read(64)
    else:
        head = content[:64]
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")


def json_table(content: Path | bytes) -> tuple[JsonTable | None, list[Problem]]:
    """Return a JSON file as a table, or the fault that keeps it from being read.

    >>> table, _problems = json_table(b'[{"code": "1", "goals": ["2", "3"]}]')
    >>> table.content.decode().splitlines()
    ['code;goals', '1;2 3']
    """
    log = ProblemLog()
    try:
        raw = content.read_bytes() if isinstance(content, Path) else content
        document = json.loads(raw.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError, DecimalException) as error:
        log.add("not_json", getattr(error, "lineno", None), reason=str(error)[:80])
        return None, log.listed()
    rows = document.get("rows") if isinstance(document, dict) else document
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        log.add("json_without_rows")
        return None, log.listed()
    return _written(rows), []


def _written(rows: list[dict[str, Any]]) -> JsonTable:
    names = list(dict.fromkeys(name.removesuffix(_ORE) for row in rows for name in row))
    is_in_ore = any(name.endswith(_ORE) for row in rows for name in row)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(names)
    elements: dict[int, int] = {}
    line = 2
    for number, row in enumerate(rows, 1):
        cells = [_text(row, name) for name in names]
        elements[line] = number
        # The reader counts a line for each break inside a cell too.
        line += 1 + sum(cell.count("\n") for cell in cells)
        writer.writerow(cells)
    return JsonTable(text.getvalue().encode("utf-8"), names, elements, is_in_ore)


def _text(row: dict[str, Any], name: str) -> str:
    if name + _ORE in row:
        return _amount_text(row[name + _ORE])
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, list):
        return " ".join(map(str, value))
    text = f"{plain_number(value):f}" if isinstance(value, Decimal) else str(value)
    return "\n".join(text.splitlines())


def _amount_text(value: Any) -> str:
    if value is None:
        return ""
    whole = isinstance(value, Decimal) and value == value.to_integral_value()
    return kronor_text(int(value)) if whole else str(value)


def write_json(rows: Iterable[Dictionary[str, Any]], fields: Sequence[Field]) -> bytes:
    r"""Return rows (field -> value) as a JSON document that ``json_table`` reads back.

    Numbers are texts with a decimal point, so that no digit is lost; empty fields are left out.

    >>> write_json([], ())
    b'{\n  "rows": []\n}\n'
    """
    document = {"rows": [_document(row, fields) for row in rows]}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _document(row: Dictionary[str, Any], fields: Sequence[Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields:
        value = row.get(one.name)
        if value is None or value == "":
            continue
        if one.kind is FieldKind.AMOUNT:
            found[one.name + _ORE] = value
        elif one.kind is FieldKind.NUMBER:
            found[one.name] = number_text(value)
        else:
            found[one.name] = str(value)
    return found
