"""The follow-up table of a month, and the page of one committee or unit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any
from typing import cast

from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.followup.access import access_follow_up
from roder.apps.followup.access import voucher_links
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.printing import notes_text
from roder.apps.followup.queries import months_shown
from roder.apps.followup.unit_pages import has_page
from roder.apps.followup.unit_pages import unit_page
from roder.apps.followup.unit_pages import whole_page
from roder.apps.followup.voucher_doors import VoucherDoors
from roder.apps.identity.access import access_person
from roder.apps.ledger.access import may_import
from roder.domain.calendar import FollowUpCalendar
from roder.domain.forecasting import ForecastMethod
from roder.domain.periods import Month
from roder.ui.charts.bars import MonthBars
from roder.ui.formatting import month_name
from roder.ui.formatting import month_text
from roder.workspace.comparisons import AS_OF
from roder.workspace.comparisons import chosen_day
from roder.workspace.comparisons import comparison
from roder.workspace.comparisons import with_as_of
from roder.workspace.explanations import grouping_title
from roder.workspace.explanations import line_name
from roder.workspace.explanations import method_help
from roder.workspace.explanations import method_label
from roder.workspace.follow_up_choices import REVERSED
from roder.workspace.follow_up_choices import SORTS
from roder.workspace.follow_up_choices import UNITS
from roder.workspace.follow_up_choices import Choices
from roder.workspace.follow_up_choices import headings
from roder.workspace.goal_money.of_body import goals_of_body
from roder.workspace.history_rows import body_history
from roder.workspace.organisation import body_url
from roder.workspace.preferences import start_body_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.urls import ResolverMatch

    from roder.apps.followup.unit_pages import Grouping
    from roder.apps.followup.unit_pages import MonthSeries
    from roder.apps.followup.unit_pages import UnitPage
    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.reach import Reach

YEARS = range(1900, 2200)
"""The years that a page is shown for; a calendar date must exist a year before and after."""


def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the newest month with a ledger; without any, to the page that says how to begin.

    A person who has chosen a body of their own begins there, as long as it is in force and within reach.
    """
    reach = access_follow_up(request.user)
    months = months_shown(reach)
    if not months:
        return render(request, "workspace/followup/none.html", {"may_import": may_import(request.user)})
    body = start_body_of(request.user)
    if body and has_page(months[0], body, reach):
        return redirect("workspace:follow_up_unit", period=str(months[0]), unit=body)
    return redirect("workspace:follow_up_period", period=str(months[0]))


def month_or_404(text: str) -> Month:
    try:
        month = Month.parse(text)
    except ValueError as error:
        raise Http404(str(error)) from None
    if month.year not in YEARS:
        raise Http404(text)
    return month


def month_bars(title: str, series: MonthSeries, unit: str) -> MonthBars:
    """Return the chart of a year by month, words and number signs in the language of the page."""
    language = get_language() or "sv"
    return MonthBars(
        title=title,
        months=[month_name(month.month, language, short=True) for month in series.months],
        outturn=series.outturn,
        budget=series.budget or (),
        last_year=series.last_year or (),
        unit=unit,
        language=language,
    )


