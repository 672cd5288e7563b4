"""The consultation of a budget year: who is asked, where each answer stands, and what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.consultation_queries import answer_rows
from roder.apps.budgetprocess.consultation_queries import consultations
from roder.apps.budgetprocess.preparation_access import access_preparation
from roder.apps.budgetprocess.preparation_access import may_prepare
from roder.apps.budgetprocess.queries import is_locked
from roder.apps.ledger.steering_days import steering_day
from roder.domain.budget_locks import LockedThing
from roder.domain.consultation import ANSWERED_STATES
from roder.domain.consultation import AnswerState
from roder.domain.consultation import ConsultationState
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import found_consultation
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.words import standpoint_names
from roder.workspace.history_rows import object_history

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.consultation_queries import AnswerRow
    from roder.apps.budgetprocess.models import Consultation
    from roder.apps.identity.models import User

CONSULTATIONS = range(1950, 1960)


def overview(request: HttpRequest, year: int) -> HttpResponse:
    """The consultation of the year that is newest, or the one that the address asks for."""
    person = access_preparation(request.user)
    place = prepared_year(year)
    # A draft is the budget office's own until it is sent.
    every = [
        each
        for each in consultations(place.key, year)
        if may_prepare(person) or each.state is not ConsultationState.DRAFT
    ]
    asked = request.GET.get("remiss", "")
    shown = next((each for each in every if str(each.pk) == asked), every[0] if every else None)
    is_open = not is_locked(place.key, year, LockedThing.CONSULTATION)
    runs = is_open and may_prepare(person)
    context = {
        **around(place, "budget_consultation"),
        "consultation": shown,
        "others": [
            {"title": each.title, "url": f"?remiss={each.pk}", "is_current": each == shown} for each in every
        ]
        if len(every) > 1
        else [],
        "is_open": is_open,
        "add_url": reverse("workspace:consultation_add", args=[year]) if runs else "",
        **(_shown(person, shown, is_open=is_open) if shown else {}),
    }
    return render(request, "workspace/budget_preparation/consultation.html", context)


def _shown(person: User, consultation: Consultation, *, is_open: bool) -> dict[str, Any]:
    rows = answer_rows(consultation, steering_day())
    states = [row.state for row in rows]
    args = [consultation.year, consultation.pk]
    runs = is_open and may_prepare(person)
    is_draft, is_sent = (
        consultation.state is state for state in (ConsultationState.DRAFT, ConsultationState.SENT)
    )
    return {
        "code": f"consultation_{consultation.consultation_state}",
        "questions": list(consultation.questions.all()),
        "table": answer_table(consultation, rows) if rows else None,
        "sums": {
            "asked": len(rows),
            "answered": sum(state in ANSWERED_STATES for state in states),
            "overdue": states.count(AnswerState.OVERDUE),
        },
        "read_url": reverse("workspace:consultation_answers", args=args)
        if any(state in ANSWERED_STATES for state in states)
        else "",
        "change_url": reverse("workspace:consultation_change", args=args) if runs and is_draft else "",
        "send_url": reverse("workspace:consultation_send", args=args) if runs and is_draft else "",
        "close_url": reverse("workspace:consultation_close", args=args) if runs and is_sent else "",
        "csv_url": f"{reverse('workspace:consultation_csv', args=args)}?table=1",
        "entries": object_history(consultation.subject, CONSULTATIONS) if may_prepare(person) else [],
    }


def table_file(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    access_preparation(request.user)
    found = found_consultation(prepared_year(year), pk)
    table = answer_table(found, answer_rows(found, steering_day()))
    return csv_answer(table, asked_form(request), f"remiss-{year}-{pk}")


def answer_table(consultation: Consultation, rows: list[AnswerRow]) -> DataTable:
    """Return who is asked and where each answer stands; what a draft says is not shown."""
    columns = [
        Column(_("Committee or board"), key="body"),
        Column(_("State"), "state", "state"),
        Column(_("Last day"), "day", "due"),
        Column(_("Handed in"), "day", "answered_on"),
        Column(_("Standpoint"), key="standpoint"),
        Column(_("Decision"), key="decision"),
    ]
    names = standpoint_names()
    cells = [
        Row(
            [
                Cell(
                    row.name,
                    ""
                    if consultation.state is ConsultationState.DRAFT
                    else reverse(
                        "workspace:consultation_answer",
                        args=[consultation.year, consultation.pk, row.answer.body_code],
                    ),
                ),
                Cell(f"answer_{row.state.value}"),
                Cell(row.answer.facts.due, note=row.answer.extension_reason),
                Cell(row.answer.answered_on),
                Cell(names.get(row.answer.standpoint, "") if row.answer.answered_on else ""),
                Cell(row.answer.decision.day_and_paragraph if row.answer.decision else ""),
            ]
        )
        for row in rows
    ]
    return DataTable(_("Answers"), columns, cells)
