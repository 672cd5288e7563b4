"""Indicators with targets and outcomes as a table: one row for each period and sex, or the periods as columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicator_row_faults import indicator_row_fault
from roder.domain.indicators import ValueState
from roder.domain.problems import refuses
from roder.formats.tabular.decimals import NoValue
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.goal_fields import YES
from roder.formats.tabular.goal_table import codes
from roder.formats.tabular.indicator_fields import DIRECTION_WORDS
from roder.formats.tabular.indicator_fields import INDICATOR_FIELDS
from roder.formats.tabular.indicator_fields import SEX_WORDS
from roder.formats.tabular.json_rows import TableRows
from roder.formats.tabular.json_rows import is_json
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.reading import open_table

if TYPE_CHECKING:
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.mapping import Mapping

    Cells = dict[str, Any]

_TARGET_HEADER = re.compile(
    r"(?:mål|målvärde|target)\s+(\S+)\Z|(\S+)\s+(?:mål|målvärde|target)\Z", re.IGNORECASE
)
_OUTCOME_HEADER = re.compile(r"(?:(?:utfall|outcome)\s+)?(\d{4}\S*)\Z", re.IGNORECASE)
_DIRECTIONS = {plain_name(word): str(way) for way, words in DIRECTION_WORDS.items() for word in (*words, way)}
_SEXES = {plain_name(word): str(sex) for sex, words in SEX_WORDS.items() for word in (*words, sex)}
_FLAGS = ("by_sex", "counts_people", "example")
_WHOLE = ("decimals", "smallest_group", "days_until_due", "group_size")
_LONGEST = {
    **dict.fromkeys(("title", "title_en", "source_note", "note"), 300),
    **dict.fromkeys(("no_sex_reason",), 200),
    **dict.fromkeys(("owner_title",), 120),
    "area": 80,
    "unit": 40,
    "source_reference": 500,
}
_DIGITS = 9
_OF_TARGETS = ("target_kind", "upper", "limit")
_LABELS = {one.name: one for one in INDICATOR_FIELDS}


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table read to its end: cells as values with their line; when a problem refuses it, nothing may be used."""

    rows: list[tuple[int, Cells]]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_indicators(content: Path | bytes, mapping: Mapping | None = None) -> IndicatorTable:
    r"""Return the rows of a CSV, Excel or JSON file, and everything that is wrong with it.

    A column whose heading is a period holds outcomes, one that says ``mål 2018`` targets; each cell of
    them becomes a row of its own.

    >>> rows = read_indicators("Kod;Riktning;2017;2018\nN1;upp;7,1;..\n".encode()).rows
    >>> [(cells["period"], cells["value"]) for _line, cells in rows if "period" in cells]
    [('2017', Decimal('7.1')), ('2018', <ValueState.MISSING: 'missing'>)]
    """
    wide = [] if is_json(content) else _period_fields(content, mapping)
    if wide and mapping is None:
        headers = open_table(content, None, [*INDICATOR_FIELDS, *wide]).headers
        mapping = guess_mapping(headers, INDICATOR_FIELDS)
    if wide and mapping is not None:
        columns = {**mapping.columns, **{one.name: one.label_sv for one in wide}}
        mapping = replace(mapping, columns=columns)
    table = TableRows(content, mapping, [*INDICATOR_FIELDS, *wide])
    reading = _Reading()
    for line, cells in table:
        reading.read(line, cells, wide)
    listed = [*table.problems(), *reading.problems]
    return IndicatorTable(reading.rows, listed, table.sha256)


