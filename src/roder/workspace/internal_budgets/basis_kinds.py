"""The three tables that a budget is reckoned from: how each is read, what it comes to, how it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from roder.apps.internalbudgets.actions.bases import put_assumptions
from roder.apps.internalbudgets.actions.bases import put_drivers
from roder.apps.internalbudgets.actions.bases import put_positions
from roder.apps.internalbudgets.basis_queries import Inputs
from roder.apps.internalbudgets.basis_queries import assumptions_of
from roder.apps.internalbudgets.basis_queries import drivers_of
from roder.apps.internalbudgets.basis_queries import positions_of
from roder.apps.internalbudgets.basis_queries import reckon
from roder.domain.budget_assumptions import AssumptionKind
from roder.formats.tabular.basis_fields import ASSUMPTION_FIELDS
from roder.formats.tabular.basis_fields import DRIVER_FIELDS
from roder.formats.tabular.basis_fields import POSITION_FIELDS
from roder.formats.tabular.basis_tables import BasisTable
from roder.formats.tabular.basis_tables import fields_for
from roder.formats.tabular.basis_tables import read_assumptions
from roder.formats.tabular.basis_tables import read_drivers
from roder.formats.tabular.basis_tables import read_positions
from roder.formats.tabular.basis_writing import assumption_row
from roder.formats.tabular.basis_writing import driver_rows
from roder.formats.tabular.basis_writing import position_row
from roder.workspace.internal_budgets.basis_answers import TypedBasis

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from roder.apps.identity.models import User
    from roder.apps.internalbudgets.basis_queries import Reckoning
    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.budget_assumptions import Assumption
    from roder.domain.budget_drivers import Driver
    from roder.domain.positions import Position
    from roder.workspace.internal_budgets.chosen_unit import ChosenUnit

UNSEEN = "-"
"""Stands for a form that does not say what its person saw: no list has this fingerprint."""
Value = TypeVar("Value")


def position_basis(chosen: ChosenUnit, *, is_shown: bool) -> TypedBasis[Position]:
    """Return the staff list of a unit; empty for those who may not see wages."""
    unit, budget, person = chosen.part.unit_code, chosen.budget, chosen.person

    def reckoned(rows: list[Position], numbers: list[int], takes_place: bool) -> Reckoning:  # noqa: FBT001 as its type says
        return reckon(budget, Inputs({unit: rows}, numbers={unit: numbers}), takes_place=takes_place)

    def saved(rows: list[Position], numbers: list[int], takes_place: bool, seen: str) -> Reckoning:  # noqa: FBT001 as its type says
        return put_positions(
            budget,
            {unit: rows},
            numbers={unit: numbers},
            seen={unit: seen},
            takes_place=takes_place,
            acting_user=person,
        )

    return TypedBasis(
        fields_for(POSITION_FIELDS, unit),
        positions_of(chosen.part) if is_shown else [],
        lambda row: [position_row(row)],
        lambda content, mapping: read_positions(content, mapping, unit=unit),
        reckoned,
        saved,
        lambda content: _of_unit(unit, lambda own: read_positions(content, unit=own)),
        {"overhead": _names(assumptions_of(budget), AssumptionKind.OVERHEAD)},
    )


def driver_basis(chosen: ChosenUnit) -> TypedBasis[Driver]:
    """Return the drivers of a unit."""
    unit, budget, person = chosen.part.unit_code, chosen.budget, chosen.person

    def reckoned(rows: list[Driver], numbers: list[int], takes_place: bool) -> Reckoning:  # noqa: FBT001 as its type says
        inputs = Inputs(drivers={unit: rows}, numbers={unit: numbers})
        return reckon(budget, inputs, takes_place=takes_place)

    def saved(rows: list[Driver], numbers: list[int], takes_place: bool, seen: str) -> Reckoning:  # noqa: FBT001 as its type says
        return put_drivers(
            budget,
            {unit: rows},
            numbers={unit: numbers},
            seen={unit: seen},
            takes_place=takes_place,
            acting_user=person,
        )

    return TypedBasis(
        fields_for(DRIVER_FIELDS, unit),
        drivers_of(chosen.part),
        lambda row: driver_rows(row, budget.year),
        lambda content, mapping: read_drivers(content, mapping, year=budget.year, unit=unit),
        reckoned,
        saved,
        lambda content: _of_unit(unit, lambda own: read_drivers(content, year=budget.year, unit=own)),
        {"price": _names(assumptions_of(budget), AssumptionKind.PRICE)},
    )


def assumption_basis(budget: InternalBudget, person: User) -> TypedBasis[Assumption]:
    """Return what an internal budget assumes."""

    def reckoned(rows: list[Assumption], numbers: list[int], takes_place: bool) -> Reckoning:  # noqa: FBT001 as its type says
        return reckon(budget, Inputs(assumptions=rows, numbers={"": numbers}), takes_place=takes_place)

    def saved(rows: list[Assumption], numbers: list[int], takes_place: bool, seen: str) -> Reckoning:  # noqa: FBT001 as its type says
        return put_assumptions(
            budget, rows, numbers=numbers, seen=seen or UNSEEN, takes_place=takes_place, acting_user=person
        )

    return TypedBasis(
        ASSUMPTION_FIELDS,
        assumptions_of(budget),
        lambda row: [assumption_row(row)],
        read_assumptions,
        reckoned,
        saved,
        read_assumptions,
    )


def _of_unit(unit: str, read: Callable[[str | None], BasisTable[Value]]) -> BasisTable[Value]:
    """Return the rows of a unit in a file of several; a file that names no units is the unit's own."""
    whole = read(None)
    if any(each.code == "missing_column" and each.values.get("field") == "unit" for each in whole.problems):
        return read(unit)
    return BasisTable([row for row in whole.rows if row.unit == unit], whole.problems, whole.sha256)


def _names(assumptions: Sequence[Assumption], kind: AssumptionKind) -> list[str]:
    return sorted({row.key for row in assumptions if row.kind is kind})
