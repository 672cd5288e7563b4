"""The list of indicators: chosen by goal, committee, source and status, a page at a time, and as a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import tree_in_force
from roder.apps.goals.table_access import may_import_tables
from roder.apps.indicators.access import access_indicators
from roder.apps.indicators.access import changeable
from roder.apps.indicators.access import may_change_verdict_scale
from roder.apps.indicators.access import reportable
from roder.apps.indicators.fetch_access import may_fetch
from roder.apps.indicators.queries import attainment_of
from roder.apps.indicators.queries import followed_indicators
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.domain.attainment import AttainmentStatus
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import PeriodKind
from roder.domain.indicators import Sex
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.states import state_of
from roder.workspace.goal_words import in_language
from roder.workspace.indicators.chosen import body_names
from roder.workspace.indicators.chosen import chosen_period
from roder.workspace.indicators.list_form import ListForm
from roder.workspace.indicators.list_rows import list_row
from roder.workspace.indicators.list_rows import list_table
from roder.workspace.indicators.words import ratio_text
from roder.workspace.indicators.words import source_name

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.queries import PeriodAttainment

ON_A_PAGE = 50


def indicators(request: HttpRequest) -> HttpResponse:
    """Show a page of indicators with their status in the period."""
    access_indicators(request.user)
    form = ListForm.read(request.GET)
    period = str(chosen_period(form.chosen("period"), PeriodKind.YEAR))
    pages = Paginator(_fitting(form, period), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    found = attainment_of(list(page.object_list), period, sexes=(Sex.ALL,), today=steering_day())
    names = body_names()
    context = {
        "rows": [list_row(row, names) for row in found.rows],
        "count": pages.count,
        "period": period,
        "mean": _mean(found),
        "pager": {
            "number": page.number,
            "count": pages.num_pages,
            "previous_url": _page_url(form, page.number - 1) if page.has_previous() else "",
            "next_url": _page_url(form, page.number + 1) if page.has_next() else "",
        },
        **_around(request, form, names),
    }
    template = "_found" if request.htmx else "list"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/indicators/{template}.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """Send every indicator of the choice, for all and by sex, as a file."""
    access_indicators(request.user)
    form = ListForm.read(request.GET)
    period = str(chosen_period(form.chosen("period"), PeriodKind.YEAR))
    found = attainment_of(_fitting(form, period), period, today=steering_day())
    written = asked_form(request)
    table = list_table(found, body_names(), is_machine=written is CsvForm.MACHINE)
    return csv_answer(table, written, f"matvarden_{period}")


def _fitting(form: ListForm, period: str) -> QuerySet[Indicator] | list[Indicator]:
    """The database tells all but the status; that is computed over everything that fits the rest."""
    day = date.min if form.chosen("retired") else timezone.localdate()
    found = form.limited(followed_indicators(tree_organisation_shown(), day))
    if form.status is None:
        return found
    judged = attainment_of(found, period, sexes=(Sex.ALL,), today=steering_day())
    return [row.indicator for row in judged.rows if row.latest.attainment.status is form.status]


def _mean(found: PeriodAttainment) -> dict[str, Any]:
    mean = found.mean
    return {
        "ratio": ratio_text(mean.ratio),
        "counted": mean.counted,
        "without_value": mean.without_value,
        "without_target": mean.without_target,
        "without_ratio": mean.without_ratio,
    }


def _page_url(form: ListForm, number: int) -> str:
    return f"{reverse('workspace:indicators')}?{form.query_with(page=number)}"


def _around(request: HttpRequest, form: ListForm, names: dict[str, str]) -> dict[str, Any]:
    key, user, day = tree_organisation_shown(), request.user, timezone.localdate()
    every = access_indicators(user).filter(organisation=key)
    tree = tree_in_force(key, steering_day())
    responsible = set(every.values_list("responsible_body", flat=True).distinct())
    return {
        "form": form,
        "goals": [(str(goal.pk), f"{goal.code} {in_language(goal, 'title')}") for goal in goals_of(tree)]
        if tree
        else [],
        "areas": [
            (area, area) for area in sorted(set(every.values_list("area", flat=True).distinct())) if area
        ],
        "bodies": [(code, name) for code, name in names.items() if code in responsible],
        "sources": [(source.value, source_name(source)) for source in IndicatorSource],
        "statuses": [
            (status.value, state_of(f"attainment_{status.value}").word) for status in AttainmentStatus
        ],
        "retired": [("with", _("Retired ones too"))],
        "list_url": reverse("workspace:indicators"),
        "csv_url": f"{reverse('workspace:indicators_csv')}?{form.query_with()}",
        "table_url": f"{reverse('workspace:indicator_table')}?{form.query}",
        "define_url": reverse("workspace:indicator_define") if changeable(user, key, day) else "",
        "import_url": reverse("workspace:indicators_import") if may_import_tables(user, "indicators") else "",
        "fetch_url": reverse("workspace:statistics") if may_fetch(user) else "",
        "may_report": bool(reportable(user, key, day)),
        "scale_url": reverse("workspace:verdict_scale"),
        "may_change_scale": may_change_verdict_scale(user),
    }
