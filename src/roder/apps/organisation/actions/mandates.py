"""Grant and end mandates: above the audit, which records them (docs/decisions/0009)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction
from django.utils import timezone

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import Mandate
from roder.domain.mandates import faults
from roder.domain.mandates import may_approve
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.mandates import Mandate as MandateValue


class MandateRefusedError(Exception):
    """The mandate cannot be granted or ended like that; ``problems`` say why, in both languages."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message_en for problem in problems))
        self.problems = problems


@transaction.atomic
def grant_mandate(person: User, mandate: MandateValue, *, source: str = "", acting_user: User) -> Mandate:
    """Give a person a role for a part and a time; the very same again changes nothing.

    Raises ``MandateRefusedError``; nobody grants a mandate to themselves.
    """
    problems = faults(mandate)
    if not may_approve(person.username, acting_user.username):
        problems.append(_OWN)
    if refuses(problems):
        raise MandateRefusedError(problems)
    wanted: dict[str, Any] = {
        "role": mandate.role,
        "organisation": mandate.organisation,
        "body": mandate.body,
        "party": mandate.party,
        "valid_from": mandate.valid_from or timezone.localdate(),
        "valid_to": mandate.valid_to,
        "source": source,
    }
    same = person.mandates.filter(**wanted, ended_on__isnull=True).first()
    if same is not None:
        return same
    granted = Mandate.objects.create(user=person, **wanted)
    person.__dict__.pop("mandate_values", None)
    record(AuditEntry.Event.MANDATE_GRANTED, str(granted.pk), acting_user=acting_user, new=_shown(granted))
    return granted


@transaction.atomic
def end_mandate(mandate: Mandate, *, last_day: date | None = None, acting_user: User) -> Mandate:
    """Let a mandate end on a coming day, or at once when no day is given. Its row stays.

    Raises ``MandateRefusedError``; nobody ends their own, so that no one locks the door behind them.
    """
    today = timezone.localdate()
    current = Mandate.objects.select_for_update().select_related("user").get(pk=mandate.pk)
    problem = _why_not(current, last_day, today, acting_user)
    if problem is not None:
        raise MandateRefusedError([problem])
    old = _shown(current)
    if last_day is None:
        current.ended_on = today
    else:
        current.valid_to = last_day
    current.save(update_fields=["ended_on", "valid_to"])
    mandate.user.__dict__.pop("mandate_values", None)
    record(
        AuditEntry.Event.MANDATE_ENDED,
        str(current.pk),
        acting_user=acting_user,
        old=old,
        new=_shown(current),
    )
    return current


def _why_not(mandate: Mandate, last_day: date | None, today: date, acting_user: User) -> Problem | None:
    if not may_approve(mandate.user.username, acting_user.username):
        return _OWN
    if mandate.last_day is not None and mandate.last_day < today:
        return _ENDED
    if last_day is not None and last_day < max(today, mandate.valid_from):
        return _PAST
    if last_day is not None and mandate.last_day is not None and last_day > mandate.last_day:
        return _LONGER
    return None


def _shown(mandate: Mandate) -> dict[str, str]:
    days = {"valid_from": mandate.valid_from, "valid_to": mandate.valid_to, "ended_on": mandate.ended_on}
    return {
        "person": mandate.user.username,
        "role": mandate.role,
        "organisation": mandate.organisation,
        "body": mandate.body,
        "party": mandate.party,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
    }


_OWN = Problem(
    Severity.ERROR,
    "mandate_is_ones_own",
    None,
    "Nobody grants or ends a mandate of their own. Ask another administrator.",
    "Ingen ger sig själv en behörighet eller avslutar sin egen. Be en annan administratör.",
)
_ENDED = Problem(
    Severity.ERROR,
    "mandate_has_ended",
    None,
    "The mandate has already ended.",
    "Behörigheten är redan avslutad.",
)
_PAST = Problem(
    Severity.ERROR,
    "mandate_last_day_has_passed",
    None,
    "The last day must be today or later, and not before the mandate begins. To end it at once, leave the day out.",
    "Sista dagen måste vara i dag eller senare och inte före den första. Lämna dagen tom för att avsluta genast.",
)
_LONGER = Problem(
    Severity.ERROR,
    "mandate_is_not_made_longer",
    None,
    "A mandate is not made longer by ending it. Grant a new one from the day after.",
    "En behörighet förlängs inte genom att avslutas. Ge en ny från dagen efter.",
)
