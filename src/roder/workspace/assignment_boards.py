"""All assignments: a board by state, a list, and a file; three views of one selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.goals.assignment_access import access_assignments
from roder.apps.goals.assignment_access import may_give_assignments
from roder.apps.goals.assignment_access import speaker
from roder.apps.goals.assignment_queries import assignments_sorted
from roder.apps.goals.assignment_queries import progress_of
from roder.apps.identity.access import access_person
from roder.apps.ledger.queries import tree_organisation_shown
from roder.apps.ledger.steering_days import steering_day
from roder.domain.assignments import AssignmentState
from roder.ui.csv_files import CsvForm
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.assignment_choices import AssignmentChoices
from roder.workspace.assignment_choices import selection_fields
from roder.workspace.assignment_words import assignment_rows
from roder.workspace.assignment_words import body_names
from roder.workspace.assignment_words import counted_on
from roder.workspace.assignment_words import state_word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.assignment_access import Speaker
    from roder.apps.goals.models import Assignment
    from roder.workspace.assignment_words import AssignmentRow

ON_A_PAGE = 50
IN_A_COLUMN = 40


@dataclass(frozen=True, slots=True)
class Selection:
    """What the three views share: all assignments of the municipality, those chosen, and who asks."""

    everything: QuerySet[Assignment]
    chosen: QuerySet[Assignment]
    choices: AssignmentChoices
    who: Speaker
    names: dict[str, str]
    day: date

    @classmethod
    def of(cls, request: HttpRequest) -> Selection:
        """Return the selection that a request asks for."""
        day, organisation = steering_day(), tree_organisation_shown()
        everything = access_assignments(request.user).filter(organisation=organisation)
        who = speaker(request.user, organisation, timezone.localdate())
        choices = AssignmentChoices.read(request.GET, access_person(request.user), who.tree)
        chosen = choices.filter.chosen(everything, day)
        return cls(everything, chosen, choices, who, body_names(organisation), day)

    def rows(self, assignments: Iterable[Assignment]) -> list[AssignmentRow]:
        """Return assignments as rows of this selection."""
        return assignment_rows(assignments, self.names, self.day, self.who)


def board(request: HttpRequest) -> HttpResponse:
    asked = Selection.of(request)
    context = selection_context(request, asked, "assignments")
    context["columns"] = [_column(asked, state) for state in AssignmentState]
    template = "_board" if request.htmx else "board"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/assignments/{template}.html", context)


def _column(asked: Selection, state: AssignmentState) -> dict[str, Any]:
    found = assignments_sorted(asked.chosen.filter(state=state), asked.choices.sort)
    rows = asked.rows(found[:IN_A_COLUMN])
    count = found.count() if len(rows) == IN_A_COLUMN else len(rows)
    return {
        "state": state.value,
        "code": f"assignment_{state.value}",
        "rows": rows,
        "count": count,
        "rest": count - len(rows),
        "list_url": f"{reverse('workspace:assignment_list')}?{asked.choices.query(state=state.value)}",
    }


def listing(request: HttpRequest) -> HttpResponse:
    asked = Selection.of(request)
    pages = Paginator(assignments_sorted(asked.chosen, asked.choices.sort), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = selection_context(request, asked, "assignment_list")
    context |= {
        "rows": asked.rows(page.object_list),
        "headings": _headings(asked.choices),
        "pager": {
            "number": page.number,
            "count": pages.num_pages,
            "previous_url": f"?{asked.choices.query(page=page.number - 1)}" if page.has_previous() else "",
            "next_url": f"?{asked.choices.query(page=page.number + 1)}" if page.has_next() else "",
        },
    }
    template = "_list" if request.htmx else "list"  # type: ignore[attr-defined] # set by middleware
    return render(request, f"workspace/assignments/{template}.html", context)


def selection_context(request: HttpRequest, asked: Selection, page: str) -> dict[str, Any]:
    """Return what every view of a selection shows around its assignments."""
    organisation = asked.who.tree.organisation
    takers = asked.everything.order_by().values_list("given_to", flat=True).distinct()
    givers = asked.everything.order_by().values_list("given_by", flat=True).distinct()
    above = {body.code for taker in takers for body in asked.who.tree.path(taker)[1:]} | set(takers)
    query = asked.choices.query()
    return {
        "tabs": [
            {"label": label, "url": f"{reverse(f'workspace:{name}')}?{query}", "is_current": name == page}
            for name, label in _views(asked.who)
        ],
        "page_url": reverse(f"workspace:{page}"),
        "csv_url": f"{reverse('workspace:assignments_csv')}?{query}",
        "fields": selection_fields(asked.choices, organisation, asked.names, above, givers),
        "only_mine": bool(asked.choices.given.get("mine")),
        "is_limited": asked.choices.limits,
        "progress": progress_of(asked.chosen, asked.day),
        "counted_on": counted_on(asked.day),
        "may_give": may_give_assignments(request.user),
        "back": f"{page}?{query}",
    }


def _views(who: Speaker) -> list[tuple[str, str]]:
    views = [("assignments", _("Board")), ("assignment_list", _("List"))]
    return [*views, ("assignment_round", _("Report all"))] if who.reports.is_held else views


def _headings(choices: AssignmentChoices) -> list[dict[str, Any]]:
    labels = [
        ("code", _("Code")),
        ("title", _("Assignment")),
        ("given_by", _("Given by")),
        ("given_to", _("Given to")),
        ("", _("Owner")),
        ("due", _("To be done by")),
        ("state", _("State")),
    ]
    return [
        {
            "label": label,
            "url": f"?{choices.query(sort=sort)}" if sort else "",
            "is_current": sort == choices.sort,
        }
        for sort, label in labels
    ]


def table_file(request: HttpRequest) -> HttpResponse:
    asked = Selection.of(request)
    form = asked_form(request)
    found = assignments_sorted(asked.chosen, asked.choices.sort)
    rows = assignment_rows(found, asked.names, asked.day)
    return csv_answer(
        assignment_table(rows, in_codes=form is CsvForm.MACHINE), form, f"uppdrag-{asked.day.isoformat()}"
    )


def assignment_table(rows: Sequence[AssignmentRow], *, in_codes: bool = False) -> DataTable:
    """Return assignments as a table to keep: in words for people, in codes that never change for programs."""
    columns = [
        Column(_("Code"), "text", "code"),
        Column(_("Kind"), "text", "kind"),
        Column(_("Assignment"), "text", "title"),
        Column(_("Given by"), "text", "given_by"),
        Column(_("Given to"), "text", "given_to"),
        Column(_("Given on"), "day", "given_on"),
        Column(_("To be done by"), "day", "due"),
        Column(_("State"), "text", "state"),
        Column(_("Owner"), "text", "owner"),
        Column(_("Title of the owner"), "text", "owner_title"),
        Column(_("Decision"), "text", "decision"),
        Column(_("Case number"), "text", "case_number"),
        Column(_("Goals"), "text", "goals"),
    ]
    return DataTable(_("Assignments"), columns, [Row(_cells(row, in_codes=in_codes)) for row in rows])


def _cells(row: AssignmentRow, *, in_codes: bool) -> list[Cell]:
    found = row.assignment
    decided = found.decision
    return [
        Cell(found.code),
        Cell(found.kind if in_codes else row.kind),
        Cell(row.title),
        Cell(found.given_by if in_codes else f"{found.given_by} {row.giver}"),
        Cell(found.given_to if in_codes else f"{found.given_to} {row.taker}"),
        Cell(found.given_on),
        Cell(found.due),
        Cell(found.state if in_codes else state_word(found.state)),
        Cell(str(found.owner) if found.owner else None),
        Cell(found.owner_title or None),
        Cell(str(decided) if decided else None),
        Cell(decided.case_number if decided else None),
        Cell(", ".join(goal.code for goal in found.goals.all()) or None),
    ]
