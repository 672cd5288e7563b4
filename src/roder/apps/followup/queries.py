"""The follow-up of a month: frames beside the ledger, by body, unit and report line."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from roder.apps.budgets.queries import frames
from roder.apps.followup.months import YearFigures
from roder.apps.followup.months import year_figures
from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.queries import fiscal_year_holding
from roder.apps.ledger.queries import months_with_ledger
from roder.apps.organisation.queries import organisation_tree
from roder.domain import budget_lines
from roder.domain.calendar import FollowUpCalendar
from roder.domain.followup_rows import FollowUpRow
from roder.domain.followup_rows import FollowUpTable
from roder.domain.forecasting import ForecastBasis
from roder.domain.forecasting import ForecastMethod
from roder.domain.forecasting import proposed_forecast
from roder.domain.frames import net_budget
from roder.domain.organisation import FRAME_HOLDERS
from roder.domain.organisation import BodyKind
from roder.domain.reach import THE_WHOLE
from roder.domain.restating import codes_by_body
from roder.domain.variance import variance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.ledger.lines import LineOfAccount
    from roder.domain.frame_amendments import HeldFrame
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree
    from roder.domain.periods import Month
    from roder.domain.reach import Reach


class UnknownUnitError(LookupError):
    """No body within reach has that code on that date; the message is the code."""


@dataclass(frozen=True)
class Basis:
    """One organisation in one fiscal year, seen at the end of a month by someone with a reach."""

    organisation: LedgerOrganisation
    month: Month
    tree: OrganisationTree
    figures: YearFigures
    frames: dict[str, HeldFrame]
    method: ForecastMethod
    reach: Reach
    compared: OrganisationTree
    """The tree by which last year's column is summed: ``tree`` itself, unless another day is chosen."""

    @property
    def is_whole(self) -> bool:
        """Whether all of the organisation is within reach."""
        return self.reach.has_whole_of(self.organisation.key)

    @cached_property
    def within(self) -> frozenset[str]:
        """The codes of the bodies within reach, also of those that only the compared tree has."""
        gone = self.reach.bodies(self.compared) - self.tree.bodies.keys()
        return self.reach.bodies(self.tree) | gone

    def shown_bodies(self, tree: OrganisationTree) -> list[Body]:
        """Return the bodies with rows at the top: those with frames, and the topmost of a partial reach."""
        apart = FRAME_HOLDERS | {BodyKind.COMPANY}
        tops = [] if self.is_whole else [top for top in self.reach.topmost(tree) if top.kind not in apart]
        found = [body for body in [*tree.frame_holders(), *tops] if body.code in self.within]
        return sorted(found, key=lambda body: body.code)

    def has_unmapped(self) -> bool:
        """Return whether any account within reach leads to no report line."""
        codes = None if self.is_whole else [code for body in self.within for code in self.codes_of(body)]
        return self.figures.has_unmapped(codes)

    def codes_of(self, body: str) -> list[str]:
        """Return the ledger codes that a body answers for; those without a frame for ``""``."""
        return self._answered.get(body, [])

    def last_year_codes_of(self, body: str) -> list[str]:
        """Return the ledger codes whose last year stands in a body's row."""
        return self._answered_then.get(body, [])

    def body(self, code: str) -> Body | None:
        """Return the body of a code within reach, also one that only the compared tree has."""
        if code not in self.within:
            return None
        return self.tree.bodies.get(code) or self.compared.bodies.get(code)

    @cached_property
    def _answered(self) -> dict[str, list[str]]:
        return codes_by_body(self.tree, self.figures.codes)

    @cached_property
    def _answered_then(self) -> dict[str, list[str]]:
        if self.compared is self.tree:
            return self._answered
        return codes_by_body(self.compared, self.figures.codes)

    @property
    def elapsed(self) -> int:
        return self.figures.months.index(self.month) + 1

    def line_of_account(self) -> LineOfAccount:
        return line_of_account(self.organisation, self.figures.year.fiscal_year)


def follow_up(
    month: Month,
    *,
    unit: str = "",
    method: ForecastMethod = ForecastMethod.BUDGET_PROFILE,
    as_of: date | None = None,
    reach: Reach = THE_WHOLE,
) -> FollowUpTable:
    """Return the follow-up of all bodies within reach, or of the bodies below ``unit``.

    Last year's column is summed by the organisation of ``as_of``, else restated to that of the month
    (docs/algorithms/restated-comparison.md).

    Raises ``UnknownUnitError`` when no body in force within reach has the code.
    """
    if unit:
        return _unit_follow_up(month, unit, method, reach, as_of)
    return table_of(month, bases(month, method, reach, as_of))


