"""Search a source by code or word, tick, done: what is ticked becomes indicators and is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.indicators import fetch_clients
from roder.apps.indicators.actions.fetch_jobs import start_fetch
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_access import KIND
from roder.apps.indicators.fetch_access import access_fetching
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import fetched_indicators
from roder.apps.indicators.fetch_queries import followed_references
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.jobs.access import access_jobs
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.indicators import IndicatorSource
from roder.sources.faults import SourceError
from roder.workspace.official_statistics.fetches import crumbs
from roder.workspace.official_statistics.questions import SHOWN
from roder.workspace.official_statistics.questions import Question
from roder.workspace.official_statistics.questions import kpi_rows
from roder.workspace.official_statistics.words import direction_choices
from roder.workspace.official_statistics.words import fault_sentence
from roder.workspace.official_statistics.words import no_place
from roder.workspace.official_statistics.words import source_choices

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.workspace.official_statistics.questions import KpiRow

LATEST = 5


def search(request: HttpRequest) -> HttpResponse:
    access_fetching(request.user)
    if request.method == "POST":
        return _take_up(request)
    question = Question.of(request.GET)
    return render(request, "workspace/statistics/search.html", _context(request) | _answers(question))


def _context(request: HttpRequest) -> dict[str, Any]:
    return {
        "own": own_place(),
        "compared_sentence": _compared_sentence(),
        "places_url": reverse("workspace:statistics_places"),
        "no_place": no_place(),
        "followed_count": fetched_indicators().count(),
        "again_url": reverse("workspace:statistics_again"),
        "file_url": reverse("workspace:statistics_file"),
        "fetches": [
            {"job": job, "url": reverse("workspace:statistics_fetch", args=[job.pk])}
            for job in access_jobs(request.user).filter(kind=KIND).order_by("-pk")[:LATEST]
        ],
        "sources": source_choices(),
        "directions": direction_choices(),
        "breadcrumbs": crumbs(),
    }


def _compared_sentence() -> str:
    own, places = own_place(), compared_places()
    if own is None:
        return ""
    facts = {"name": own.name, "code": own.code, "places": "; ".join(place.name for place in places)}
    if not places:
        return _("Values are fetched for %(name)s (%(code)s) and compared with nothing.") % facts
    return _("Values are fetched for %(name)s (%(code)s) and compared with: %(places)s.") % facts


def _answers(question: Question) -> dict[str, Any]:
    """Return what the source answers, or why it does not."""
    found: dict[str, Any] = {"question": question, "rows": [], "tables": [], "fault": "", "more": 0}
    if not question.words:
        return found
    try:
        if question.source is IndicatorSource.SCB:
            tables = fetch_clients.scb(is_awaited=True).search(question.words)
            return found | {"tables": [_table_row(table) for table in tables]}
        kpis = fetch_clients.kolada(is_awaited=True).search(question.words)
    except SourceError as fault:
        return found | {"fault": fault_sentence(fault)}
    followed = followed_references(tree_organisation_shown(), IndicatorSource.KOLADA)
    return found | {
        "rows": kpi_rows(kpis[:SHOWN], followed, {}, set()),
        "more": max(0, len(kpis) - SHOWN),
    }


def _table_row(table: Any) -> dict[str, Any]:
    return {"table": table, "url": reverse("workspace:statistics_table", args=[table.id])}


def _take_up(request: HttpRequest) -> HttpResponse:
    """Take up what is ticked and fetch it, or show again what is missing of it."""
    person = access_fetching(request.user)
    organisation = tree_organisation_shown()
    ticked = request.POST.getlist("kpi")
    if not ticked or own_place() is None:
        messages.error(
            request,
            _("Nothing was ticked. Tick one or more key figures and try again.")
            if own_place()
            else no_place(),
        )
        return redirect("workspace:statistics" if own_place() else "workspace:statistics_places")
    followed = followed_references(organisation, IndicatorSource.KOLADA)
    try:
        kpis = fetch_clients.kolada(is_awaited=True).kpis(ticked)
    except SourceError as fault:
        messages.error(request, fault_sentence(fault))
        return redirect("workspace:statistics")
    rows = kpi_rows(kpis, followed, request.POST.dict(), set(ticked))
    if any(row.faults for row in rows):
        return _shown_again(request, rows)
    indicators = follow_statistics(
        organisation, IndicatorSource.KOLADA, [row.followed() for row in rows], acting_user=person
    )
    return redirect("workspace:statistics_fetch", pk=start_fetch(indicators, acting_user=person).pk)


def _shown_again(request: HttpRequest, rows: list[KpiRow]) -> HttpResponse:
    question = Question.of(request.POST)
    shown = {"question": question, "rows": rows, "tables": [], "fault": "", "more": 0, "has_faults": True}
    return render(request, "workspace/statistics/search.html", _context(request) | shown, status=422)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    person = access_fetching(request.user)
    indicators = list(fetched_indicators())
    if own_place() is None or not indicators:
        messages.error(request, _("There is nothing to fetch yet.") if own_place() else no_place())
        return redirect("workspace:statistics" if own_place() else "workspace:statistics_places")
    return redirect("workspace:statistics_fetch", pk=start_fetch(indicators, acting_user=person).pk)
