"""The round: every open assignment that the person reports, one form each, the last report beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render

from roder.apps.goals.assignment_queries import assignments_sorted
from roder.apps.goals.assignment_queries import last_report_days
from roder.apps.goals.assignment_queries import open_to_report
from roder.domain.assignment_rounds import is_in_round
from roder.domain.assignment_rounds import round_began
from roder.workspace.assignment_boards import Selection
from roder.workspace.assignment_boards import selection_context

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.workspace.assignment_words import AssignmentRow

ON_A_PAGE = 20


def report_round(request: HttpRequest) -> HttpResponse:
    asked = Selection.of(request)
    if not asked.who.reports.is_held:
        raise PermissionDenied
    found = open_to_report(asked.chosen, asked.who)
    began = round_began(asked.day)
    pages = Paginator(assignments_sorted(found, asked.choices.sort).prefetch_related("reports"), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = selection_context(request, asked, "assignment_round")
    copied = request.GET.get("begin", "")
    context |= {
        "tasks": [_task(row, began, copied) for row in asked.rows(page.object_list)],
        "began": began,
        "count": pages.count,
        "reported": sum(is_in_round(day, began) for day in last_report_days(found)),
        "query": asked.choices.query(page=page.number),
        "back": f"assignment_round?{asked.choices.query(page=page.number)}",
        "pager": {
            "number": page.number,
            "count": pages.num_pages,
            "previous_url": f"?{asked.choices.query(page=page.number - 1)}" if page.has_previous() else "",
            "next_url": f"?{asked.choices.query(page=page.number + 1)}" if page.has_next() else "",
        },
    }
    template = "_round" if request.htmx else "round"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/assignments/{template}.html", context)


def _task(row: AssignmentRow, began: date | None, copied: str) -> dict[str, Any]:
    last = next(iter(row.assignment.reports.all()), None)
    return {
        "row": row,
        "last": last,
        "last_code": f"assignment_{last.state}" if last else "",
        "is_reported": is_in_round(last.day if last else None, began),
        "comment": last.comment if last and copied == str(row.assignment.pk) else "",
    }
