"""Staff lists, drivers and assumptions by file: what they would make of the internal budgets of a year."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.internalbudgets.basis_queries import Inputs
from roder.apps.internalbudgets.basis_queries import reckon
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import body_of_unit
from roder.apps.internalbudgets.queries import internal_budgets
from roder.apps.organisation.importing import problem_document
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.problems import refuses
from roder.formats.tabular.basis_fields import ASSUMPTION_FIELDS
from roder.formats.tabular.basis_fields import DRIVER_FIELDS
from roder.formats.tabular.basis_fields import POSITION_FIELDS
from roder.formats.tabular.basis_tables import read_assumptions
from roder.formats.tabular.basis_tables import read_drivers
from roder.formats.tabular.basis_tables import read_positions
from roder.formats.tabular.mapping import parse_mapping

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.internalbudgets.basis_queries import Reckoning
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.formats.tabular.basis_tables import BasisTable
    from roder.formats.tabular.fields import Field
    from roder.formats.tabular.mapping import Mapping


class BasisKind(StrEnum):
    """Which of the tables that a budget is reckoned from."""

    POSITIONS = "positions"
    DRIVERS = "drivers"
    ASSUMPTIONS = "assumptions"


FIELDS: dict[BasisKind, tuple[Field, ...]] = {
    BasisKind.POSITIONS: POSITION_FIELDS,
    BasisKind.DRIVERS: DRIVER_FIELDS,
    BasisKind.ASSUMPTIONS: ASSUMPTION_FIELDS,
}


@dataclass
class BasisPlan:
    """A file set against the internal budgets of a year; when a problem refuses it, nothing of it may be saved."""

    kind: BasisKind
    rows: int = 0
    sha256: str = ""
    reckonings: list[Reckoning] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether any problem keeps it from being saved."""
        return refuses(self.problems)

    @property
    def changes_something(self) -> bool:
        """Whether any line would be new, gone or another."""
        return any(unit.changes_something for found in self.reckonings for unit in found.units.values())

    def document(self, language: str) -> dict[str, Any]:
        """Return the JSON document of the plan; amounts in öre."""
        return {
            "kind": self.kind.value,
            "ok": not self.refused,
            "rows": self.rows,
            "sha256": self.sha256,
            "moves": [
                {
                    "unit": move.unit,
                    "account": move.account,
                    "before_ore": move.before_ore,
                    "after_ore": move.after_ore,
                    "difference_ore": move.difference_ore,
                }
                for found in self.reckonings
                for move in found.moves
            ],
            "left": [
                {"unit": left.unit, "before_ore": left.before_ore, "after_ore": left.after_ore}
                for found in self.reckonings
                for left in found.left
            ],
            "problems": [problem_document(each, language) for each in self.problems],
        }


def plan_basis(
    organisation: str,
    year: int,
    kind: BasisKind,
    content: Path | bytes,
    *,
    mapping: str = "",
    takes_place: bool = False,
) -> BasisPlan:
    """Read a file and return what it would move in the internal budgets of the year; nothing is saved.

    A staff list and drivers replace those of the units that the file names; assumptions are for every draft of the year.
    """
    form, faults = parse_mapping(mapping, FIELDS[kind]) if mapping else (None, [])
    plan = BasisPlan(kind, problems=list(faults))
    if plan.refused:
        return plan
    table = _read(kind, content, form, year)
    plan.rows, plan.sha256 = len(table.rows), table.sha256
    plan.problems += table.problems
    if plan.refused:
        return plan
    for budget, inputs in _inputs(organisation, year, table, plan):
        found = reckon(budget, inputs, takes_place=takes_place)
        plan.reckonings.append(found)
        plan.problems += found.problems
    return plan


def _read(kind: BasisKind, content: Path | bytes, form: Mapping | None, year: int) -> BasisTable[Any]:
    if kind is BasisKind.POSITIONS:
        return read_positions(content, form)
    return (
        read_drivers(content, form, year=year)
        if kind is BasisKind.DRIVERS
        else read_assumptions(content, form)
    )


def _inputs(
    organisation: str, year: int, table: BasisTable[Any], plan: BasisPlan
) -> list[tuple[InternalBudget, Inputs]]:
    """Return the budgets that a file is for, each with its own rows; a unit of none of them is a problem."""
    budgets = {budget.body_code: budget for budget in internal_budgets(organisation, year)}
    by_unit, lines = table.by_unit(), table.lines()
    if plan.kind is BasisKind.ASSUMPTIONS:
        drafts = [each for each in budgets.values() if each.state == InternalBudgetState.DRAFT]
        return [
            (each, Inputs(assumptions=by_unit.get("", []), numbers={"": lines.get("", [])}))
            for each in drafts
        ]
    bodies = bodies_of_year(organisation, year)
    units: dict[str, dict[str, list[Any]]] = {}
    for unit, rows in by_unit.items():
        body = body_of_unit(unit, bodies) if unit in bodies.bodies else None
        if body is None or body.code not in budgets:
            plan.problems.append(_without_budget(unit, year, lines[unit][0]))
        else:
            units.setdefault(body.code, {})[unit] = rows
    made = []
    for code, rows_of in sorted(units.items()):
        numbers = {unit: lines[unit] for unit in rows_of}
        is_staff = plan.kind is BasisKind.POSITIONS
        inputs = (
            Inputs(positions=rows_of, numbers=numbers)
            if is_staff
            else Inputs(drivers=rows_of, numbers=numbers)
        )
        made.append((budgets[code], inputs))
    return made


def _without_budget(unit: str, year: int, line: int) -> Problem:
    return Problem(
        Severity.ERROR,
        "unit_without_budget",
        line,
        f"{unit} is no unit of an internal budget of {year}. Correct the code, or begin the internal budget first.",
        f"{unit} är ingen enhet i en internbudget för {year}. Rätta koden, eller påbörja internbudgeten först.",
        values={"unit": unit, "year": year},
    )
