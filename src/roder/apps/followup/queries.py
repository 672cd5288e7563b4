"""The follow-up of a month: frames beside the ledger, by body, unit and report line."""

from __future__ import annotations

from dataclasses import dataclass
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
from roder.domain.variance import variance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.apps.budgets.models import Frame
    from roder.apps.ledger.lines import LineOfAccount
    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree
    from roder.domain.periods import Month


class UnknownUnitError(LookupError):
    """No body has that code on that date; the message is the code."""


@dataclass(frozen=True)
class Basis:
    """One organisation in one fiscal year, seen at the end of a month."""

    organisation: LedgerOrganisation
    month: Month
    tree: OrganisationTree
    figures: YearFigures
    frames: dict[str, Frame]
    method: ForecastMethod

    def codes_of(self, body: str) -> list[str]:
        """Return the ledger codes that a body answers for."""
        return self._answered.get(body, [])

    @cached_property
    def _answered(self) -> dict[str, list[str]]:
        answered: dict[str, list[str]] = {}
        for code in self.figures.codes:
            for body in self.tree.answering(code):
                answered.setdefault(body.code, []).append(code)
        return answered

    @property
    def elapsed(self) -> int:
        return self.figures.months.index(self.month) + 1

    def line_of_account(self) -> LineOfAccount:
        return line_of_account(self.organisation, self.figures.year.fiscal_year)


def follow_up(
    month: Month, *, unit: str = "", method: ForecastMethod = ForecastMethod.BUDGET_PROFILE
) -> FollowUpTable:
    """Return the follow-up of all bodies, or of the bodies below ``unit``.

    Raises ``UnknownUnitError`` when no body in force has the code.
    """
    if unit:
        return _unit_follow_up(month, unit, method)
    found = bases(month, method)
    rows = [row for basis in found for row in _organisation_rows(basis)]
    return _table(month, rows, _total(rows), found)


def bases(month: Month, method: ForecastMethod = ForecastMethod.BUDGET_PROFILE) -> list[Basis]:
    """Return every organisation that has a ledger or frames in the fiscal year of the month."""
    found = []
    for organisation in LedgerOrganisation.objects.order_by("name"):
        year = fiscal_year_holding(organisation, month)
        tree = organisation_tree(organisation.key, month.last_day)
        given = frames(organisation.key, month.year)
        if year is None and not given:
            continue
        figures = year_figures(organisation, month, year)
        found.append(Basis(organisation, month, tree, figures, given, method))
    return found


def _organisation_rows(basis: Basis) -> list[FollowUpRow]:
    rows = [_body_row(basis, body) for body in basis.tree.frame_holders()]
    rest = codes_without_holder(basis)
    if rest and (not rows or basis.figures.has_amounts(rest)):
        rows.append(_rest_row(basis, rest, alone=not rows))
    return rows


def codes_without_holder(basis: Basis) -> list[str]:
    """Return the ledger codes that no body with a frame answers for."""
    holders = basis.tree.frame_holders()
    held = {code for body in holders for code in basis.codes_of(body.code)}
    return [code for code in basis.figures.codes if code not in held]


def _rest_row(basis: Basis, codes: Sequence[str], *, alone: bool) -> FollowUpRow:
    """Return what carries no committee, under the organisation that the file names."""
    organisation = basis.organisation
    return _row(
        basis,
        unit=organisation.number or organisation.key,
        name=organisation.name,
        kind="organisation" if alone else "rest",
        codes=codes,
        month_budget=basis.figures.budget(codes),
    )


def _body_row(basis: Basis, body: Body) -> FollowUpRow:
    codes = basis.codes_of(body.code)
    return _row(
        basis,
        unit=body.code,
        name=body.name,
        kind=body.kind,
        codes=codes,
        month_budget=month_budget(basis, body.code, codes),
        has_children=bool(codes),
    )


def month_budget(basis: Basis, body: str, codes: Sequence[str]) -> list[int] | None:
    """Return the body's budget by month: its frame spread by its profile, else the ledger's own budget."""
    frame = basis.frames.get(body)
    if frame is None:
        return basis.figures.budget(codes)
    kind = budget_lines.ProfileKind(frame.profile)
    last_year = basis.figures.last_year(codes)
    weights = frame.profile_weights if kind is budget_lines.ProfileKind.GIVEN else last_year
    months = len(basis.figures.months)
    try:
        return budget_lines.spread(net_budget(frame.amount_ore), kind, months, weights or [])
    except budget_lines.ProfileError:
        return budget_lines.spread(net_budget(frame.amount_ore), budget_lines.ProfileKind.FLAT, months)


def _row(
    basis: Basis,
    *,
    unit: str,
    name: str,
    kind: str,
    codes: Sequence[str],
    month_budget: list[int] | None,
    has_children: bool = False,
    line: str | None = None,
) -> FollowUpRow:
    outturn = basis.figures.outturn(codes, line)[: basis.elapsed]
    last_year = basis.figures.last_year(codes, line)
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
        last_year_to_date_ore=None if last_year is None else sum(last_year[: basis.elapsed]),
        forecast_ore=estimate,
        forecast_variance_ore=None
        if estimate is None or year_budget is None
        else variance(estimate, year_budget),
        forecast_method=method,
        has_children=has_children,
    )


def basis_of_unit(
    month: Month, unit: str, method: ForecastMethod = ForecastMethod.BUDGET_PROFILE
) -> tuple[Basis, list[str]]:
    """Return the organisation's basis and the ledger codes of a body, or of what carries no committee.

    Raises ``UnknownUnitError`` when no body in force and no organisation has the code.
    """
    for basis in bases(month, method):
        if unit in basis.tree.bodies:
            return basis, basis.codes_of(unit)
        if unit in {basis.organisation.number, basis.organisation.key}:
            return basis, codes_without_holder(basis)
    raise UnknownUnitError(unit)


def _unit_follow_up(month: Month, unit: str, method: ForecastMethod) -> FollowUpTable:
    basis, codes = basis_of_unit(month, unit, method)
    body = basis.tree.bodies.get(unit)
    if body is None:
        return _table(month, line_rows(basis, codes), _rest_row(basis, codes, alone=True), [basis])
    rows = [_body_row(basis, child) for child in basis.tree.parts(unit)]
    return _table(month, rows or line_rows(basis, codes), _body_row(basis, body), [basis])


def line_rows(basis: Basis, codes: Sequence[str]) -> list[FollowUpRow]:
    """Return the report lines of some responsibility codes, in statement order, lines without figures left out."""
    rows = []
    for line in basis.figures.lines_with_amounts(codes):
        budget = basis.figures.budget(codes, line.code)
        rows.append(
            _row(
                basis,
                unit=line.code,
                name=line.name_sv,
                kind="line",
                codes=codes,
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
    if any(basis.figures.has_unmapped() for basis in shown):
        notes.append("unmapped_accounts")
    if any(basis.figures.without_months for basis in shown):
        notes.append("ledger_without_months")
    kind = FollowUpCalendar().kind(month)
    return FollowUpTable(str(month), kind, tuple(rows), total, tuple(notes))


def latest_month() -> Month | None:
    """Return the newest month that any ledger covers."""
    months = months_with_ledger()
    return months[0] if months else None
