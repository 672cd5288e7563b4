"""Consultations and their answers as they are found, and the facts that the rules ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from roder.apps.budgetprocess.models import Consultation
from roder.apps.budgetprocess.models import ConsultationAnswer
from roder.apps.budgets.version_queries import lines_of
from roder.apps.organisation.queries import organisation_tree
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.budget_versions import frames_of
from roder.domain.consultation import ConsultationState
from roder.domain.consultation import HandingIn
from roder.domain.consultation import Standpoint
from roder.domain.consultation import WishedFrame
from roder.domain.consultation import answer_state
from roder.domain.consultation import compiled_wishes

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from roder.domain.consultation import AnswerState
    from roder.domain.organisation import OrganisationTree

LAST_MONTH, LAST_DAY = 12, 31


@dataclass(frozen=True)
class AnswerRow:
    """One body's answer with where it stands on the day that was asked."""

    answer: ConsultationAnswer
    name: str
    state: AnswerState


def bodies_asked(consultation: Consultation) -> OrganisationTree:
    """Return the bodies in force when the base is worked on: the last day of the year before the budget year."""
    return organisation_tree(consultation.organisation, date(consultation.year - 1, LAST_MONTH, LAST_DAY))


def consultations(organisation: str, year: int) -> QuerySet[Consultation]:
    """Return the consultations of a budget year, newest first."""
    found = Consultation.objects.filter(organisation=organisation, year=year)
    return found.select_related("base").order_by("-pk")


def answer_rows(consultation: Consultation, day: date) -> list[AnswerRow]:
    """Return every body's answer with its state on the day, in code order."""
    bodies = bodies_asked(consultation)
    is_closed = consultation.state is ConsultationState.CLOSED
    found = consultation.answers.select_related("consultation", "decision")
    return [
        AnswerRow(
            answer,
            name_of(bodies, answer.body_code),
            answer_state(answer.facts, day, is_closed=is_closed),
        )
        for answer in found.prefetch_related("texts__question", "wishes__answer")
    ]


def name_of(bodies: OrganisationTree, code: str) -> str:
    """Return what a body is called; its code when it is not in force."""
    body = bodies.bodies.get(code)
    return body.name if body else code


def deciders_of(answer: ConsultationAnswer) -> frozenset[str]:
    """Return the codes of those whose decision an answer may rest on: the body itself and those above it."""
    path = bodies_asked(answer.consultation).path(answer.body_code)
    return frozenset({answer.body_code, *(body.code for body in path)})


def handing_in_of(answer: ConsultationAnswer, decided_by: str) -> HandingIn:
    """Return what an answer holds, for the rules of handing it in."""
    written = {text.question_id for text in answer.texts.all() if text.text.strip()}
    questions = [question.pk for question in answer.consultation.questions.all()]
    return HandingIn(
        Standpoint(answer.standpoint) if answer.standpoint else None,
        sum(key not in written for key in questions),
        answer.wishes.count(),
        decided_by,
    )


def years_of(consultation: Consultation) -> range:
    """Return the budget year and its plan years."""
    return range(consultation.year, consultation.year + YEARS_OF_A_BUDGET)


def wished_frames(consultation: Consultation, rows: list[AnswerRow]) -> list[WishedFrame]:
    """Return the frames of the base beside what the bodies of ``rows`` wish, by body and year."""
    codes = {row.answer.body_code for row in rows}
    lines = lines_of(consultation.base, years_of(consultation)) if consultation.base else []
    frames = {
        (code, year): ore
        for year in years_of(consultation)
        for code, ore in frames_of(lines, year).items()
        if code in codes
    }
    wishes = [wish.as_value() for row in rows for wish in row.answer.wishes.all()]
    return compiled_wishes(frames, wishes)


def answers_awaited(organisation: str = "") -> QuerySet[ConsultationAnswer]:
    """Return the answers that are asked for and not handed in, of every organisation for an empty key."""
    found = ConsultationAnswer.objects.filter(
        consultation__consultation_state=ConsultationState.SENT, answered_on=None
    ).select_related("consultation")
    return found.filter(consultation__organisation=organisation) if organisation else found
