"""Goals and what answers them as a file: the same form goes out as comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.goals.kept_rows import kept_rows
from roder.domain.goal_levels import levels_read
from roder.domain.goal_rows import GoalRowKind
from roder.formats.tabular.goal_fields import GOAL_FIELDS
from roder.formats.tabular.goal_fields import NO
from roder.formats.tabular.goal_fields import YES
from roder.formats.tabular.goal_words import kind_word
from roder.formats.tabular.goal_words import state_word
from roder.formats.tabular.json_rows import write_json
from roder.formats.tabular.writing import write_table
from roder.formats.tabular.writing import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

JSON = "json"
WORKBOOK = "xlsx"
CSV = "csv"


def exported_goals(organisation: str, *, tree: str = "", form: str = CSV) -> tuple[bytes, int]:
    """Return the file and its number of rows: every tree with what answers it, or one tree."""
    rows = list(_written(organisation, tree))
    if form == JSON:
        return write_json(rows, GOAL_FIELDS), len(rows)
    if form == WORKBOOK:
        return write_workbook(rows, GOAL_FIELDS, sheet="Mål").content, len(rows)
    return write_table(rows, GOAL_FIELDS).content, len(rows)


def _written(organisation: str, tree: str) -> Iterator[dict[str, Any]]:
    kept = kept_rows(organisation, tree=tree)
    levels = {
        key[0]: {level["key"]: level for level in levels_read(row["levels"]) or []}
        for (kind, key), row in kept.rows.items()
        if kind is GoalRowKind.TREE
    }
    for (kind, _key), row in kept.rows.items():
        yield _texts(kind, row) | {"kind": _kind(kind, row, levels.get(row.get("tree", ""), {}))}


def _kind(kind: GoalRowKind, row: Mapping[str, Any], levels: Mapping[str, Mapping[str, str]]) -> str:
    """Return the word of a row's kind: for a goal the name of its level, where only that level has the name."""
    if kind is not GoalRowKind.GOAL:
        return kind_word(kind, row.get("kind", ""))
    names = [level["name"].casefold() for level in levels.values()]
    level = levels.get(row["kind"])
    return level["name"] if level and names.count(level["name"].casefold()) == 1 else row["kind"]


def _texts(kind: GoalRowKind, row: Mapping[str, Any]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, tuple):
            written[name] = " ".join(value)
        elif isinstance(value, bool):
            written[name] = YES if value else NO
        elif name in {"year", "position"}:
            written[name] = str(value)
        else:
            written[name] = state_word(kind, value) if name == "state" else value
    return written
