"""Everything the page of one committee or unit shows, for a month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.followup.basis import Basis
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.basis import bases
from roder.apps.followup.basis import basis_of_unit
from roder.apps.followup.basis import codes_without_holder
from roder.apps.followup.basis import month_budget
from roder.apps.followup.basis import plain_number
from roder.apps.followup.queries import follow_up
from roder.apps.followup.queries import line_rows
from roder.apps.followup.queries import table_of
from roder.apps.ledger.names import object_names
from roder.apps.ledger.store import ledger_store
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import outturn_by
from roder.domain.accounts import BALANCE
from roder.domain.accounts import EXCLUDED
from roder.domain.forecasting import ForecastMethod
from roder.domain.signs import report_sign

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.followup_rows import FollowUpTable
    from roder.domain.organisation import Body
    from roder.domain.periods import Month
    from roder.domain.reach import Reach

DIMENSIONS = ("activity", "project")
MOST_ITEMS = 40


@dataclass(frozen=True)
class GroupingItem:
    """One code of a dimension and its outturn to date, report sign."""

    code: str
    name: str
    outturn_ore: int


@dataclass(frozen=True)
class Grouping:
    """The unit's outturn to date by the codes of a dimension, largest first; ``left_out`` counts the rest."""

    dimension: str
    items: list[GroupingItem]
    left_out: int


@dataclass(frozen=True)
class MonthSeries:
    """A fiscal year by month in report sign: outturn so far, budget and last year where known."""

    months: list[Month]
    outturn: list[int]
    budget: list[int] | None
    last_year: list[int] | None


@dataclass(frozen=True)
class UnitPage:
    row: FollowUpRow
    name: str
    path: list[Body]
    table: FollowUpTable
    children: list[FollowUpRow]
    lines: list[FollowUpRow]
    groupings: list[Grouping]
    series: MonthSeries
    organisation: str


def unit_page(
    month: Month, unit: str, method: ForecastMethod, reach: Reach, as_of: date | None = None
) -> UnitPage:
    """Return the page of a body, or of an organisation as a whole; raises ``UnknownUnitError``.

    A company that stands in the tree is shown by its own books, when they are here.
    """
    table = follow_up(month, unit=unit, method=method, as_of=as_of, reach=reach)
    basis, codes = basis_of_unit(month, unit, method, reach, as_of)
    body = basis.body(unit)
    last_codes = basis.last_year_codes_of(unit if body else "")
    figures = basis.figures
    return UnitPage(
        row=table.total,
        name=body.name if body else basis.organisation.name,
        path=_place(bases(month, method, reach, as_of), unit),
        table=table,
        children=[row for row in table.rows if row.kind != "line"],
        lines=line_rows(basis, unit if body else "", codes, last_codes),
        groupings=[found for name in DIMENSIONS if (found := _grouping(basis, codes, name)).items],
        series=MonthSeries(
            figures.months,
            figures.outturn(codes)[: basis.elapsed],
            month_budget(basis, unit if body else "", codes),
            figures.last_year(last_codes),
        ),
        organisation=basis.organisation.key,
    )


def has_page(month: Month, unit: str, reach: Reach) -> bool:
    """Return whether a body, or an organisation, of that code has a page for the month within reach."""
    try:
        basis_of_unit(month, unit, ForecastMethod.BUDGET_PROFILE, reach)
    except UnknownUnitError:
        return False
    return True


def _place(found: list[Basis], unit: str) -> list[Body]:
    """Return the way down to a body, also one that only the compared tree has, or to a company by its number.

    What lies above the person's reach is left out.
    """
    number = plain_number(unit)
    for basis in found:
        for tree in (basis.tree, basis.compared):
            numbers = {plain_number(body.organisation_number): body.code for body in tree.bodies.values()}
            path = tree.path(unit) or tree.path(numbers.get(number, "") if number else "")
            shown = [body for body in path if body.code in basis.within]
            if shown:
                return shown
    return []


def whole_series(month: Month, method: ForecastMethod, reach: Reach) -> MonthSeries:
    """Return the months of everything the follow-up of the month shows, body by body summed."""
    return _series_of(bases(month, method, reach))


def whole_page(
    month: Month, method: ForecastMethod, reach: Reach, as_of: date | None
) -> tuple[FollowUpTable, MonthSeries]:
    """Return the follow-up of all within reach and its months, from one reading of the books."""
    found = bases(month, method, reach, as_of)
    return table_of(month, found), _series_of(found)


def _series_of(found: Sequence[Basis]) -> MonthSeries:
    parts = [part for basis in found for part in _parts(basis)]
    months = max((part.months for part in parts), key=len, default=[])
    same = [part for part in parts if part.months == months]
    return MonthSeries(
        months,
        [sum(amounts) for amounts in zip(*(part.outturn for part in same), strict=True)],
        _summed([part.budget for part in same]),
        _summed([part.last_year for part in same]),
    )


def _parts(basis: Basis) -> list[MonthSeries]:
    figures = basis.figures
    shown = [(body.code, basis.codes_of(body.code)) for body in basis.shown_bodies(basis.tree)]
    rest = [("", codes_without_holder(basis))] if basis.is_whole else []
    return [
        MonthSeries(
            figures.months,
            figures.outturn(codes)[: basis.elapsed],
            month_budget(basis, unit, codes),
            figures.last_year(codes),
        )
        for unit, codes in [*shown, *rest]
    ]


def _summed(series: list[list[int] | None]) -> list[int] | None:
    known = [amounts for amounts in series if amounts is not None]
    return [sum(amounts) for amounts in zip(*known, strict=True)] if known else None


def result_cell(basis: Basis, codes: list[str]) -> CellFilter:
    """Return the postings to date of some responsibility codes in the current fiscal year."""
    return CellFilter(
        organisation=basis.organisation.key,
        fiscal_years=(basis.figures.year.fiscal_year,),
        first_month=basis.figures.months[0].number,
        last_month=basis.month.number,
        responsibility=tuple(codes),
    )


def _grouping(basis: Basis, codes: list[str], dimension: str) -> Grouping:
    if not codes:
        return Grouping(dimension, [], 0)
    line_of = basis.line_of_account()
    sums: dict[str, int] = {}
    for row in outturn_by(ledger_store(), result_cell(basis, codes), [dimension, "account"]):
        code, account = str(row.keys[0]), str(row.keys[1])
        if line_of(account) not in {BALANCE, EXCLUDED}:
            sums[code] = sums.get(code, 0) + report_sign(row.amount_ore)
    if set(sums) <= {""}:
        return Grouping(dimension, [], 0)
    names = object_names(basis.organisation, basis.figures.year.fiscal_year, dimension, list(sums))
    ordered = sorted(sums.items(), key=lambda item: (-abs(item[1]), item[0]))
    items = [GroupingItem(code, names.get(code, ""), amount) for code, amount in ordered[:MOST_ITEMS]]
    return Grouping(dimension, items, max(0, len(ordered) - MOST_ITEMS))