def table_of(month: Month, found: Sequence[Basis]) -> FollowUpTable:
    """Return the follow-up of every body that the bases show."""
    rows = [row for basis in found for row in _organisation_rows(basis)]
    return _table(month, rows, _total(rows), found)


def bases(month: Month, method: ForecastMethod, reach: Reach, as_of: date | None = None) -> list[Basis]:
    """Return every organisation within reach that has a ledger or frames in the fiscal year of the month."""
    found = []
    for organisation in LedgerOrganisation.objects.order_by("name"):
        if not reach.touches(organisation.key):
            continue
        year = fiscal_year_holding(organisation, month)
        tree = organisation_tree(organisation.key, month.last_day)
        given = frames(organisation.key, month.year, until=month.last_day)
        if year is None and not given:
            continue
        figures = year_figures(organisation, month, year)
        compared = organisation_tree(organisation.key, as_of) if as_of else tree
        found.append(Basis(organisation, month, tree, figures, given, method, reach, compared))
    return found


def _organisation_rows(basis: Basis) -> list[FollowUpRow]:
    rows = _body_rows(basis, basis.shown_bodies(basis.tree), basis.shown_bodies(basis.compared))
    if not basis.is_whole:
        return rows
    rest, last_rest = codes_without_holder(basis), basis.last_year_codes_of("")
    if rest and not rows:
        rows.append(_rest_row(basis, rest, alone=True))
    elif basis.figures.has_amounts(rest) or basis.figures.has_amounts(last_rest):
        rows.append(_rest_row(basis, rest, alone=False))
    return rows


def codes_without_holder(basis: Basis) -> list[str]:
    """Return the ledger codes that no body with a frame answers for."""
    return basis.codes_of("")


def _rest_row(basis: Basis, codes: Sequence[str], *, alone: bool) -> FollowUpRow:
    """Return what carries no committee, under the organisation that the file names."""
    organisation = basis.organisation
    return _row(
        basis,
        unit=organisation.number or organisation.key,
        name=organisation.name,
        kind="organisation" if alone else "rest",
        codes=codes,
        last_codes=basis.last_year_codes_of(""),
        month_budget=basis.figures.budget(codes),
    )


def _body_rows(basis: Basis, now: Sequence[Body], then: Sequence[Body]) -> list[FollowUpRow]:
    """Return a row for each body of the tree, and one with last year alone for those of the compared tree."""
    here = {body.code for body in now}
    gone = [_row_of_then(basis, body) for body in then if body.code not in here]
    return [*(_body_row(basis, body) for body in now), *gone]


def _row_of_then(basis: Basis, body: Body) -> FollowUpRow:
    return _row(
        basis,
        unit=body.code,
        name=body.name,
        kind=body.kind,
        codes=(),
        last_codes=basis.last_year_codes_of(body.code),
        month_budget=None,
    )


def _body_row(basis: Basis, body: Body) -> FollowUpRow:
    codes = basis.codes_of(body.code)
    row = _row(
        basis,
        unit=body.code,
        name=body.name,
        kind=body.kind,
        codes=codes,
        last_codes=basis.last_year_codes_of(body.code),
        month_budget=month_budget(basis, body.code, codes),
        has_children=bool(codes),
    )
    frame = basis.frames.get(body.code)
    return replace(row, budget_changes_ore=net_budget(frame.changes_ore)) if frame else row


def month_budget(basis: Basis, body: str, codes: Sequence[str]) -> list[int] | None:
    """Return the body's budget by month: its frame spread by its profile, else the ledger's own budget."""
    frame = basis.frames.get(body)
    if frame is None:
        return basis.figures.budget(codes)
    months = frame.months(len(basis.figures.months), basis.figures.last_year(codes) or ())
    return [net_budget(ore) for ore in months]


def _row(
    basis: Basis,
    *,
    unit: str,
    name: str,
    kind: str,
    codes: Sequence[str],
    last_codes: Sequence[str],
    month_budget: list[int] | None,
    has_children: bool = False,
    line: str | None = None,
) -> FollowUpRow:
    outturn = basis.figures.outturn(codes, line)[: basis.elapsed]
    last_year = basis.figures.last_year(codes, line)
    compared = basis.figures.last_year(last_codes, line)
    year_budget = None if month_budget is None else sum(month_budget)
    to_date = None if month_budget is None else budget_lines.to_date(month_budget, basis.elapsed)
    estimate, method = proposed_forecast(
        ForecastBasis(outturn, len(basis.figures.months), year_budget, to_date, last_year or ()), basis.method
    )
    total = sum(outturn)
    return FollowUpRow(
        unit=unit,
        name=name,
        kind=kind,
        year_budget_ore=year_budget,
        budget_to_date_ore=to_date,
        outturn_to_date_ore=total,
        variance_to_date_ore=None if to_date is None else variance(total, to_date),
        last_year_to_date_ore=None if compared is None else sum(compared[: basis.elapsed]),
        forecast_ore=estimate,
        forecast_variance_ore=None
        if estimate is None or year_budget is None
        else variance(estimate, year_budget),
        forecast_method=method,
        has_children=has_children,
    )


