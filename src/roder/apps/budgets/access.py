"""Who may see the frames, and who may set them: the council's decision for all, so only for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.access import mandates_giving
from roder.domain.mandates import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from roder.apps.identity.models import User


def access_frame_reading(user: User | AnonymousUser) -> User:
    """Return the person when they may see the frames."""
    return access_permission(user, Permission.READ_FOLLOW_UP)


def access_frame_setting(user: User | AnonymousUser) -> User:
    """Return the person when they may set the frames."""
    return access_everywhere(user, Permission.SET_FRAMES)


def may_set_frames(person: User) -> bool:
    """Return whether a page offers to set frames; the door is ``access_frame_setting``."""
    return any(mandate.is_of_the_whole for mandate in mandates_giving(person, Permission.SET_FRAMES))
