"""To hand over an idea, support it, answer it, and say where it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import write_seen
from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.refusals import require
from roder.apps.budgetprocess.models import Idea
from roder.apps.budgetprocess.models import IdeaSupport
from roder.apps.budgetprocess.models import IdeaTrace
from roder.apps.budgetprocess.queries import lock_problems
from roder.domain.budget_locks import LockedThing
from roder.domain.preparation import IdeaReply
from roder.domain.preparation import idea_change_faults
from roder.domain.preparation import idea_faults
from roder.domain.preparation import reply_faults
from roder.domain.preparation import support_faults
from roder.domain.preparation import trace_faults

if TYPE_CHECKING:
    from roder.apps.identity.models import User
    from roder.domain.preparation import IdeaTarget

Event = AuditEntry.Event


@dataclass(frozen=True)
class IdeaFacts:
    """An idea as it is written; ``amount_ore`` is plus for a cost a year, minus for a saving, ``None`` when not said."""

    title: str
    text: str
    body_code: str
    activity: str = ""
    goals: tuple[str, ...] = ()
    amount_ore: int | None = None

    @property
    def columns(self) -> dict[str, object]:
        """The facts as the row keeps them."""
        return {
            "title": self.title,
            "text": self.text,
            "body_code": self.body_code,
            "activity": self.activity,
            "goals": list(self.goals),
            "amount_ore": self.amount_ore,
        }


@transaction.atomic
def hand_over_idea(
    organisation: str, year: int, facts: IdeaFacts, *, is_example: bool = False, acting_user: User
) -> Idea:
    """Hand over an idea to the making of a budget. Raises ``ProcessRefusedError``."""
    require(lock_problems(organisation, year, LockedThing.IDEAS))
    require(idea_faults(facts.title, facts.text))
    idea = Idea.objects.create(
        organisation=organisation,
        year=year,
        author=acting_user,
        handed_over_at=timezone.now(),
        is_example=is_example,
        **facts.columns,
    )
    record(Event.IDEA_HANDED_OVER, idea.subject, acting_user=acting_user, new=facts.columns)
    return idea


@transaction.atomic
def change_idea(idea: Idea, facts: IdeaFacts, *, seen_version: int, acting_user: User) -> bool:
    """Write one's own idea anew while it is not answered; returns whether anything changed.

    Raises ``ProcessRefusedError`` and ``StaleVersionError``.
    """
    current = _locked(idea)
    reply = IdeaReply(current.reply)
    require(lock_problems(current.organisation, current.year, LockedThing.IDEAS))
    require(idea_change_faults(current.author.username, acting_user.username, reply))
    require(idea_faults(facts.title, facts.text))
    return change(
        current,
        facts.columns,
        seen_version=seen_version,
        event=Event.IDEA_CHANGED,
        subject=current.subject,
        acting_user=acting_user,
    )


@transaction.atomic
def support_idea(idea: Idea, *, acting_user: User) -> None:
    """Support another's idea, once. Raises ``ProcessRefusedError``."""
    current = _locked(idea)
    require(lock_problems(current.organisation, current.year, LockedThing.IDEAS))
    has_supported = current.supports.filter(person=acting_user).exists()
    require(support_faults(current.author.username, acting_user.username, has_supported=has_supported))
    IdeaSupport.objects.create(idea=current, person=acting_user)
    record(Event.IDEA_SUPPORTED, current.subject, acting_user=acting_user)


@transaction.atomic
def withdraw_support(idea: Idea, *, acting_user: User) -> None:
    """Take one's support of an idea back; what is not there is left."""
    current = _locked(idea)
    if current.supports.filter(person=acting_user).delete()[0]:
        record(Event.IDEA_SUPPORT_WITHDRAWN, current.subject, acting_user=acting_user)


@transaction.atomic
def reply_to_idea(idea: Idea, reply: IdeaReply, text: str, *, seen_version: int, acting_user: User) -> bool:
    """Answer an idea; returns whether anything changed. Raises ``ProcessRefusedError`` and ``StaleVersionError``."""
    current = _locked(idea)
    require(reply_faults(reply, text))
    values = {"reply": reply.value, "reply_text": text.strip()}
    event, subject = Event.IDEA_REPLIED, current.subject
    before = write_seen(current, values, seen_version=seen_version, event=event, subject=subject)
    if not before:
        return False
    current.replied_by, current.replied_at = acting_user, timezone.now()
    current.save(update_fields=["replied_by", "replied_at"])
    told = {"idea_reply": reply.value, "reply_text": text.strip()}
    record(event, subject, acting_user=acting_user, new=told)
    return True


@transaction.atomic
def trace_idea(
    idea: Idea, target_kind: IdeaTarget, target_reference: str, text: str = "", *, acting_user: User
) -> IdeaTrace:
    """Say where an idea went: a plain reference, so that apps above may call this for what they hold.

    The same place twice is one trace. Raises ``ProcessRefusedError``.
    """
    require(trace_faults(target_reference, text))
    place = {
        "target_kind": target_kind.value,
        "target_reference": target_reference.strip(),
        "text": text.strip(),
    }
    defaults = {"linked_by": acting_user, "linked_at": timezone.now()}
    trace, is_new = IdeaTrace.objects.get_or_create(idea=idea, **place, defaults=defaults)
    if is_new:
        record(Event.IDEA_TRACED, idea.subject, acting_user=acting_user, new=place)
    return trace


@transaction.atomic
def untrace_idea(trace: IdeaTrace, *, acting_user: User) -> None:
    """Take away a trace that was wrong."""
    subject = trace.idea.subject
    old = {"target_kind": trace.target_kind, "target_reference": trace.target_reference, "text": trace.text}
    if IdeaTrace.objects.filter(pk=trace.pk).delete()[0]:
        record(Event.IDEA_UNTRACED, subject, acting_user=acting_user, old=old)


def _locked(idea: Idea) -> Idea:
    return Idea.objects.select_for_update(of=("self",)).select_related("author").get(pk=idea.pk)
