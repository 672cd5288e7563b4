"""Which answers to consultations a person is to see to: those of the parts that their mandates name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgetprocess.consultation_queries import answers_awaited
from roder.apps.budgetprocess.consultation_queries import bodies_asked
from roder.domain.mandates import Permission
from roder.domain.mandates import giving
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User

PARTS = "/"
"""Between the year, the number and the body in a subject."""


def answers_to_give(person: User, day: date) -> dict[str, date]:
    """Return the last days of the answers that the person may give for a part, by year, number and body.

    A mandate for the whole asks nobody: who sends the consultation reads on its page who has not answered.
    """
    held = giving(person.mandate_values, Permission.ANSWER_CONSULTATION, day)
    reach = Reach(tuple(mandate for mandate in held if mandate.body))
    if not reach.mandates:
        return {}
    found = {}
    for answer in answers_awaited():
        if answer.body_code in reach.bodies(bodies_asked(answer.consultation)):
            asked = answer.consultation
            found[f"{asked.year}{PARTS}{asked.pk}{PARTS}{answer.body_code}"] = answer.facts.due
    return found


def answering_body(subject: str) -> str:
    """Return what the body of a subject is called; its code when it is not there any more."""
    _year, number, code = subject.split(PARTS)
    answer = answers_awaited().filter(consultation=int(number), body_code=code).first()
    body = bodies_asked(answer.consultation).bodies.get(code) if answer else None
    return body.name if body else code
