"""The table that people type and paste into: read, checked cell by cell, and saved as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.indicators.access import access_value_reporting
from roder.apps.indicators.access import changeable
from roder.apps.indicators.access import reportable
from roder.apps.indicators.actions.refusals import IndicatorRefusedError
from roder.apps.indicators.actions.table import TableChangedError
from roder.apps.indicators.actions.table import save_table
from roder.apps.indicators.queries import followed_indicators
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.domain.indicator_periods import periods_to
from roder.domain.indicators import PeriodKind
from roder.workspace.indicators.chosen import FIVE
from roder.workspace.indicators.chosen import body_names
from roder.workspace.indicators.chosen import chosen_period
from roder.workspace.indicators.chosen import crumbs
from roder.workspace.indicators.list_form import ListForm
from roder.workspace.indicators.table_cells import Around
from roder.workspace.indicators.table_cells import fields_of
from roder.workspace.indicators.table_cells import read_seen_text
from roder.workspace.indicators.table_cells import seen_text
from roder.workspace.indicators.table_cells import typed_rows
from roder.workspace.indicators.table_reading import pasted
from roder.workspace.indicators.table_reading import read_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.indicators.models import Indicator
    from roder.workspace.indicators.table_cells import TypedRow
    from roder.workspace.indicators.table_reading import TableChanges

INDICATORS_ON_A_PAGE = 15
LONGEST = 100
SEEN, PASTED = "seen", "paste"


@dataclass(frozen=True, slots=True)
class TablePage:
    """Which indicators, periods and place the address asks for, and what the person may write there."""

    form: ListForm
    indicators: Sequence[Indicator]
    periods: Sequence[str]
    around: Around
    pager: dict[str, Any]
    address: str

    def rows(
        self, given: Mapping[str, str] | None = None, faults: Mapping[str, str] | None = None
    ) -> list[TypedRow]:
        """Return the rows, with what was sent and what is wrong with it."""
        around = replace(self.around, given=given or {}, faults=faults or {})
        return typed_rows(self.indicators, self.periods, around)


def table(request: HttpRequest) -> HttpResponse:
    """Show the table, fill it from a pasted block, or save it."""
    access_value_reporting(request.user)
    asked = _asked(request)
    if request.method != "POST":
        return _page(request, asked, asked.rows())
    given = {name: str(text)[:LONGEST] for name, text in request.POST.items() if name[:2] in {"v-", "t-"}}
    if request.POST.get("act") == "fill":
        given |= pasted(
            asked.rows(), request.POST.get(PASTED, ""), *_corner(request), into=request.POST.get("into", "")
        )
        return _page(request, asked, asked.rows(given), seen=request.POST.get(SEEN, ""))
    return _save(request, asked, given)


def _save(request: HttpRequest, asked: TablePage, given: dict[str, str]) -> HttpResponse:
    rows = asked.rows(given)
    if given.keys() - {one.name for one in fields_of(rows)}:
        raise PermissionDenied
    seen = read_seen_text(request.POST.get(SEEN, ""))
    found = read_table(rows, seen, asked.around.place)
    if not found.faults:
        try:
            written = save_table(found.values, found.targets, now=timezone.now(), acting_user=request.user)  # type: ignore[arg-type] # a person, by the door above
        except TableChangedError as error:
            return _page(request, asked, asked.rows(given, _late(found, error)), status=409)
        except IndicatorRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("%(count)s cells saved.") % {"count": written})
            return redirect(asked.address)
    return _page(request, asked, asked.rows(given, found.faults), seen=request.POST.get(SEEN, ""), status=422)


def _late(found: TableChanges, error: TableChangedError) -> dict[str, str]:
    fault = _("Somebody has saved another here meanwhile. Save again to put yours in its place.")
    keys = [
        *(entry.key for entry in error.values),
        *((entry.indicator.pk, entry.period, entry.sex) for entry in error.targets),
    ]
    return {found.names[key]: fault for key in keys}


def _corner(request: HttpRequest) -> tuple[int, int]:
    def place(name: str) -> int:
        text = request.POST.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < FIVE else 0

    return place("row"), place("column")


def _asked(request: HttpRequest) -> TablePage:
    key, today = tree_organisation_shown(), timezone.localdate()
    form = ListForm.read(request.GET)
    last = chosen_period(form.chosen("period"), PeriodKind.YEAR)
    values_within = reportable(request.user, key, today)
    place = request.GET.get("place", "")
    place = place if place in body_names() and place in values_within else ""
    found = form.limited(followed_indicators(key, today)).filter(period_kind=last.kind)
    pages = Paginator(found, INDICATORS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))

    def url(number: int) -> str:
        query = form.query_with(page=number, **({"place": place} if place else {}))
        return f"{reverse('workspace:indicator_table')}?{query}"

    return TablePage(
        form,
        list(page.object_list),
        [str(period) for period in periods_to(last, FIVE)],
        Around(place, changeable(request.user, key, today), values_within),
        {
            "number": page.number,
            "count": pages.num_pages,
            "previous_url": url(page.number - 1) if page.has_previous() else "",
            "next_url": url(page.number + 1) if page.has_next() else "",
        },
        url(page.number),
    )


def _page(
    request: HttpRequest, asked: TablePage, rows: Sequence[TypedRow], *, seen: str = "", status: int = 200
) -> HttpResponse:
    within = asked.around.values_within
    names = body_names(steering_day())
    context = {
        "rows": rows,
        "periods": asked.periods,
        "faults": [one for one in fields_of(rows) if one.fault],
        "seen": seen or seen_text(rows),
        "pager": asked.pager,
        "form": asked.form,
        "place": asked.around.place,
        "places": [(code, name) for code, name in names.items() if code in within],
        "period": asked.periods[-1],
        "address": asked.address,
        "pasted_text": request.POST.get(PASTED, ""),
        "table_url": reverse("workspace:indicator_table"),
        "breadcrumbs": crumbs((_("Fill in the table"), "")),
    }
    return render(request, "workspace/indicators/table.html", context, status=status)
