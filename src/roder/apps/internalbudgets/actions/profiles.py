"""To make, change and take away the municipality's own month profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.internalbudgets.actions.refusals import require
from roder.apps.internalbudgets.models import MonthProfile
from roder.domain.profile_faults import profile_faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.identity.models import User

Event = AuditEntry.Event


@transaction.atomic
def add_month_profile(
    organisation: str, name: str, weights: Sequence[int], *, acting_user: User
) -> MonthProfile:
    """Make a profile; raises ``InternalBudgetRefusedError`` when its name is taken or its weights say nothing."""
    require(profile_faults(name, weights, is_taken=_is_taken(organisation, name)))
    profile = MonthProfile.objects.create(organisation=organisation, name=name, weights=list(weights))
    record(
        Event.MONTH_PROFILE_PUT,
        profile.subject,
        acting_user=acting_user,
        new={"name": name, "weights": profile.weights},
    )
    return profile


@transaction.atomic
def change_month_profile(
    profile: MonthProfile, name: str, weights: Sequence[int], *, seen_version: int, acting_user: User
) -> bool:
    """Change a profile; lines that it once spread stay as they are.

    Raises ``InternalBudgetRefusedError`` and ``StaleVersionError``.
    """
    require(profile_faults(name, weights, is_taken=_is_taken(profile.organisation, name, profile)))
    return change(
        profile,
        {"name": name, "weights": list(weights)},
        seen_version=seen_version,
        event=Event.MONTH_PROFILE_PUT,
        subject=profile.subject,
        acting_user=acting_user,
    )


@transaction.atomic
def remove_month_profile(profile: MonthProfile, *, acting_user: User) -> None:
    """Take a profile away; lines that it once spread stay as they are."""
    old = {"name": profile.name, "weights": profile.weights}
    subject = profile.subject
    profile.delete()
    record(Event.MONTH_PROFILE_REMOVED, subject, acting_user=acting_user, old=old)


def _is_taken(organisation: str, name: str, but: MonthProfile | None = None) -> bool:
    rows = MonthProfile.objects.filter(organisation=organisation, name__iexact=name)
    return (rows if but is None else rows.exclude(pk=but.pk)).exists()
