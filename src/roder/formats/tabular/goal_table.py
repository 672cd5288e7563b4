"""Goals and what answers them as a table: one row for each, its kind in a column; comes in and goes out alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.goal_levels import levels_read
from roder.domain.goal_row_faults import goal_row_fault
from roder.domain.goal_rows import FIELDS
from roder.domain.goal_rows import KEYS
from roder.domain.goal_rows import ONE_EACH
from roder.domain.goal_rows import GoalRowKind
from roder.domain.problems import refuses
from roder.domain.row_changes import StatedRow
from roder.domain.signs import report_sign
from roder.formats.tabular.goal_fields import GOAL_FIELDS
from roder.formats.tabular.goal_fields import YES
from roder.formats.tabular.goal_words import STATE_WORDS
from roder.formats.tabular.goal_words import kind_meant
from roder.formats.tabular.goal_words import state_meant
from roder.formats.tabular.json_rows import TableRows
from roder.formats.tabular.json_rows import is_json
from roder.formats.tabular.mapping import guess_mapping
from roder.formats.tabular.reading import column_cells
from roder.formats.tabular.reading import open_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from roder.domain.problems import Problem
    from roder.formats.tabular.mapping import Mapping

_PARTING = re.compile(r"[\s,;|]+")
_YEAR = re.compile(r"(?:19|20|21)\d\d\Z", re.ASCII)
_LISTS = ("goals", "indicators", "documents")
_LINKS = {GoalRowKind.INDICATOR: "indicators", GoalRowKind.DOCUMENT: "documents"}
_FLAGS = ("financial", "example")
_LONGEST = {
    **dict.fromkeys(("title", "title_en", "reason", "decision_title"), 200),
    **dict.fromkeys(("owner_title",), 120),
    **dict.fromkeys(("case_number",), 40),
    **dict.fromkeys(("tree", "earlier_tree", "code", "parent", "project", "assignment", "paragraph"), 20),
}
_NUMBERS: dict[str, tuple[Callable[[str], object], str, str]] = {
    "year": (_YEAR.match, "goal_year_unknown", "year"),
    "position": (str.isdecimal, "goal_order_unknown", "order"),
}
_LABELS = {one.name: one for one in GOAL_FIELDS}


@dataclass(frozen=True, slots=True)
class GoalTable:
    """A table read to its end; when any problem refuses it, nothing of it may be used."""

    rows: list[StatedRow]
    problems: list[Problem]
    sha256: str

    @property
    def refused(self) -> bool:
        """Whether any fault refuses the table."""
        return refuses(self.problems)


def read_goals(content: Path | bytes, mapping: Mapping | None = None) -> GoalTable:
    r"""Return the rows of a CSV, Excel or JSON file, and everything that is wrong with it.

    Amounts are öre, a grant is plus; with ``sign = "report"`` cost is minus in the file. A row whose kind
    is no known word is a goal of the level that the word names.

    >>> read_goals("Kod;Mål\n1;Utbildning\n".encode()).rows[0].values["title"]
    'Utbildning'
    """
    table = TableRows(content, mapping or _guessed(content), GOAL_FIELDS)
    rows: list[StatedRow] = []
    problems: list[Problem] = []
    for line, cells in table:
        if table.flips and cells.get("amount") is not None:
            cells["amount"] = report_sign(cells["amount"])
        found, faults = _stated(cells, line)
        rows.extend(found)
        problems.extend(faults)
    listed = [*table.problems(), *problems]
    return GoalTable(rows, sorted(listed, key=lambda each: each.line or 0), table.sha256)


def _guessed(content: Path | bytes) -> Mapping | None:
    """Return the mapping of a file of goals alone, whose column “Mål” holds what the goals say."""
    if is_json(content):
        return None
    table = open_table(content, None, GOAL_FIELDS)
    guess = guess_mapping(table.headers, GOAL_FIELDS)
    if "goals" not in guess.columns or "title" in guess.columns:
        return None
    if "kind" in guess.columns:
        kinds = column_cells(table, guess.columns["kind"])
        if any(kind_meant(text) not in (None, (GoalRowKind.GOAL, "")) for text in kinds):
            return None
    guess.columns["title"] = guess.columns.pop("goals")
    return guess


def _stated(cells: dict[str, Any], line: int) -> tuple[list[StatedRow], list[Problem]]:
    kind, variant = kind_meant(cells.get("kind", "")) or (GoalRowKind.GOAL, cells.get("kind", ""))
    values, problems = _values(kind, {**cells, "kind": variant}, line)
    names = {*KEYS[kind], *FIELDS[kind]}
    one = ONE_EACH.get(kind, "")
    kept = {name: value for name, value in values.items() if name in names}
    if kind is GoalRowKind.GOAL:
        return [StatedRow(kind, (), kept, line), *_links(values, line)], problems
    rows = [StatedRow(kind, (), {**kept, one: (code,)}, line) for code in values.get(one, ())] if one else []
    return rows or [StatedRow(kind, (), kept, line)], problems


def _links(values: dict[str, Any], line: int) -> Iterator[StatedRow]:
    """Yield the indicators and documents that a goal's own row names, as rows of their own."""
    goal = {"tree": values.get("tree", ""), "goals": (values.get("code", ""),)}
    for kind, name in _LINKS.items():
        for code in values.get(name, ()):
            yield StatedRow(kind, (), goal | {name: (code,)}, line)


def _values(kind: GoalRowKind, cells: dict[str, Any], line: int) -> tuple[dict[str, Any], list[Problem]]:
    """Return the cells as values, and the faults of those that a row of the kind cannot have."""
    problems = list(_too_long(cells, line))
    for name in _LISTS:
        cells[name] = codes(cells.get(name, ""))
    for name in _FLAGS:
        cells[name] = cells[name] == YES if cells.get(name) else None
    for name, (is_right, code, fact) in _NUMBERS.items():
        if text := cells.get(name, ""):
            if not is_right(text):
                problems.append(goal_row_fault(code, line, **{fact: text}))
            cells[name] = int(text) if text.isdecimal() else 0
    if state := cells.get("state", ""):
        cells["state"] = state_meant(kind, state)
        if cells["state"] is None:
            known = ", ".join(words[0] for words in STATE_WORDS[kind].values())
            problems.append(goal_row_fault("goal_state_unknown", line, kind=kind, state=state, known=known))
    levels = cells.get("levels", "")
    if levels and levels_read(levels) is None:
        problems.append(goal_row_fault("goal_levels_unreadable", line, levels=levels))
    return cells, problems


def _too_long(cells: dict[str, Any], line: int) -> Iterator[Problem]:
    for name, limit in _LONGEST.items():
        if len(cells.get(name) or "") > limit:
            labels = {"field": _LABELS[name].label_en, "field_sv": _LABELS[name].label_sv}
            yield goal_row_fault("goal_text_too_long", line, limit=limit, **labels)


def codes(text: str) -> tuple[str, ...]:
    """Return codes written with spaces, commas or the like between them, each once, in order.

    >>> codes("2, 1 2")
    ('2', '1')
    """
    return tuple(dict.fromkeys(part for part in _PARTING.split(text) if part))
