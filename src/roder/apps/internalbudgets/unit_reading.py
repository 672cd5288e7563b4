"""A unit's budget to read: what it was given, its lines by report line and account, and last year beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import newest_account_names
from roder.apps.ledger.store import ledger_store
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.domain.accounts import BALANCE
from roder.domain.accounts import EXCLUDED
from roder.domain.accounts import Chart
from roder.domain.internal_budget_sums import AccountSums
from roder.domain.internal_budget_sums import sums_by_account
from roder.domain.internal_budgets import left_ore
from roder.domain.signs import report_sign

if TYPE_CHECKING:
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.organisation import OrganisationTree


@dataclass(frozen=True)
class UnitReading:
    """What the page of a unit shows; amounts are öre in report sign, what it was given a grant (plus)."""

    part: UnitPart
    rows: list[AccountSums]
    names: dict[str, str]
    has_last_year: bool

    @property
    def net_ore(self) -> int:
        """The year's net of the lines as they stand."""
        return sum(row.current_ore for row in self.rows)

    @property
    def left_ore(self) -> int:
        """What is left to distribute of what the unit was given."""
        return left_ore(self.part.allotted_ore, self.net_ore)


def unit_reading(part: UnitPart) -> UnitReading:
    """Return a unit's budget as it stands, with its original, and the outturn of the year before when it is here."""
    budget = part.internal_budget
    units = [part.unit_code]
    organisation = LedgerOrganisation.objects.filter(key=budget.organisation).first()
    outturn = outturn_of_unit(organisation, part.unit_code, budget.year - 1) if organisation else None
    rows = sums_by_account(
        layer_lines(original_layer(budget), units),
        current_lines(budget, units),
        outturn or {},
        line_of_account(organisation, budget.year) if organisation else None,
        Chart(organisation.chart) if organisation else Chart.KOMMUNBAS,
    )
    accounts = [row.account for row in rows]
    names = newest_account_names(organisation, budget.year, accounts) if organisation else {}
    return UnitReading(part, rows, names, outturn is not None)


def outturn_of_unit(
    organisation: LedgerOrganisation, unit_code: str, fiscal_year: int
) -> dict[str, int] | None:
    """Return what a unit's own ledger codes came to in a year, by account, report sign.

    ``None`` when that year has no ledger, or the unit no ledger codes of its own.
    """
    bodies = bodies_of_year(organisation.key, fiscal_year)
    unit = bodies.bodies.get(unit_code)
    has_ledger = ImportBatch.objects.filter(
        organisation=organisation, fiscal_year=fiscal_year, state=ImportBatch.State.LIVE
    ).exists()
    if unit is None or not unit.prefixes or not has_ledger:
        return None
    return _outturn(organisation, unit_code, unit.prefixes, fiscal_year, bodies)


def _outturn(
    organisation: LedgerOrganisation,
    unit_code: str,
    prefixes: tuple[str, ...],
    fiscal_year: int,
    bodies: OrganisationTree,
) -> dict[str, int]:
    line_of = line_of_account(organisation, fiscal_year)
    cell = CellFilter(
        organisation=organisation.key, fiscal_years=(fiscal_year,), responsibility_prefixes=prefixes
    )
    found: dict[str, int] = {}
    for row in outturn_by(ledger_store(), cell, ["responsibility", "account"]):
        code, account = str(row.keys[0]), str(row.keys[1])
        owner = bodies.body_of_ledger_code(code)
        if owner and owner.code == unit_code and line_of(account) not in {BALANCE, EXCLUDED}:
            found[account] = found.get(account, 0) + report_sign(row.amount_ore)
    return found
