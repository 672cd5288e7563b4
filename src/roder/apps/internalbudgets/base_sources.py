"""What a unit's budget can start from: outturn, the ledger's own budget, an earlier internal budget, a forecast."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.internalbudgets.columns import books_of
from roder.apps.internalbudgets.queries import current_lines
from roder.apps.internalbudgets.queries import internal_budget_of
from roder.apps.ledger.kept_totals import account_and_object_cells
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.store import ledger_store
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.columnstore.stated import budget_rows
from roder.domain.forecasting import ForecastBasis
from roder.domain.forecasting import proposed_forecast
from roder.domain.internal_base import BaseSource
from roder.domain.internal_base import fall_of_forecast
from roder.domain.internal_budgets import MONTHS
from roder.domain.internal_budgets import LinePlace
from roder.domain.organisation import BodyKind
from roder.domain.signs import report_sign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.internal_base import BaseWish
    from roder.domain.organisation import OrganisationTree

    Months = dict[LinePlace, list[int]]
    """Twelve months in öre, report sign, by what they are for."""

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose ledger is read, for which units; a company's ledger is all its own."""

    books: str
    units: frozenset[str]
    bodies: OrganisationTree
    company: str = ""

    def unit_of(self, code: str) -> str:
        """Return the unit that a ledger code belongs to in the budget's year, empty when it is not one asked for."""
        if self.company:
            return self.company
        owner = self.bodies.body_of_ledger_code(code)
        return owner.code if owner and owner.code in self.units else ""

    @property
    def prefixes(self) -> tuple[str, ...]:
        """The ledger codes that can belong to the units; none is no limit."""
        if self.company:
            return ()
        found = {prefix for unit in self.units for prefix in self.bodies.bodies[unit].prefixes}
        return tuple(sorted(found))


def source_rows(
    budget: InternalBudget, units: Iterable[str], bodies: OrganisationTree, wish: BaseWish
) -> Months:
    """Return a source's months by place, for units of a budget: the codes are placed as the budget's year has them."""
    asked = _asked(budget, frozenset(units) & bodies.bodies.keys(), bodies)
    if wish.source is BaseSource.INTERNAL_BUDGET:
        return _earlier(budget, asked, wish.source_year)
    if not asked.books or not (asked.company or asked.prefixes):
        return {}
    if wish.source is BaseSource.LEDGER_BUDGET:
        return _ledger_budget(asked, wish.source_year)
    if wish.source is BaseSource.OUTTURN:
        return _outturn(asked, wish.source_year, with_activity=wish.with_activity)
    return _forecast(asked, wish)


def _asked(budget: InternalBudget, units: frozenset[str], bodies: OrganisationTree) -> _Asked:
    books = books_of(budget.organisation, budget.body_code, bodies)
    body = bodies.bodies.get(budget.body_code)
    is_company = body is not None and body.kind is BodyKind.COMPANY and budget.body_code in units
    return _Asked(books, units, bodies, budget.body_code if is_company else "")


def _earlier(budget: InternalBudget, asked: _Asked, year: int) -> Months:
    held = internal_budget_of(budget.organisation, budget.body_code, year)
    lines = [] if held is None else current_lines(held, asked.units)
    return {line.place: list(line.months_ore) for line in lines}


def _outturn(asked: _Asked, year: int, *, with_activity: bool) -> Months:
    cell = CellFilter(organisation=asked.books, fiscal_years=(year,), responsibility_prefixes=asked.prefixes)
    keys = ["responsibility", "account", "month", *(["activity"] if with_activity else [])]
    found: Months = defaultdict(lambda: [0] * MONTHS)
    for row in outturn_by(ledger_store(), cell, keys):
        code, account, month, activity = (*row.keys, "")[:4]
        unit = asked.unit_of(str(code))
        if unit and isinstance(month, int):
            found[LinePlace(unit, str(account), str(activity))][month % HUNDRED - 1] += report_sign(
                row.amount_ore
            )
    return dict(found)


def _ledger_budget(asked: _Asked, year: int) -> Months:
    """Return the budget that the ledger itself has; it knows responsibility and account, no activity."""
    stated = budget_rows(ledger_store(), asked.books, year)
    cells = defaultdict(
        int,
        account_and_object_cells(
            (row.month, row.account, row.dimension, row.object, row.amount_ore)
            for row in stated
            if not row.responsibility
        ),
    )
    for row in stated:
        if row.responsibility:
            cells[row.month, row.responsibility, row.account] += row.amount_ore
    found: Months = defaultdict(lambda: [0] * MONTHS)
    for (month, code, account), ore in cells.items():
        unit = asked.unit_of(code)
        if unit:
            found[LinePlace(unit, account)][month % HUNDRED - 1] += report_sign(ore)
    return dict(found)


def _forecast(asked: _Asked, wish: BaseWish) -> Months:
    """Return the year as it is forecast: by account, since that is how the ledger's budget is known."""
    outturn = _outturn(asked, wish.source_year, with_activity=False)
    earlier = _outturn(asked, wish.source_year - 1, with_activity=False)
    budget = _ledger_budget(asked, wish.source_year)
    found = {}
    for place in {*outturn, *budget}:
        months = _one_forecast(outturn.get(place), budget.get(place), earlier.get(place, []), wish)
        if months is not None:
            found[place] = months
    return found


def _one_forecast(
    outturn: list[int] | None, budget: list[int] | None, earlier: list[int], wish: BaseWish
) -> list[int] | None:
    known = (outturn or [0] * MONTHS)[: wish.through_month]
    basis = ForecastBasis(
        known,
        MONTHS,
        None if budget is None else sum(budget),
        None if budget is None else sum(budget[: wish.through_month]),
        earlier,
    )
    year, _method = proposed_forecast(basis, wish.method)
    return None if year is None else fall_of_forecast(known, year, budget or earlier)


def months_of_outturn(budget: InternalBudget, bodies: OrganisationTree, year: int) -> int:
    """Return how many months of a year the books of a budget's body cover."""
    books = books_of(budget.organisation, budget.body_code, bodies)
    live = ImportBatch.objects.filter(organisation__key=books, fiscal_year=year, state=ImportBatch.State.LIVE)
    return max((number % HUNDRED for batch in live for number in batch.months), default=0)
