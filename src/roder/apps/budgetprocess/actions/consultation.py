"""To write, send, extend and close a consultation on the base of a budget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.models import Consultation
from roder.apps.budgetprocess.models import ConsultationAnswer
from roder.apps.budgetprocess.models import ConsultationQuestion
from roder.apps.budgetprocess.queries import lock_problems
from roder.domain.budget_locks import LockedThing
from roder.domain.consultation import ConsultationState
from roder.domain.consultation_faults import closing_faults
from roder.domain.consultation_faults import draft_faults
from roder.domain.consultation_faults import extension_faults
from roder.domain.consultation_faults import send_faults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User
    from roder.domain.problems import Problem

Event = AuditEntry.Event


@dataclass(frozen=True)
class ConsultationFacts:
    """What is asked, about which base. ``deadlines`` are by the code of each body that is to answer."""

    title: str
    text: str
    base: BudgetVersion | None
    questions: tuple[str, ...]
    deadlines: Mapping[str, date]

    @property
    def told(self) -> dict[str, object]:
        """The facts as the history keeps them."""
        return {
            "title": self.title,
            "text": self.text,
            "base": str(self.base or ""),
            "questions": list(self.questions),
            "deadlines": [f"{code} {day.isoformat()}" for code, day in sorted(self.deadlines.items())],
        }


@transaction.atomic
def draft_consultation(
    organisation: str, year: int, facts: ConsultationFacts, *, is_example: bool = False, acting_user: User
) -> Consultation:
    """Begin a consultation as a draft, which nobody is asked to answer yet. Raises ``ProcessRefusedError``."""
    require(lock_problems(organisation, year, LockedThing.CONSULTATION))
    consultation = Consultation.objects.create(
        organisation=organisation,
        year=year,
        title=facts.title,
        text=facts.text,
        base=facts.base,
        is_example=is_example,
    )
    _write_parts(consultation, facts)
    record(Event.CONSULTATION_DRAFTED, consultation.subject, acting_user=acting_user, new=facts.told)
    return consultation


@transaction.atomic
def change_consultation(
    consultation: Consultation, facts: ConsultationFacts, *, seen_version: int, acting_user: User
) -> None:
    """Write a draft anew. Raises ``ProcessRefusedError`` once it is sent, and ``StaleVersionError``."""
    consultation = _locked(consultation)
    require([*_locks(consultation), *draft_faults(consultation.state)])
    values = {"title": facts.title, "text": facts.text, "base": facts.base}
    event, subject = Event.CONSULTATION_CHANGED, consultation.subject
    before = _facts_of(consultation).told
    if before == facts.told:
        return
    if consultation.version != seen_version:
        raise stale(consultation, mine=values, event=event, subject=subject)
    for name, value in values.items():
        setattr(consultation, name, value)
    consultation.version += 1
    consultation.save()
    _write_parts(consultation, facts)
    told = facts.told
    changed = [name for name in told if told[name] != before[name]]
    record(
        event,
        subject,
        acting_user=acting_user,
        old={name: before[name] for name in changed},
        new={name: told[name] for name in changed},
    )


@transaction.atomic
def send_consultation(consultation: Consultation, *, today: date, acting_user: User) -> Consultation:
    """Send a draft to its bodies; from then on what was asked stays. Raises ``ProcessRefusedError``."""
    consultation = _locked(consultation)
    facts = _facts_of(consultation)
    require(_locks(consultation))
    require(send_faults(consultation.state, facts.deadlines, today, title=consultation.title))
    consultation.consultation_state = ConsultationState.SENT
    consultation.sent_on = today
    consultation.version += 1
    consultation.save()
    record(
        Event.CONSULTATION_SENT,
        consultation.subject,
        acting_user=acting_user,
        new={"sent_on": today, "deadlines": facts.told["deadlines"]},
    )
    return consultation


@transaction.atomic
def extend_deadline(
    answer: ConsultationAnswer, extended_to: date, reason: str, *, acting_user: User
) -> ConsultationAnswer:
    """Give one body more time. Raises ``ProcessRefusedError``."""
    consultation = _locked(answer.consultation)
    answer = ConsultationAnswer.objects.select_for_update().get(pk=answer.pk)
    require(_locks(consultation))
    require(extension_faults(consultation.state, answer.facts, extended_to, reason))
    before = answer.facts.due
    # The version is left: who is writing the answer meanwhile is not disturbed by having more time.
    answer.extended_to, answer.extension_reason = extended_to, reason.strip()
    answer.save(update_fields=["extended_to", "extension_reason"])
    record(
        Event.CONSULTATION_EXTENDED,
        f"{consultation.subject} {answer.body_code}",
        acting_user=acting_user,
        old={"due": before},
        new={"due": extended_to, "reason": reason.strip()},
    )
    return answer


@transaction.atomic
def close_consultation(
    consultation: Consultation, reason: str = "", *, today: date, acting_user: User
) -> Consultation:
    """Close a consultation: its answers are fixed, and who has not answered has not. Raises ``ProcessRefusedError``."""
    consultation = _locked(consultation)
    answers = [answer.facts for answer in consultation.answers.all()]
    require(closing_faults(consultation.state, answers, today, reason))
    consultation.consultation_state = ConsultationState.CLOSED
    consultation.closed_on, consultation.closing_reason = today, reason.strip()
    consultation.version += 1
    consultation.save()
    answered = sum(facts.answered_on is not None for facts in answers)
    record(
        Event.CONSULTATION_CLOSED,
        consultation.subject,
        acting_user=acting_user,
        new={"reason": reason.strip(), "answers": f"{answered}/{len(answers)}"},
    )
    return consultation


def _locks(consultation: Consultation) -> list[Problem]:
    return lock_problems(consultation.organisation, consultation.year, LockedThing.CONSULTATION)


def _locked(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_for_update(of=("self",)).select_related("base").get(pk=consultation.pk)


def _facts_of(consultation: Consultation) -> ConsultationFacts:
    return ConsultationFacts(
        consultation.title,
        consultation.text,
        consultation.base,
        tuple(question.text for question in consultation.questions.all()),
        {answer.body_code: answer.deadline for answer in consultation.answers.all()},
    )


def _write_parts(consultation: Consultation, facts: ConsultationFacts) -> None:
    # Only a draft comes here, so no text hangs on the questions and no answer is begun.
    consultation.questions.all().delete()
    consultation.answers.all().delete()
    ConsultationQuestion.objects.bulk_create(
        ConsultationQuestion(consultation=consultation, position=position, text=text)
        for position, text in enumerate(facts.questions)
    )
    ConsultationAnswer.objects.bulk_create(
        ConsultationAnswer(consultation=consultation, body_code=code, deadline=deadline)
        for code, deadline in sorted(facts.deadlines.items())
    )
