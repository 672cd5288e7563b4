"""The environmental scan of a budget year: its trends, and what each means for the committees that it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.preparation_access import access_preparation
from roder.apps.budgetprocess.preparation_access import may_for_part
from roder.apps.budgetprocess.preparation_access import may_prepare
from roder.apps.budgetprocess.queries import is_locked
from roder.apps.budgetprocess.scan_queries import consequences
from roder.apps.budgetprocess.scan_queries import states_by_body
from roder.apps.budgetprocess.scan_queries import trends
from roder.domain.budget_locks import LockedThing
from roder.domain.mandates import Permission
from roder.domain.preparation import ConsequenceState
from roder.domain.preparation import TrendState
from roder.domain.preparation import approval_faults
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import found_trend
from roder.workspace.budget_preparation.places import goal_names
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.words import AMOUNT_UNIT
from roder.workspace.budget_preparation.words import direction_names
from roder.workspace.budget_preparation.words import horizon_names
from roder.workspace.budget_preparation.words import likelihood_names
from roder.workspace.budget_preparation.words import weight_names
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.models import ScanTrend
    from roder.apps.budgetprocess.models import TrendConsequence
    from roder.apps.identity.models import User
    from roder.workspace.budget_preparation.places import PreparedYear

TRENDS = range(1930, 1940)


def scan(request: HttpRequest, year: int) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    found = list(trends(place.key, year))
    is_open = not is_locked(place.key, year, LockedThing.SCAN)
    states = states_by_body(found, [body.code for body in place.asked])
    asked = [state for state in states.values() if state is not ConsequenceState.NOT_TOUCHED]
    context = {
        **around(place, "budget_scan"),
        "table": trend_table(place, found) if found else None,
        "consequence_table": _matrix(place, found, states) if asked else None,
        "sums": {
            "asked": len(asked),
            "missing": asked.count(ConsequenceState.MISSING),
            "approved": asked.count(ConsequenceState.APPROVED),
        },
        "is_open": is_open,
        "add_url": reverse("workspace:trend_add", args=[year]) if is_open and may_prepare(person) else "",
        "csv_url": f"{reverse('workspace:budget_scan_csv', args=[year])}?table=1",
    }
    return render(request, "workspace/budget_preparation/scan.html", context)


def table_file(request: HttpRequest, year: int) -> HttpResponse:
    access_preparation(request.user)
    place = prepared_year(year)
    table = trend_table(place, list(trends(place.key, year)))
    return csv_answer(table, asked_form(request), f"omvarldsanalys-{year}")


def trend_table(place: PreparedYear, found: list[ScanTrend]) -> DataTable:
    """Return the trends of a year as a table."""
    horizons, likelihoods, weights, directions = (
        horizon_names(),
        likelihood_names(),
        weight_names(),
        direction_names(),
    )
    columns = [
        Column(_("Trend"), key="trend"),
        Column(_("State"), "state", "state"),
        Column(_("When it is felt"), key="horizon"),
        Column(_("Likelihood"), key="likelihood"),
        Column(_("Weight"), key="weight"),
        Column(_("Costs"), key="cost_direction"),
        Column(_("Touches"), key="bodies"),
        Column(_("Source"), key="source"),
    ]
    rows = [
        Row(
            [
                Cell(trend.title, reverse("workspace:trend", args=[place.year, trend.pk])),
                Cell(f"scan_{trend.trend_state}"),
                Cell(horizons[trend.horizon]),
                Cell(likelihoods[trend.likelihood]),
                Cell(weights[trend.weight]),
                Cell(directions[trend.cost_direction]),
                Cell(place.names(trend.bodies)),
                Cell(trend.source),
            ]
        )
        for trend in found
    ]
    return DataTable(_("Trends around the municipality"), columns, rows)


def _matrix(
    place: PreparedYear, found: list[ScanTrend], states: dict[tuple[int, str], ConsequenceState]
) -> DataTable:
    kept = [trend for trend in found if trend.trend_state != TrendState.SET_ASIDE]
    columns = [Column(_("Committee or company")), *(Column(trend.title, "state") for trend in kept)]
    rows = []
    for body in place.asked:
        mine = [states[trend.pk, body.code] for trend in kept]
        if all(state is ConsequenceState.NOT_TOUCHED for state in mine):
            continue
        cells = [
            Cell(
                f"consequence_{state.value}",
                ""
                if state is ConsequenceState.NOT_TOUCHED
                else f"{reverse('workspace:trend', args=[place.year, trend.pk])}#body-{body.code}",
            )
            for trend, state in zip(kept, mine, strict=True)
        ]
        rows.append(Row([Cell(body.name), *cells]))
    return DataTable(_("What the trends mean, by committee"), columns, rows, is_sortable=False)


def trend(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    person = access_preparation(request.user)
    place = prepared_year(year)
    found = found_trend(place, pk)
    goals = goal_names(place)
    is_open = not is_locked(place.key, year, LockedThing.SCAN)
    context = {
        **around(place, "budget_scan", (found.title, "")),
        "trend": found,
        "code": f"scan_{found.trend_state}",
        "facts": [
            (_("When it is felt"), horizon_names()[found.horizon]),
            (_("Likelihood"), likelihood_names()[found.likelihood]),
            (_("Weight"), weight_names()[found.weight]),
            (_("Direction of the cost"), direction_names()[found.cost_direction]),
            (_("Goals touched"), ", ".join(goals.get(code, code) for code in found.goals)),
            (_("Source"), found.source),
        ],
        "consequences": _consequences(person, place, found),
        "amount_unit": AMOUNT_UNIT,
        "change_url": reverse("workspace:trend_change", args=[year, pk])
        if is_open and may_prepare(person)
        else "",
        "entries": object_history(found.subject, TRENDS),
    }
    return render(request, "workspace/budget_preparation/trend.html", context)


def _consequences(person: User, place: PreparedYear, trend: ScanTrend) -> list[dict[str, Any]]:
    written = {row.body_code: row for row in consequences(place.key, place.year) if row.trend_id == trend.pk}
    state_of = states_by_body([trend], sorted({*trend.bodies, *written}))
    is_open = not is_locked(place.key, place.year, LockedThing.CONSEQUENCES)
    return [
        {
            "body": body,
            "name": place.name_of(body),
            "code": f"consequence_{state.value}",
            "row": written.get(body),
            "write_url": reverse("workspace:consequence_write", args=[place.year, trend.pk, body])
            if is_open and may_for_part(person, Permission.EDIT_PLANS, body, place.bodies)
            else "",
            "approve_url": _approve_url(person, place, written.get(body)) if is_open else "",
        }
        for (_trend, body), state in state_of.items()
        if state is not ConsequenceState.NOT_TOUCHED
    ]


def _approve_url(person: User, place: PreparedYear, row: TrendConsequence | None) -> str:
    if row is None or not may_for_part(person, Permission.APPROVE_PLANS, row.body_code, place.bodies):
        return ""
    is_approved = row.approved_at is not None
    if approval_faults(row.written_by.username, person.username, is_approved=is_approved):
        return ""
    return reverse("workspace:consequence_approve", args=[place.year, row.trend_id, row.body_code])
