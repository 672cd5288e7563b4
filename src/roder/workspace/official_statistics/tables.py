"""A table of Statistics Sweden: its variables are chosen, and the series becomes an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.indicators import fetch_clients
from roder.apps.indicators.actions.fetch_jobs import start_fetch
from roder.apps.indicators.actions.following import Followed
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_access import access_fetching
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.ledger.queries import tree_organisation_shown
from roder.domain.indicator_periods import IndicatorPeriod
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.sources.faults import SourceError
from roder.sources.pxweb import TABLE_ID
from roder.sources.table_series import REGION
from roder.sources.table_series import SEX
from roder.sources.table_series import TIME
from roder.sources.table_series import TableSeries
from roder.sources.table_series import our_period
from roder.workspace.official_statistics.fetches import crumbs
from roder.workspace.official_statistics.words import direction_choices
from roder.workspace.official_statistics.words import fault_sentence
from roder.workspace.official_statistics.words import no_place

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.sources.json_stat import Dataset
    from roder.sources.json_stat import Dimension

BY_SEX = "1,2"
LONGEST_TITLE = 300
LONGEST_UNIT = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """One variable to choose a value of; ``chosen`` is empty when it is left out, and so summed over."""

    variable: str
    label: str
    options: list[tuple[str, str]]
    chosen: str

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"variable-{self.variable}"


def table(request: HttpRequest, table: str) -> HttpResponse:
    access_fetching(request.user)
    if not TABLE_ID.match(table):
        raise Http404(table)
    try:
        found = fetch_clients.scb(is_awaited=True).variables(table)
    except SourceError as fault:
        messages.error(request, fault_sentence(fault))
        return redirect("workspace:statistics")
    sent = request.POST if request.method == "POST" else request.GET
    choices = [
        _choice(each, sent.get(f"variable-{each.code}")) for each in found.dimensions if _is_chosen(each)
    ]
    if request.method == "POST":
        return _take_up(request, table, found, choices)
    return _page(request, table, found, choices, [])


def _is_chosen(dimension: Dimension) -> bool:
    filled_in = dimension.code in {REGION, TIME} or dimension.role in {"geo", "time"}
    return not filled_in and (len(dimension.values) > 1 or not dimension.may_be_left_out)


def _choice(dimension: Dimension, sent: str | None) -> Choice:
    options = list(dimension.values.items())
    if dimension.code == SEX and {"1", "2"} <= set(dimension.values):
        options = [(BY_SEX, _("Women and men apart, and together")), *options]
    if dimension.may_be_left_out:
        options = [("", _("All together")), *options]
    known = [code for code, _label in options]
    default = BY_SEX if BY_SEX in known else known[0]
    return Choice(dimension.code, dimension.label, options, sent if sent in known else default)


def _page(
    request: HttpRequest, table: str, found: Dataset, choices: list[Choice], errors: list[str]
) -> HttpResponse:
    context = {
        "table": table,
        "label": found.label,
        "choices": choices,
        "title": request.POST.get("title", found.label),
        "unit": request.POST.get("unit", next(iter(found.units.values()), "")),
        "direction": request.POST.get("direction", ""),
        "directions": direction_choices(),
        "errors": errors,
        "own": own_place(),
        "table_url": reverse("workspace:statistics_table", args=[table]),
        "breadcrumbs": crumbs(table),
    }
    return render(request, "workspace/statistics/table.html", context, status=422 if errors else 200)


def _take_up(request: HttpRequest, table: str, found: Dataset, choices: list[Choice]) -> HttpResponse:
    person = access_fetching(request.user)
    title = request.POST.get("title", "").strip()[:LONGEST_TITLE]
    unit = request.POST.get("unit", "").strip()[:LONGEST_UNIT]
    direction = request.POST.get("direction", "")
    errors = _errors(title, unit, direction)
    if errors:
        return _page(request, table, found, choices, errors)
    series = TableSeries(
        table, {each.variable: tuple(each.chosen.split(",")) for each in choices if each.chosen}
    )
    chosen = Followed(
        reference=series.key,
        title=title,
        unit=unit,
        direction=Direction(direction),
        decimals=0,
        definition=found.label,
        is_by_sex=series.by_sex,
        period_kind=_period_kind(found),
    )
    indicators = follow_statistics(
        tree_organisation_shown(), IndicatorSource.SCB, [chosen], acting_user=person
    )
    return redirect("workspace:statistics_fetch", pk=start_fetch(indicators, acting_user=person).pk)


def _errors(title: str, unit: str, direction: str) -> list[str]:
    errors: list[str] = []
    if own_place() is None:
        errors.append(no_place())
    if not title:
        errors.append(_("Say what the indicator is called."))
    if not unit:
        errors.append(_("Say the unit."))
    if direction not in set(Direction):
        errors.append(_("Say which way is better."))
    return errors


def _period_kind(found: Dataset) -> PeriodKind:
    """Return how often the table has values, by how its periods are written."""
    time: Any = found.dimension("time", TIME)
    latest = list(time.values)[-1] if time and time.values else ""
    try:
        return IndicatorPeriod.parse(our_period(latest)).kind
    except ValueError:
        return PeriodKind.YEAR