def _period_fields(content: Path | bytes, mapping: Mapping | None) -> list[Field]:
    """Return a field for each column whose heading is a period, unless the table has a column of periods."""
    table = open_table(content, mapping, INDICATOR_FIELDS)
    columns = (mapping or guess_mapping(table.headers, INDICATOR_FIELDS)).columns
    if "period" in columns or (mapping is not None and "period" in mapping.constants):
        return []
    found = []
    for header in table.headers:
        target, outcome = _TARGET_HEADER.match(header), _OUTCOME_HEADER.match(header)
        period = _period((target[1] or target[2]) if target else outcome[1] if outcome else "")
        if period and header not in columns.values():
            name = f"{'target' if target else 'value'} {period}"
            found.append(Field(name, FieldKind.NUMBER, header, header, aliases=(header,)))
    return found


def _period(text: str) -> str:
    try:
        return str(IndicatorPeriod.parse(text))
    except ValueError:
        return ""


class _Reading:
    def __init__(self) -> None:
        self.rows: list[tuple[int, Cells]] = []
        self.problems: list[Problem] = []
        self._periods: dict[str, str] = {}

    def read(self, line: int, cells: Cells, wide: list[Field]) -> None:
        periods = {one.name: cells.pop(one.name, None) for one in wide}
        self._words(line, cells)
        self._numbers(line, cells)
        self._lengths(line, cells)
        for name in _FLAGS:
            if name in cells:
                cells[name] = cells[name] == YES if cells[name] else None
        for name in ("target", "upper", "limit"):
            # A target that is said to be missing is no target.
            if isinstance(cells.get(name), NoValue):
                cells[name] = None
        if isinstance(cells.get("value"), NoValue):
            cells["value"] = ValueState.MISSING
        if "goals" in cells:
            cells["goals"] = codes(cells["goals"])
        own = {name: value for name, value in cells.items() if not wide or name not in _OF_TARGETS}
        self.rows.append((line, own))
        for name, value in periods.items():
            what, _space, period = name.partition(" ")
            if value is None or (what == "target" and isinstance(value, NoValue)):
                continue
            told = ValueState.MISSING if isinstance(value, NoValue) else value
            self.rows.append((line, _of_period(cells, period, what, told)))

    def _words(self, line: int, cells: Cells) -> None:
        if text := cells.get("direction"):
            cells["direction"] = _DIRECTIONS.get(plain_name(text))
            if cells["direction"] is None:
                self.problems.append(indicator_row_fault("indicator_direction_unknown", line, text=text))
        if text := cells.get("sex"):
            cells["sex"] = _SEXES.get(plain_name(text))
            if cells["sex"] is None:
                self.problems.append(indicator_row_fault("indicator_sex_unknown", line, text=text))
        if text := cells.get("period"):
            if text not in self._periods:
                self._periods[text] = _period(text)
            cells["period"] = self._periods[text]
            if not cells["period"]:
                self.problems.append(indicator_row_fault("indicator_period_unknown", line, text=text))

    def _numbers(self, line: int, cells: Cells) -> None:
        for name in _WHOLE:
            if text := cells.get(name):
                is_right = text.isdecimal() and len(text) <= _DIGITS
                cells[name] = int(text) if is_right else 0
                if not is_right:
                    facts = {"field": _LABELS[name].label_en, "field_sv": _LABELS[name].label_sv}
                    self.problems.append(
                        indicator_row_fault("indicator_number_unknown", line, text=text, **facts)
                    )
            elif name in cells:
                cells[name] = None

    def _lengths(self, line: int, cells: Cells) -> None:
        for name, limit in _LONGEST.items():
            if len(cells.get(name) or "") > limit:
                facts = {"field": _LABELS[name].label_en, "field_sv": _LABELS[name].label_sv}
                self.problems.append(
                    indicator_row_fault("indicator_text_too_long", line, limit=limit, **facts)
                )


def _of_period(cells: Cells, period: str, what: str, value: object) -> Cells:
    kept = ("code", "sex", "place", "example", "note", "published_on", "target_kind", "upper", "limit")
    found = {name: cells[name] for name in kept if name in cells}
    if what == "value":
        found = {name: value for name, value in found.items() if name not in _OF_TARGETS}
    return found | {"period": period, what: value}
