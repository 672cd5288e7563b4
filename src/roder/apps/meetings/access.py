"""Who may read meetings and votes, and who may record them: by the body that meets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.apps.meetings.models import MeetingItem
from roder.apps.organisation.access import access_reach
from roder.apps.organisation.queries import organisation_tree
from roder.domain.mandates import Permission
from roder.domain.reach import Reach

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import Meeting


def access_meetings(user: User | AnonymousUser) -> User:
    """Return the person when they may read meetings and votes: what is decided is public record."""
    return access_permission(user, Permission.READ_BUDGET)


def access_item(
    user: User | AnonymousUser, organisation: str, year: int, pk: int
) -> tuple[MeetingItem, User]:
    """Return a matter of a budget year and the person who reads it."""
    person = access_meetings(user)
    rows = MeetingItem.objects.select_related("meeting", "decision", "earlier__meeting")
    return get_object_or_404(rows, pk=pk, year=year, meeting__organisation=organisation), person


def access_vote_recording(
    user: User | AnonymousUser, organisation: str, year: int, pk: int
) -> tuple[MeetingItem, User]:
    """Return a matter and the person who may record what is done with it; else raises ``PermissionDenied``."""
    item, person = access_item(user, organisation, year, pk)
    if not may_record(person, item.meeting):
        raise PermissionDenied
    return item, person


def access_meeting_calling(user: User | AnonymousUser) -> Reach:
    """Return for which bodies the person may call meetings; raises ``PermissionDenied`` when for none."""
    return access_reach(user, Permission.RECORD_VOTES)


def may_call_meetings(user: User | AnonymousUser) -> bool:
    """Return whether a page offers to call a meeting; the door is ``access_meeting_calling``."""
    return bool(mandates_giving(user, Permission.RECORD_VOTES))


def may_record(user: User | AnonymousUser, meeting: Meeting) -> bool:
    """Return whether the person may record a meeting's proceedings: their reach holds its body."""
    tree = organisation_tree(meeting.organisation, meeting.day)
    return meeting.body_code in Reach(tuple(mandates_giving(user, Permission.RECORD_VOTES))).bodies(tree)
