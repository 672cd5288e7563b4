"""The decision of a budget year: what is decided, or which meetings there are and what comes next in each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.meetings.access import access_meetings
from roder.apps.meetings.access import may_call_meetings
from roder.apps.meetings.queries import budget_decision_of_year
from roder.apps.meetings.queries import items_of_year
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import result_ore
from roder.domain.budget_versions import section_ore
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.chosen import meeting_name
from roder.workspace.meetings.words import AMOUNT_UNIT
from roder.workspace.meetings.words import kind_name
from roder.workspace.meetings.words import rate_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.meetings.models import BudgetDecision
    from roder.apps.meetings.models import MeetingItem


def meetings(request: HttpRequest, year: int) -> HttpResponse:
    person = access_meetings(request.user)
    key = budget_key(year)
    items = list(items_of_year(key, year))
    made = budget_decision_of_year(key, year)
    context = {
        "year": year,
        "table": _table(year, items),
        "has_items": bool(items),
        "decided": _decided(made) if made else None,
        "amount_unit": AMOUNT_UNIT,
        "call_url": reverse("workspace:meeting_call", args=[year]) if may_call_meetings(person) else "",
        "csv_url": f"{reverse('workspace:meetings_csv', args=[year])}?",
        "tabs": budget_places(year, "meetings"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Decision"), "")),
    }
    return render(request, "workspace/meetings/overview.html", context)


def meetings_csv(request: HttpRequest, year: int) -> HttpResponse:
    access_meetings(request.user)
    form = asked_form(request)
    return csv_answer(_table(year, items_of_year(budget_key(year), year)), form, f"meetings-{year}")


def _table(year: int, items: Iterable[MeetingItem]) -> DataTable:
    columns = [
        Column(_("Meeting"), "text", "meeting"),
        Column(_("Matter"), "text", "matter"),
        Column(_("What is to be decided"), "text", "kind"),
        Column(_("State"), "state", "state"),
        Column(_("Paragraph"), "text", "paragraph"),
    ]
    rows = [
        Row(
            [
                Cell(meeting_name(item), matter_url(item)),
                Cell(item.title),
                Cell(kind_name(item.kind)),
                Cell(f"matter_{item.state}"),
                Cell(f"§ {item.decision.paragraph}" if item.decision else ""),
            ]
        )
        for item in items
    ]
    return DataTable(_("Meetings about the budget %(year)s") % {"year": year}, columns, rows)


def _decided(made: BudgetDecision) -> dict[str, Any]:
    item = made.item
    lines = (
        [row.as_value() for row in made.budget_version.lines.filter(year=item.year)]
        if made.budget_version
        else []
    )
    return {
        "url": matter_url(item),
        "title": str(made.budget_version or item),
        "meeting": meeting_name(item),
        "paragraph": item.decision.paragraph if item.decision else "",
        "kind": item.kind,
        "rate": rate_text(made.tax_rate),
        "result_ore": result_ore(lines, item.year),
        "frames_ore": -section_ore(lines, item.year, BudgetSection.FRAME),
    }
