"""An internal budget as a file: a workbook to fill in and send back, and the same lines as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import account_names
from roder.apps.ledger.names import object_names
from roder.apps.ledger.store import ledger_store
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.domain.internal_budget_files import outturn_of_lines
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LinePlace
from roder.domain.signs import report_sign
from roder.formats.tabular.internal_budget_stamp import TakenOut
from roder.formats.tabular.internal_budget_workbook import BudgetSheet

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.organisation import OrganisationTree

KEYS = ("responsibility", "account", "activity", "project", "counterparty")


def units_in_file(budget: InternalBudget, unit: str = "") -> list[str]:
    """Return the units whose lines a file of a unit, or of the whole budget, holds."""
    return [unit] if unit else list(budget.parts.values_list("unit_code", flat=True))


def lines_in_file(budget: InternalBudget, unit: str = "") -> list[InternalLine]:
    """Return the lines that go out: while it is drafted those that are written in, then the budget as it stands."""
    return [line for line, _version in _with_versions(budget, units_in_file(budget, unit))]


def _with_versions(budget: InternalBudget, units: Collection[str]) -> list[tuple[InternalLine, int]]:
    if budget.state == InternalBudgetState.DRAFT:
        rows = original_layer(budget).lines.filter(unit_code__in=units)
        found = [(row.as_value(), row.version) for row in rows]
    else:
        found = [(line, 1) for line in current_lines(budget, units)]
    return sorted(found, key=lambda pair: pair[0].place)


def budget_sheet(budget: InternalBudget, unit: str, at: datetime) -> BudgetSheet:
    """Return what goes into the workbook of a unit, or of the whole budget when no unit is named."""
    units = units_in_file(budget, unit)
    pairs = _with_versions(budget, units)
    lines = tuple(line for line, _version in pairs)
    latest = budget.layers.order_by("-number").values_list("number", flat=True).first() or 1
    bodies = bodies_of_year(budget.organisation, budget.year)
    accounts, activities = _names(budget, lines)
    given = dict(budget.parts.filter(unit_code__in=units).values_list("unit_code", "allotted_ore"))
    return BudgetSheet(
        TakenOut(
            budget.organisation,
            budget.body_code,
            unit,
            budget.year,
            latest,
            at.isoformat(timespec="seconds"),
            lines,
            tuple(version for _line, version in pairs),
        ),
        sum(given.values()),
        {code: bodies.bodies[code].name for code in units if code in bodies.bodies},
        accounts,
        activities,
        outturn_beside(budget, units, [line.place for line in lines], bodies),
    )


def _names(budget: InternalBudget, lines: Collection[InternalLine]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what accounts and activities are called, as the latest ledger up to the budget's year says."""
    organisation = LedgerOrganisation.objects.filter(key=budget.organisation).first()
    live = ImportBatch.objects.filter(
        organisation=organisation, state=ImportBatch.State.LIVE, fiscal_year__lte=budget.year
    )
    year = live.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    if organisation is None or year is None:
        return {}, {}
    accounts = {line.place.account for line in lines}
    activities = {line.place.activity for line in lines if line.place.activity}
    return (
        account_names(organisation, year, accounts),
        object_names(organisation, year, "activity", activities),
    )


def outturn_beside(
    budget: InternalBudget, units: Collection[str], places: Collection[LinePlace], bodies: OrganisationTree
) -> dict[LinePlace, int]:
    """Return what the ledger of the year before holds beside each line, by the units' own ledger codes."""
    chosen = [bodies.bodies[unit] for unit in units if unit in bodies.bodies]
    prefixes = tuple(prefix for body in chosen for prefix in body.prefixes)
    if not prefixes or not places:
        return {}
    cell = CellFilter(
        organisation=budget.organisation,
        fiscal_years=(budget.year - 1,),
        responsibility_prefixes=prefixes,
    )
    found: dict[LinePlace, int] = {}
    for row in outturn_by(ledger_store(), cell, KEYS):
        code, *codes = (str(key or "") for key in row.keys)
        owner = bodies.body_of_ledger_code(code)
        if owner is not None and owner.code in units:
            place = LinePlace(owner.code, *codes)
            found[place] = found.get(place, 0) + report_sign(row.amount_ore)
    return outturn_of_lines(places, found)
