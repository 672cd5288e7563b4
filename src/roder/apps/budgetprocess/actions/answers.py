"""To write a body's answer to a consultation, hand it in, and take it back while the consultation is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.consultation_queries import deciders_of
from roder.apps.budgetprocess.consultation_queries import handing_in_of
from roder.apps.budgetprocess.models import AnswerText
from roder.apps.budgetprocess.models import ConsultationAnswer
from roder.apps.budgetprocess.models import WishedChange
from roder.apps.budgetprocess.queries import lock_problems
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.consultation_faults import handing_in_faults
from roder.domain.consultation_faults import taking_back_faults
from roder.domain.consultation_faults import wish_faults
from roder.domain.consultation_faults import writing_faults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.domain.consultation import FrameWish
    from roder.domain.consultation import Standpoint
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@dataclass(frozen=True)
class WrittenAnswer:
    """An answer as it is written. ``texts`` are by the number (key) of each question."""

    standpoint: Standpoint | None
    summary: str
    texts: Mapping[int, str]
    wishes: tuple[FrameWish, ...] = ()
    reservations: str = ""

    @property
    def told(self) -> dict[str, object]:
        """The facts as the history keeps them."""
        return {
            "standpoint": self.standpoint or "",
            "summary": self.summary,
            "answer_texts": [text for _key, text in sorted(self.texts.items())],
            "wishes": [f"{wish.year} {wish.amount_ore} {wish.motivation}" for wish in self.wishes],
            "reservations": self.reservations,
        }


@transaction.atomic
def write_answer(
    answer: ConsultationAnswer, facts: WrittenAnswer, *, seen_version: int, acting_user: User
) -> bool:
    """Write a body's answer while it is open; returns whether anything changed.

    Raises ``ProcessRefusedError``, and ``StaleVersionError`` when somebody was first.
    """
    answer = _locked(answer)
    require(_locks(answer))
    require(writing_faults(answer.consultation.state, answer.facts))
    require(_wish_problems(facts, answer))
    before, told = told_of(answer), facts.told
    changed = [name for name in told if told[name] != before[name]]
    if not changed:
        return False
    if answer.version != seen_version:
        raise stale(answer, mine=_own(facts), event=Event.ANSWER_WRITTEN, subject=answer.subject)
    for name, value in _own(facts).items():
        setattr(answer, name, value)
    answer.version += 1
    answer.save()
    _write_parts(answer, facts)
    record(
        Event.ANSWER_WRITTEN,
        answer.subject,
        acting_user=acting_user,
        old={name: before[name] for name in changed},
        new={name: told[name] for name in changed},
    )
    return True


@transaction.atomic
def hand_in_answer(
    answer: ConsultationAnswer, decision: Decision | None, *, today: date, acting_user: User
) -> ConsultationAnswer:
    """Hand in an answer with the decision of the body that gives it. Raises ``ProcessRefusedError``."""
    answer = _locked(answer)
    decided_by = decision.body_code if decision else ""
    content = handing_in_of(answer, decided_by)
    require(_locks(answer))
    require(handing_in_faults(answer.consultation.state, answer.facts, content, deciders_of(answer)))
    answer.decision, answer.answered_on, answer.answered_by = decision, today, acting_user
    answer.version += 1
    answer.save()
    record(
        Event.ANSWER_HANDED_IN,
        answer.subject,
        acting_user=acting_user,
        new={"decision": str(decision), "answered_on": today, "standpoint": answer.standpoint},
    )
    return answer


@transaction.atomic
def take_back_answer(answer: ConsultationAnswer, reason: str, *, acting_user: User) -> ConsultationAnswer:
    """Take back an answer to put it right, while the consultation is open. Raises ``ProcessRefusedError``."""
    answer = _locked(answer)
    require(_locks(answer))
    require(taking_back_faults(answer.consultation.state, answer.facts, reason))
    before = {"decision": str(answer.decision), "answered_on": answer.answered_on}
    answer.decision, answer.answered_on, answer.answered_by = None, None, None
    answer.version += 1
    answer.save()
    record(
        Event.ANSWER_TAKEN_BACK,
        answer.subject,
        acting_user=acting_user,
        old=before,
        new={"reason": reason.strip()},
    )
    return answer


def told_of(answer: ConsultationAnswer) -> dict[str, object]:
    """Return an answer as the history keeps it."""
    texts = {text.question_id: text.text for text in answer.texts.all()}
    questions = answer.consultation.questions.all()
    return {
        "standpoint": answer.standpoint,
        "summary": answer.summary,
        "answer_texts": [texts.get(key, "") for key in sorted(question.pk for question in questions)],
        "wishes": [f"{wish.year} {wish.amount_ore} {wish.motivation}" for wish in answer.wishes.all()],
        "reservations": answer.reservations,
    }


def _locks(answer: ConsultationAnswer) -> list[Problem]:
    asked = answer.consultation
    return lock_problems(asked.organisation, asked.year, LockedThing.CONSULTATION)


def _locked(answer: ConsultationAnswer) -> ConsultationAnswer:
    rows = ConsultationAnswer.objects.select_for_update(of=("self",))
    return rows.select_related("consultation", "decision").get(pk=answer.pk)


def _own(facts: WrittenAnswer) -> dict[str, str]:
    return {
        "standpoint": facts.standpoint or "",
        "summary": facts.summary,
        "reservations": facts.reservations,
    }


def _wish_problems(facts: WrittenAnswer, answer: ConsultationAnswer) -> list[Problem]:
    first = answer.consultation.year
    years = range(first, first + YEARS_OF_A_BUDGET)
    return [problem for wish in facts.wishes for problem in wish_faults(wish, years)]


def _write_parts(answer: ConsultationAnswer, facts: WrittenAnswer) -> None:
    answer.texts.all().delete()
    answer.wishes.all().delete()
    questions = answer.consultation.questions.all()
    AnswerText.objects.bulk_create(
        AnswerText(answer=answer, question=question, text=facts.texts.get(question.pk, ""))
        for question in questions
    )
    WishedChange.objects.bulk_create(
        WishedChange(
            answer=answer,
            position=position,
            year=wish.year,
            amount_ore=wish.amount_ore,
            motivation=wish.motivation,
        )
        for position, wish in enumerate(facts.wishes)
    )
