"""To answer an overarching goal for a body without a goal of its own, and to take the answer back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.models import Contribution
from roder.apps.goals.refusals import goal_subject
from roder.apps.goals.refusals import require
from roder.domain.goal_faults import NO_BODY
from roder.domain.goal_faults import NOT_OVERARCHING
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import state_faults
from roder.domain.goal_tree import text_faults

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision
    from roder.apps.goals.models import Goal
    from roder.apps.identity.models import User
    from roder.domain.goal_tree import AnswerKind

Event = AuditEntry.Event


@transaction.atomic
def answer_goal(
    goal: Goal,
    body_code: str,
    kind: AnswerKind,
    text: str,
    *,
    decision: Decision | None = None,
    seen_version: int = 0,
    acting_user: User,
) -> Contribution:
    """Say what a body contributes to an overarching goal, or why the goal does not concern it.

    ``seen_version`` is 0 when no answer was there. Raises ``GoalRefusedError`` and ``StaleVersionError``.
    """
    problems = state_faults(TreeState(goal.tree.state), TreeAct.ANSWER)
    problems += [] if goal.level == OVERALL else [NOT_OVERARCHING]
    problems += [] if body_code else [NO_BODY]
    require([*problems, *text_faults(text)])
    values = {"kind": kind.value, "text": text.strip(), "decision_id": decision.pk if decision else None}
    subject = answer_subject(goal, body_code)
    given, is_new = Contribution.objects.get_or_create(goal=goal, body_code=body_code, defaults=values)
    if is_new:
        new = {"answer": kind.value, "text": text.strip(), "decision": str(decision or "")}
        record(Event.GOAL_ANSWERED, subject, acting_user=acting_user, new=new)
        return given
    change(
        given,
        values,
        seen_version=seen_version,
        event=Event.GOAL_ANSWERED,
        subject=subject,
        acting_user=acting_user,
    )
    return given


@transaction.atomic
def withdraw_answer(goal: Goal, body_code: str, *, seen_version: int, acting_user: User) -> None:
    """Take a body's answer back, so that the goal is unanswered again; raises ``StaleVersionError``."""
    require(state_faults(TreeState(goal.tree.state), TreeAct.ANSWER))
    event, subject = Event.GOAL_ANSWER_WITHDRAWN, answer_subject(goal, body_code)
    given = Contribution.objects.select_for_update().filter(goal=goal, body_code=body_code).first()
    if given is None or given.version != seen_version:
        raise stale(given, mine={"kind": ""}, event=event, subject=subject)
    old = {"answer": given.kind, "text": given.text}
    given.delete()
    record(event, subject, acting_user=acting_user, old=old)


def answer_subject(goal: Goal, body_code: str) -> str:
    """Return what the history calls a body's answer to a goal."""
    return f"{goal_subject(goal)} {body_code}"
