"""What a file would change in an internal budget: worked out, shown, and only then saved."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.organisation.importing import ComparedTable
from roder.apps.organisation.importing import problem_document
from roder.domain.internal_budget_faults import line_faults
from roder.domain.internal_budget_file_faults import closed_faults
from roder.domain.internal_budget_file_faults import origin_faults
from roder.domain.internal_budget_file_faults import unit_faults
from roder.domain.internal_budget_files import FileComparison
from roder.domain.internal_budget_files import compare_with_file
from roder.domain.internal_budget_files import lines_after
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import UnitPartState
from roder.domain.internal_budgets import left_ore
from roder.domain.problems import refuses
from roder.formats.tabular.internal_budget_table import parse_internal_mapping
from roder.formats.tabular.internal_budget_table import read_internal_budget
from roder.formats.tabular.internal_budget_table import write_internal_budget

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from pathlib import Path

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.internal_budget_files import SaidLine
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.internal_budgets import LinePlace
    from roder.domain.problems import Problem
    from roder.formats.tabular.internal_budget_table import InternalBudgetTable


@dataclass(frozen=True)
class UnitSum:
    """What the year of a unit comes to before and after the file, beside what it was given; öre, report sign."""

    unit: str
    was_ore: int
    becomes_ore: int
    allotted_ore: int

    @property
    def left_ore(self) -> int:
        """What is left to distribute afterwards."""
        return left_ore(self.allotted_ore, self.becomes_ore)


@dataclass(frozen=True)
class InternalBudgetPlan(ComparedTable):
    """A file set against the lines as they are; ``before`` is the fingerprint of those lines and the units' states.

    ``unit`` is empty when the file is read into the whole budget. ``taken_out_at`` is when the file was taken out,
    empty when it does not tell.
    """

    budget: InternalBudget
    unit: str
    problems: list[Problem]
    before: str
    sha256: str = ""
    taken_out_at: str = ""
    now: list[InternalLine] = field(default_factory=list)
    found: FileComparison = field(default_factory=FileComparison)
    allotted: dict[str, int] = field(default_factory=dict)
    differences: list[Any] = field(default_factory=list)

    def after(
        self, take: Iterable[int] = (), remove: Iterable[int] = (), source: str = ""
    ) -> dict[LinePlace, InternalLine | None]:
        """Return the lines that become another; see ``lines_after``."""
        return lines_after(self.now, self.found, take=take, remove=remove, source=source)

    def sums(self) -> list[UnitSum]:
        """Return each unit's sum if only what needs no choice is saved, in code order."""
        after = {line.place: line for line in self.now} | self.after()
        units = sorted({place.unit for place in after})
        return [
            UnitSum(
                unit,
                sum(line.year_ore for line in self.now if line.place.unit == unit),
                sum(line.year_ore for place, line in after.items() if line and place.unit == unit),
                self.allotted.get(unit, 0),
            )
            for unit in units
        ]


def plan_internal_file(
    budget: InternalBudget, content: Path | bytes, *, unit: str = "", mapping: str = ""
) -> InternalBudgetPlan:
    """Read a file and return what it would change in a body's budget, or in one unit's part; nothing is saved."""
    parts = {part.unit_code: part for part in budget.parts.all() if unit in ("", part.unit_code)}
    states = {code: UnitPartState(part.state) for code, part in parts.items()}
    now = layer_lines(original_layer(budget), parts)
    before = fingerprint(budget, now, states)
    form, faults = parse_internal_mapping(mapping, budget.year) if mapping else (None, [])
    if refuses(faults):
        return InternalBudgetPlan(budget, unit, faults, before)
    table = read_internal_budget(content, budget.year, form, unit=unit)
    problems = [*faults, *table.problems, *_origin(budget, table)]
    if not refuses(problems):
        problems += unit_faults(_units_named(table.lines), parts)
    at = table.taken_out.at if table.taken_out else ""
    if refuses(problems):
        return InternalBudgetPlan(budget, unit, problems, before, table.sha256, at)
    found = _compared(table, now, unit)
    problems += closed_faults(InternalBudgetState(budget.state), states, _touched(found))
    problems += _amount_faults(now, found)
    allotted = {code: part.allotted_ore for code, part in parts.items()}
    differences = [*found.new, *found.changed, *found.removed, *found.conflicts]
    return InternalBudgetPlan(
        budget, unit, problems, before, table.sha256, at, now, found, allotted, differences
    )


