"""The follow-up of a month: frames beside the ledger, by body, unit and report line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from roder.apps.followup.basis import bases
from roder.apps.followup.basis import basis_of_unit
from roder.apps.followup.basis import codes_without_holder
from roder.apps.followup.basis import differs_from_frame
from roder.apps.followup.basis import month_budget
from roder.apps.ledger.queries import months_with_ledger
from roder.domain import budget_lines
from roder.domain.calendar import FollowUpCalendar
from roder.domain.followup_rows import FollowUpRow
from roder.domain.followup_rows import FollowUpTable
from roder.domain.forecasting import ForecastBasis
from roder.domain.forecasting import ForecastMethod
from roder.domain.forecasting import proposed_forecast
from roder.domain.frames import net_budget
from roder.domain.reach import THE_WHOLE
from roder.domain.variance import variance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date

    from roder.apps.followup.basis import Basis
    from roder.domain.organisation import Body
    from roder.domain.periods import Month
    from roder.domain.reach import Reach


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


def _organisation_rows(basis: Basis) -> list[FollowUpRow]:
    rows = _body_rows(basis, basis.shown_bodies(basis.tree), basis.shown_bodies(basis.compared))
    if not basis.is_whole:
        return rows
    rest, last_rest = codes_without_holder(basis), basis.last_year_codes_of("")
    if rest and not rows:
        rows.append(_rest_row(basis, rest, alone=True))
    elif (
        basis.figures.has_amounts(rest) or basis.figures.has_amounts(last_rest) or basis.internal_codes_of("")
    ):
        rows.append(_rest_row(basis, rest, alone=False))
    return rows


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
        month_budget=month_budget(basis, "", codes),
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


def _unit_follow_up(
    month: Month, unit: str, method: ForecastMethod, reach: Reach, as_of: date | None
) -> FollowUpTable:
    basis, codes = basis_of_unit(month, unit, method, reach, as_of)
    body = basis.body(unit)
    lines = line_rows(basis, unit if body else "", codes, basis.last_year_codes_of(unit if body else ""))
    if body is None:
        return _table(month, lines, _rest_row(basis, codes, alone=True), [basis])
    parts = basis.tree.parts(unit)
    then = [part for part in basis.compared.parts(unit) if part.code in basis.within]
    rows = _body_rows(basis, parts, then) if parts else lines
    return _table(month, rows, _body_row(basis, body), [basis])


def line_rows(basis: Basis, body: str, codes: Sequence[str], last_codes: Sequence[str]) -> list[FollowUpRow]:
    """Return the report lines of a body (``""`` without one), in statement order, lines without figures left out."""
    internal = None if basis.internal_budget(body) is None else basis.internal_codes_of(body)
    return [
        _row(
            basis,
            unit=line.code,
            name=line.name_sv,
            kind="line",
            codes=codes,
            last_codes=last_codes,
            month_budget=month_budget(basis, body, codes, line.code),
            line=line.code,
        )
        for line in basis.figures.lines_with_amounts(codes, last_codes, internal)
    ]


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
    if any(differs_from_frame(basis, row.unit) for basis in shown for row in [*rows, total]):
        notes.append("internal_budget_is_not_the_frame")
    kind = FollowUpCalendar().kind(month)
    as_of = next((basis.compared.day for basis in shown if basis.compared is not basis.tree), None)
    return FollowUpTable(str(month), kind, tuple(rows), total, tuple(notes), as_of)


def months_shown(reach: Reach) -> list[Month]:
    """Return the months that any ledger within reach covers, newest first."""
    return months_with_ledger(reach.touches)
