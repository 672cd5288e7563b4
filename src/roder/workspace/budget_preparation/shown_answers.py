"""What an answer to a consultation says, as pages and files show it; and all answers compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.consultation_queries import answer_rows
from roder.apps.budgetprocess.consultation_queries import wished_frames
from roder.apps.budgetprocess.consultation_queries import years_of
from roder.apps.budgetprocess.preparation_access import access_preparation
from roder.apps.ledger.steering_days import steering_day
from roder.domain.consultation import ANSWERED_STATES
from roder.domain.consultation import ConsultationState
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.formatting import amount_with_unit
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_preparation.places import around
from roder.workspace.budget_preparation.places import found_consultation
from roder.workspace.budget_preparation.places import prepared_year
from roder.workspace.budget_preparation.words import AMOUNT_UNIT
from roder.workspace.budget_preparation.words import standpoint_names

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.budgetprocess.consultation_queries import AnswerRow
    from roder.apps.budgetprocess.models import Consultation
    from roder.apps.budgetprocess.models import ConsultationAnswer


def shown_answer(answer: ConsultationAnswer) -> dict[str, Any]:
    """Return what an answer says, for workspace/budget_preparation/_answer.html."""
    return {
        "standpoint": standpoint_names().get(answer.standpoint, ""),
        "summary": answer.summary,
        "texts": [(text.question.text, text.text) for text in answer.texts.all()],
        "wishes": [
            (
                wish.year,
                amount_with_unit(wish.amount_ore, AMOUNT_UNIT, get_language() or "sv", signed=True),
                wish.motivation,
            )
            for wish in answer.wishes.all()
        ],
        "reservations": answer.reservations,
        "decision": answer.decision,
    }


def _handed_in(consultation: Consultation) -> list[AnswerRow]:
    rows = answer_rows(consultation, steering_day())
    return [row for row in rows if row.state in ANSWERED_STATES]


def compiled(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """All answers that are handed in, to be read in one go, with the wishes beside the frames of the base."""
    access_preparation(request.user)
    place = prepared_year(year)
    found = found_consultation(place, pk)
    if found.state is ConsultationState.DRAFT:
        raise Http404(str(pk))
    rows = _handed_in(found)
    args = [year, pk]
    context = {
        **around(place, "budget_consultation", (_("All answers"), "")),
        "consultation": found,
        "answers": [
            {"row": row, "shown": shown_answer(row.answer), "code": f"answer_{row.state.value}"}
            for row in rows
        ],
        "table": wish_table(found, rows) if rows else None,
        "wished": _wished_by_year(found, rows),
        "amount_unit": AMOUNT_UNIT,
        "wishes_csv_url": f"{reverse('workspace:consultation_answers_csv', args=[*args, 'andringar'])}?table=1",
        "texts_csv_url": f"{reverse('workspace:consultation_answers_csv', args=[*args, 'svar'])}?table=1",
    }
    return render(request, "workspace/budget_preparation/answers.html", context)


def compiled_file(request: HttpRequest, year: int, pk: int, part: str) -> HttpResponse:
    access_preparation(request.user)
    found = found_consultation(prepared_year(year), pk)
    tables = {"andringar": wish_table, "svar": text_table}
    if part not in tables or found.state is ConsultationState.DRAFT:
        raise Http404(part)
    return csv_answer(tables[part](found, _handed_in(found)), asked_form(request), f"yttranden-{year}-{part}")


def _wished_by_year(consultation: Consultation, rows: list[AnswerRow]) -> list[dict[str, Any]]:
    frames = wished_frames(consultation, rows)
    return [
        {"year": year, "amount_ore": sum(each.wished_ore for each in frames if each.year == year)}
        for year in years_of(consultation)
    ]


def wish_table(consultation: Consultation, rows: list[AnswerRow]) -> DataTable:
    """Return what the bodies wish beside the frames of the base, year by year; plus is a larger frame."""
    names = {row.answer.body_code: row.name for row in rows}
    why = {
        (row.answer.body_code, year): "; ".join(
            wish.motivation for wish in row.answer.wishes.all() if wish.year == year
        )
        for row in rows
        for year in years_of(consultation)
    }
    columns = [
        Column(_("Committee or board"), key="body"),
        Column(_("Year"), key="year"),
        Column(_("Frame in the base"), "amount", "frame_ore"),
        Column(_("Wished change"), "amount", "wished_ore"),
        Column(_("Frame with the change"), "amount", "with_wishes_ore"),
        Column(_("Motivation"), key="motivation"),
    ]
    cells = [
        Row(
            [
                Cell(names.get(each.body, each.body)),
                Cell(str(each.year)),
                Cell(each.frame_ore),
                Cell(each.wished_ore),
                Cell(each.with_wishes_ore),
                Cell(why.get((each.body, each.year), "")),
            ]
        )
        for each in wished_frames(consultation, rows)
    ]
    return DataTable(_("Wished changes beside the frames of the base"), columns, cells)


def text_table(consultation: Consultation, rows: list[AnswerRow]) -> DataTable:
    """Return every answer's texts, one row for each question."""
    columns = [
        Column(_("Committee or board"), key="body"),
        Column(_("Standpoint"), key="standpoint"),
        Column(_("Question"), key="question"),
        Column(_("Answer"), key="answer"),
    ]
    names = standpoint_names()
    cells = []
    for row in rows:
        standpoint = names.get(row.answer.standpoint, "")
        parts = [
            (_("Summary"), row.answer.summary),
            *((text.question.text, text.text) for text in row.answer.texts.all()),
            (_("Reservations and special statements"), row.answer.reservations),
        ]
        cells += [Row([Cell(row.name), Cell(standpoint), Cell(asked), Cell(said)]) for asked, said in parts]
    return DataTable(consultation.title, columns, cells)