def table(request: HttpRequest, period: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month, choices = month_or_404(period), Choices.of(request)
    found, series = whole_page(month, choices.method, reach, chosen_day(request, month))
    doors = VoucherDoors(month, reach, voucher_links(request.user))
    title = _("The whole, by month") if reach.is_everything else _("All that you see, by month")
    context = _context(request, month, choices, reach) | {
        "table": found,
        "notes": notes_text(found),
        "is_part": not reach.is_everything,
        "body_label": "" if reach.is_everything else _("Part of the organisation"),
        "chart": month_bars(title, series, choices.amount_unit),
        "rows": [_row_context(row, month, doors, request) for row in choices.sorted_rows(found.rows)],
        "csv_url": _csv_url("follow_up_csv", request, choices, month),
        "months_csv_url": _csv_url("months_csv", request, choices, month),
    }
    template = "_table" if request.htmx and not request.htmx.boosted else "table"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/followup/{template}.html", context)


def _csv_url(name: str, request: HttpRequest, choices: Choices, month: Month, *place: str) -> str:
    path = reverse(f"workspace:{name}", args=[month, *place])
    return f"{path}?{choices.query(**_kept_day(request, month))}"


def _kept_day(request: HttpRequest, month: Month) -> dict[str, str]:
    is_chosen = AS_OF in request.GET and chosen_day(request, month)
    return {AS_OF: request.GET[AS_OF]} if is_chosen else {}


def _row_context(row: FollowUpRow, month: Month, doors: VoucherDoors, request: HttpRequest) -> dict[str, Any]:
    url = with_as_of(request, reverse("workspace:follow_up_unit", args=[month, row.unit]))
    return {
        "row": row,
        "url": url,
        "outturn_url": _cell_url(row.unit, month, doors) if _has_cell(row) else "",
    }


def _has_cell(row: FollowUpRow) -> bool:
    return row.has_children or row.kind in {"organisation", "rest"}


def _cell_url(unit: str, month: Month, doors: VoucherDoors) -> str:
    return reverse("workspace:cell", args=[month, unit]) if doors.open_for(unit) else ""


def _context(request: HttpRequest, month: Month, choices: Choices, reach: Reach) -> dict[str, Any]:
    kept_day = _kept_day(request, month)
    place = cast("ResolverMatch", request.resolver_match)

    def url(month: Month = month, **changes: str) -> str:
        path = reverse(place.view_name, kwargs=place.kwargs | {"period": month})
        return f"{path}?{choices.query(**kept_day | changes)}"

    return {
        "period": month,
        "previous_period": url(month.plus(-1)),
        "next_period": url(month.next()),
        "period_choices": [
            {
                "month": other,
                "url": url(other),
                "current": other == month,
                "kind": FollowUpCalendar().kind(other),
            }
            for other in reversed(months_shown(reach))
        ],
        "comparison": comparison(request, month, url),
        "labels": headings(month, chosen_day(request, month)),
        "sort_key": choices.sort_key,
        "sort_direction": "descending" if choices.sort.startswith(REVERSED) else "ascending",
        "sort_urls": {key: url(sort=choices.other_sort(key)) for key in SORTS},
        "amount_unit": choices.amount_unit,
        "unit_urls": {name: url(unit=name) for name in UNITS},
        "method": choices.method.value,
        "method_label": method_label(choices.method),
        "method_choices": [
            {"value": m.value, "label": method_label(m), "help": method_help(m), "url": url(method=m.value)}
            for m in ForecastMethod
        ],
    }


def unit(request: HttpRequest, period: str, unit: str) -> HttpResponse:
    reach = access_follow_up(request.user)
    month, choices = month_or_404(period), Choices.of(request)
    try:
        page = unit_page(month, unit, choices.method, reach, chosen_day(request, month))
    except UnknownUnitError:
        raise Http404(unit) from None
    doors = VoucherDoors(month, reach, voucher_links(request.user))
    context = _context(request, month, choices, reach) | _unit_context(page, month, unit, doors, request)
    context |= {
        "is_start_body": start_body_of(request.user) == unit,
        "goal_money": goals_of_body(page.organisation, unit, month.year, access_person(request.user)),
        "entries": body_history(page.organisation, unit, month.year),
        "chart": month_bars(page.name, page.series, choices.amount_unit),
        "csv_url": _csv_url("unit_csv", request, choices, month, unit),
        "lines_csv_url": _csv_url("lines_csv", request, choices, month, unit),
        "months_csv_url": _csv_url("unit_months_csv", request, choices, month, unit),
    }
    return render(request, "workspace/followup/unit.html", context)


def _unit_context(
    page: UnitPage, month: Month, unit: str, doors: VoucherDoors, request: HttpRequest
) -> dict[str, Any]:
    cell_url = _cell_url(unit, month, doors)
    language = get_language() or "sv"
    top = {
        "label": month_text(month, language),
        "url": with_as_of(request, reverse("workspace:follow_up_period", args=[month])),
    }
    steps = [
        {
            "label": step.name,
            "url": with_as_of(request, reverse("workspace:follow_up_unit", args=[month, step.code])),
        }
        for step in page.path
    ]
    return {
        "unit": page.row,
        "breadcrumbs": [top, *steps],
        "notes": notes_text(page.table),
        "children": [_row_context(row, month, doors, request) for row in page.children],
        "lines": [
            {
                "row": replace(row, name=line_name(row.unit)),
                "url": cell_url and f"{cell_url}?{urlencode({'line': row.unit})}",
            }
            for row in page.lines
        ],
        "groupings": [_grouping_context(grouping, cell_url) for grouping in page.groupings],
        "outturn_url": cell_url,
        "body_url": body_url(page.path[-1].code, month.last_day) if page.path else "",
    }


def _grouping_context(grouping: Grouping, cell_url: str) -> dict[str, Any]:
    return {
        "title": grouping_title(grouping.dimension),
        "rows": [
            {
                "code": item.code,
                "name": item.name,
                "outturn_ore": item.outturn_ore,
                "url": cell_url and f"{cell_url}?{urlencode({grouping.dimension: item.code})}",
            }
            for item in grouping.items
        ],
    }