def basis_of_unit(
    month: Month, unit: str, method: ForecastMethod, reach: Reach, as_of: date | None = None
) -> tuple[Basis, list[str]]:
    """Return the organisation's basis and the ledger codes of a body, or of what carries no committee.

    Raises ``UnknownUnitError`` when no body in force and no organisation within reach has the code.
    """
    found = bases(month, method, reach, as_of)
    for basis in found:
        body = basis.body(unit)
        books = _own_books(found, body) if body else None
        if books is not None:
            return books, codes_without_holder(books)
        if body is not None:
            return basis, basis.codes_of(unit)
        if basis.is_whole and unit in {basis.organisation.number, basis.organisation.key}:
            return basis, codes_without_holder(basis)
    raise UnknownUnitError(unit)


def _own_books(found: Sequence[Basis], body: Body) -> Basis | None:
    """Return the books of a company that stands in the tree, found by its organisation number."""
    number = plain_number(body.organisation_number)
    whole = (basis for basis in found if basis.is_whole)
    return next(
        (basis for basis in whole if number and number == plain_number(basis.organisation.number)), None
    )


def plain_number(number: str) -> str:
    """Return the digits of an organisation number, without the century that some files give."""
    return "".join(filter(str.isdigit, number))[-10:]


def _unit_follow_up(
    month: Month, unit: str, method: ForecastMethod, reach: Reach, as_of: date | None
) -> FollowUpTable:
    basis, codes = basis_of_unit(month, unit, method, reach, as_of)
    body = basis.body(unit)
    lines = line_rows(basis, codes, basis.last_year_codes_of(unit if body else ""))
    if body is None:
        return _table(month, lines, _rest_row(basis, codes, alone=True), [basis])
    parts = basis.tree.parts(unit)
    then = [part for part in basis.compared.parts(unit) if part.code in basis.within]
    rows = _body_rows(basis, parts, then) if parts else lines
    return _table(month, rows, _body_row(basis, body), [basis])


def line_rows(basis: Basis, codes: Sequence[str], last_codes: Sequence[str]) -> list[FollowUpRow]:
    """Return the report lines of some responsibility codes, in statement order, lines without figures left out."""
    rows = []
    for line in basis.figures.lines_with_amounts(codes, last_codes):
        budget = basis.figures.budget(codes, line.code)
        rows.append(
            _row(
                basis,
                unit=line.code,
                name=line.name_sv,
                kind="line",
                codes=codes,
                last_codes=last_codes,
                month_budget=budget,
                line=line.code,
            )
        )
    return rows


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _total(rows: Sequence[FollowUpRow]) -> FollowUpRow:
    """Sum the rows; amounts that a row lacks are left out, and the table's notes say so."""
    return FollowUpRow(
        unit="",
        name="",
        kind="total",
        year_budget_ore=_sum(row.year_budget_ore for row in rows),
        budget_to_date_ore=_sum(row.budget_to_date_ore for row in rows),
        outturn_to_date_ore=sum(row.outturn_to_date_ore for row in rows),
        variance_to_date_ore=_sum(row.variance_to_date_ore for row in rows),
        last_year_to_date_ore=_sum(row.last_year_to_date_ore for row in rows),
        forecast_ore=_sum(row.forecast_ore for row in rows),
        forecast_variance_ore=_sum(row.forecast_variance_ore for row in rows),
        budget_changes_ore=_sum(row.budget_changes_ore for row in rows),
    )


def _table(
    month: Month, rows: Sequence[FollowUpRow], total: FollowUpRow, shown: Sequence[Basis]
) -> FollowUpTable:
    notes = []
    if not shown:
        notes.append("no_ledger")
    if any(basis.figures.last_month is not None and basis.figures.last_month < month for basis in shown):
        notes.append("ledger_ends_early")
    if any(row.year_budget_ore is None for row in rows):
        notes.append("rows_without_budget")
    if any(basis.has_unmapped() for basis in shown):
        notes.append("unmapped_accounts")
    if any(basis.figures.without_months for basis in shown):
        notes.append("ledger_without_months")
    kind = FollowUpCalendar().kind(month)
    as_of = next((basis.compared.day for basis in shown if basis.compared is not basis.tree), None)
    return FollowUpTable(str(month), kind, tuple(rows), total, tuple(notes), as_of)


def months_shown(reach: Reach) -> list[Month]:
    """Return the months that any ledger within reach covers, newest first."""
    return months_with_ledger(reach.touches)
