"""The rows of a table of indicators set against what is kept: merged, keyed, checked.

What must hold of a definition, a value and a target is asked of their own rules; here stand only the faults
that a file can have.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.indicator_row_faults import indicator_row_fault
from roder.domain.indicator_rows import DEFINITION
from roder.domain.indicator_rows import OUTCOME
from roder.domain.indicator_rows import TARGET
from roder.domain.indicator_rows import GoalKey
from roder.domain.indicator_rows import IndicatorRows
from roder.domain.indicator_rows import OutcomeKey
from roder.domain.indicator_rows import TargetKey
from roder.domain.indicators import Sex
from roder.domain.row_changes import is_stated

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping

    Cells = Mapping[str, Any]

OWN, BODY, PLACE = "own", "body", "place"


@dataclass(frozen=True)
class IndicatorWorld:
    """What the rows are set against. ``find_body`` is ``None`` when there is no organisation.

    ``goals`` are the codes of each version of the goals; ``definitions`` the kept definitions by code.
    """

    definitions: Mapping[str, Cells] = field(default_factory=dict)
    find_body: Callable[[str], str | None] | None = None
    bodies: Collection[str] = ()
    places: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    goals: Mapping[str, frozenset[str]] = field(default_factory=dict)


def taken_apart(rows: Iterable[tuple[int, Cells]], world: IndicatorWorld) -> IndicatorRows:
    """Return definitions, targets, outcomes and goals of the rows, each once, and what they contradict.

    >>> found = taken_apart([(2, {"code": "N1", "period": "2018", "value": 1}), (3, {"code": "N1", "period": "2018", "value": 2})], IndicatorWorld())
    >>> [problem.code for problem in found.problems]
    ['indicator_value_twice']
    """
    parting = _Parting(world)
    for line, cells in rows:
        parting.take(line, cells)
    if parting.unchecked:
        parting.found.problems.append(indicator_row_fault("indicator_bodies_unchecked", None))
    return parting.found


class _Parting:
    def __init__(self, world: IndicatorWorld) -> None:
        self.world = world
        self.found = IndicatorRows()
        self.unchecked = False
        self._lines: dict[tuple[str, str], int] = {}
        self._bodies: dict[str, str] = {}
        self._goals: dict[tuple[str, tuple[str, ...]], list[GoalKey]] = {}

    def _fault(self, code: str, line: int | None, /, **facts: str | int) -> None:
        self.found.problems.append(indicator_row_fault(code, line, **facts))

    def _twice(self, fault: str, line: int, key: OutcomeKey | TargetKey, other: int) -> None:
        self._fault(fault, line, code=key.code, period=key.period, sex=key.sex, other_line=other)

    def take(self, line: int, cells: Cells) -> None:
        code = cells["code"]
        self._definition(code, line, cells)
        has_value, has_target = is_stated(cells.get("value")), is_stated(cells.get("target"))
        if (has_value or has_target) and not cells.get("period"):
            self._fault("indicator_period_missing", line, code=code)
            return
        if cells.get("period"):
            self.found.periods.setdefault(code, cells["period"])
        if has_value:
            self._outcome(code, line, cells)
        if has_target:
            self._target(code, line, cells)
        elif any(is_stated(cells.get(name)) for name in ("upper", "limit", "target_kind")):
            self._fault("indicator_target_missing", line, code=code)
        if cells.get("goals"):
            self._goal(code, line, cells)

    def _definition(self, code: str, line: int, cells: Cells) -> None:
        kept, _line = self.found.definitions.setdefault(code, ({}, line))
        for name in DEFINITION:
            value = cells.get(name)
            if not is_stated(value) or (name == "example" and cells.get("period")):
                continue
            if name == "body":
                value = self._body(str(value), line)
            if name not in kept:
                kept[name] = value
                self._lines[code, name] = line
            elif kept[name] != value:
                other = self._lines[code, name]
                self._fault("indicator_stated_otherwise", line, code=code, other_line=other, **_field(name))

    def _body(self, text: str, line: int) -> str:
        if self.world.find_body is None:
            self.unchecked = True
            return text
        if text not in self._bodies:
            self._bodies[text] = self.world.find_body(text) or ""
        if not self._bodies[text]:
            self._fault("indicator_body_unknown", line, body=text)
        return self._bodies[text] or text

    def _place(self, text: str, line: int) -> tuple[str, str]:
        if not text:
            return OWN, ""
        code = self.world.find_body(text) if self.world.find_body is not None else None
        if code:
            return BODY, code
        if text in self.world.places:
            return PLACE, text
        self._fault("indicator_place_unknown", line, place=text)
        return PLACE, text

    def _outcome(self, code: str, line: int, cells: Cells) -> None:
        kind, place = self._place(cells.get("place") or "", line)
        key = OutcomeKey(code, kind, place, cells["period"], cells.get("sex") or Sex.ALL.value)
        if key in self.found.outcomes:
            other = self.found.outcomes[key][1] or 0
            self._twice("indicator_value_twice", line, key, other)
            return
        self.found.outcomes[key] = ({name: cells.get(name) for name in OUTCOME}, line)

    def _target(self, code: str, line: int, cells: Cells) -> None:
        key = TargetKey(code, cells["period"], cells.get("sex") or Sex.ALL.value)
        if key in self.found.targets:
            other = self.found.targets[key][1] or 0
            self._twice("indicator_target_twice", line, key, other)
            return
        self.found.targets[key] = ({name: cells.get(name) for name in TARGET}, line)

    def _goal(self, code: str, line: int, cells: Cells) -> None:
        for text in cells["goals"]:
            tree, _slash, goal = text.rpartition("/")
            tree = (
                tree
                or cells.get("tree")
                or (next(iter(self.world.goals)) if len(self.world.goals) == 1 else "")
            )
            if not tree:
                self._fault("indicator_goal_tree_not_said", line, goal=goal)
            elif goal not in self.world.goals.get(tree, ()):
                self._fault("indicator_goal_unknown", line, goal=goal, tree=tree)
            else:
                self.found.goals.setdefault(GoalKey(code, tree, goal), line)


def _field(name: str) -> dict[str, str]:
    english, swedish = _NAMES.get(name, (name.replace("_", " "), name))
    return {"field": english, "field_sv": swedish}


_NAMES = {
    "title": ("title", "mätvärde"),
    "title_en": ("title in English", "mätvärde på engelska"),
    "definition": ("definition", "definition"),
    "area": ("area", "område"),
    "kind": ("kind", "slag"),
    "unit": ("unit", "enhet"),
    "decimals": ("decimals", "decimaler"),
    "direction": ("direction", "riktning"),
    "period_kind": ("kind of period", "periodslag"),
    "source": ("source", "källa"),
    "source_reference": ("reference", "källans beteckning"),
    "source_note": ("note on the source", "om källan"),
    "body": ("responsible body", "ansvarigt organ"),
    "owner": ("owner", "användarnamn"),
    "owner_title": ("who answers for it", "ansvarig"),
    "by_sex": ("by sex", "könsuppdelat"),
    "no_sex_reason": ("why not by sex", "skäl att inte könsuppdela"),
    "counts_people": ("counts people", "räknar personer"),
    "smallest_group": ("smallest group", "minsta grupp"),
    "days_until_due": ("days until due", "dagar till utfall"),
    "retired_on": ("retired on", "avslutat"),
    "example": ("example data", "exempeldata"),
}