def _origin(budget: InternalBudget, table: InternalBudgetTable) -> list[Problem]:
    taken = table.taken_out
    if taken is None:
        return []
    asked = {"organisation": budget.organisation, "body": budget.body_code, "year": str(budget.year)}
    said = {"organisation": taken.organisation, "body": taken.body, "year": str(taken.year)}
    return origin_faults(asked, said)


def _units_named(lines: Iterable[SaidLine]) -> dict[str, int]:
    named: dict[str, int] = {}
    for line in lines:
        named.setdefault(line.place.unit, line.file_line)
    return named


def _compared(table: InternalBudgetTable, now: list[InternalLine], unit: str) -> FileComparison:
    seen = table.taken_out.lines if table.taken_out else None
    if seen is not None and unit:
        seen = tuple(line for line in seen if line.place.unit == unit)
    units = {line.place.unit for line in table.lines} | ({unit} if unit else set())
    return compare_with_file(now, table.lines, seen, units)


def _touched(found: FileComparison) -> set[str]:
    changed: list[Any] = [*found.new, *found.changed, *found.conflicts]
    return {each.place.unit for each in changed}


def _amount_faults(now: list[InternalLine], found: FileComparison) -> list[Problem]:
    every = range(len(found.conflicts))
    lines = [line for line in lines_after(now, found, take=every).values() if line is not None]
    return [fault for line in lines for fault in line_faults([line], line.place.unit)]


def fingerprint(
    budget: InternalBudget, lines: Collection[InternalLine], states: dict[str, UnitPartState]
) -> str:
    """Return the SHA-256 of lines and states: what a person has seen differences against."""
    written = write_internal_budget(budget.year, lines).content
    facts = [budget.state, *(f"{unit} {state}" for unit, state in sorted(states.items()))]
    return hashlib.sha256(written + "\n".join(facts).encode()).hexdigest()


def plan_document(plan: InternalBudgetPlan, *, language: str) -> dict[str, Any]:
    """Return the JSON document of a plan; amounts are öre in report sign."""
    return {
        "organisation": plan.budget.organisation,
        "body": plan.budget.body_code,
        "unit": plan.unit,
        "year": plan.budget.year,
        "ok": not plan.refused,
        "sha256": plan.sha256,
        "taken_out_at": plan.taken_out_at,
        "new": [{**place_document(line.place), "year_ore": line.year_ore} for line in plan.found.new],
        "changed": [
            {**place_document(each.place), "field": each.field, **_values(was=each.was, becomes=each.becomes)}
            for each in plan.found.changed
        ],
        "not_in_file": [
            {**place_document(line.place), "year_ore": line.year_ore} for line in plan.found.removed
        ],
        "conflicts": [
            {
                **place_document(each.place),
                "field": each.field,
                **_values(says=each.says, seen=each.seen, now=each.now),
            }
            for each in plan.found.conflicts
        ],
        "units": [
            {
                "unit": each.unit,
                "was_ore": each.was_ore,
                "becomes_ore": each.becomes_ore,
                "allotted_ore": each.allotted_ore,
                "left_ore": each.left_ore,
            }
            for each in plan.sums()
        ],
        "problems": [problem_document(each, language) for each in plan.problems],
    }


def place_document(place: LinePlace) -> dict[str, str]:
    """Return what a line is for, for programs."""
    return {
        "unit": place.unit,
        "account": place.account,
        "activity": place.activity,
        "project": place.project,
        "counterparty": place.counterparty,
    }


def _values(**values: int | str | None) -> dict[str, int | str | None]:
    """Return values by name; those that are amounts end in ``_ore``."""
    is_text = any(isinstance(value, str) for value in values.values())
    return {name if is_text else f"{name}_ore": value for name, value in values.items()}
