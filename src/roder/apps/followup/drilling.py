"""From a figure of the follow-up down to account group, account and the largest vouchers."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from roder.apps.followup.basis import basis_of_unit
from roder.apps.followup.unit_pages import result_cell
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import account_names
from roder.apps.ledger.store import ledger_store
from roder.columnstore import drill
from roder.columnstore.cubes import outturn_by
from roder.domain.accounts import BALANCE
from roder.domain.accounts import EXCLUDED
from roder.domain.accounts import Chart
from roder.domain.accounts import account_group
from roder.domain.accounts import group_name
from roder.domain.forecasting import ForecastMethod
from roder.domain.signs import report_sign

if TYPE_CHECKING:
    from roder.apps.followup.basis import Basis
    from roder.columnstore.cells import CellFilter
    from roder.columnstore.cubes import OutturnRow
    from roder.columnstore.drill import VoucherRow
    from roder.domain.periods import Month
    from roder.domain.reach import Reach

MOST_VOUCHERS = 100


@dataclass(frozen=True)
class CellChoice:
    """What of a unit is looked at; empty is no limit."""

    line: str = ""
    group: str = ""
    account: str = ""
    activity: str | None = None
    project: str | None = None
    month: Month | None = None


@dataclass(frozen=True)
class CellSum:
    """A group or account of the cell and its sum, report sign."""

    code: str
    name: str
    amount_ore: int
    postings: int


@dataclass(frozen=True)
class CellPage:
    name: str
    organisation: LedgerOrganisation
    fiscal_year: int
    first_month: Month
    last_month: Month
    total_ore: int
    postings: int
    level: str
    sums: list[CellSum]
    vouchers: list[VoucherRow]
    batches: list[ImportBatch]


def cell_page(month: Month, unit: str, choice: CellChoice, reach: Reach) -> CellPage:
    """Return the parts of a figure: groups, or the accounts of a group, and its largest vouchers.

    Raises ``UnknownUnitError``.
    """
    basis, codes = basis_of_unit(month, unit, ForecastMethod.BUDGET_PROFILE, reach)
    body = basis.tree.bodies.get(unit)
    cell = _cell(basis, codes, choice)
    store = ledger_store()
    sums = [row for row in _account_sums(basis, choice, outturn_by(store, cell, ["account"])) if codes]
    accounts = tuple(row.code for row in sums)
    vouchers = drill.cell_vouchers(store, replace(cell, account=accounts), MOST_VOUCHERS) if accounts else ()
    level, shown = _level(basis, choice, sums)
    year = basis.figures.year
    return CellPage(
        name=body.name if body else basis.organisation.name,
        organisation=basis.organisation,
        fiscal_year=year.fiscal_year,
        first_month=choice.month or basis.figures.months[0],
        last_month=choice.month or month,
        total_ore=sum(row.amount_ore for row in sums),
        postings=sum(row.postings for row in sums),
        level=level,
        sums=shown,
        vouchers=list(vouchers),
        batches=batches_of(basis.organisation, year.fiscal_year),
    )


def _cell(basis: Basis, codes: list[str], choice: CellChoice) -> CellFilter:
    cell = result_cell(basis, codes)
    if choice.month is not None:
        cell = replace(cell, first_month=choice.month.number, last_month=choice.month.number)
    if choice.activity is not None:
        cell = replace(cell, activity=(choice.activity,))
    if choice.project is not None:
        cell = replace(cell, project=(choice.project,))
    return cell


def _account_sums(basis: Basis, choice: CellChoice, rows: tuple[OutturnRow, ...]) -> list[CellSum]:
    line_of = basis.line_of_account()
    names = account_names(basis.organisation, basis.figures.year.fiscal_year)
    sums = []
    for row in rows:
        account = str(row.keys[0])
        line = line_of(account)
        wanted = line == choice.line if choice.line else line not in {BALANCE, EXCLUDED}
        in_group = not choice.group or account_group(account) == choice.group
        if wanted and in_group and choice.account in {"", account}:
            sums.append(CellSum(account, names.get(account, ""), report_sign(row.amount_ore), row.postings))
    return sums


def _level(basis: Basis, choice: CellChoice, sums: list[CellSum]) -> tuple[str, list[CellSum]]:
    groups: dict[str, list[CellSum]] = {}
    for row in sums:
        groups.setdefault(account_group(row.code), []).append(row)
    if choice.account:
        return "", []
    if choice.group or len(groups) <= 1:
        return "account", sums
    chart = Chart(basis.organisation.chart)
    return "group", [
        CellSum(
            code,
            group_name(code, chart),
            sum(row.amount_ore for row in rows),
            sum(row.postings for row in rows),
        )
        for code, rows in sorted(groups.items())
    ]


def batches_of(organisation: LedgerOrganisation, fiscal_year: int) -> list[ImportBatch]:
    """Return the live batches that a year's figures come from."""
    live = ImportBatch.objects.filter(
        organisation=organisation, fiscal_year=fiscal_year, state=ImportBatch.State.LIVE
    )
    return list(live.select_related("imported_by").order_by("number"))
