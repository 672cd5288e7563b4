from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.identity.models import SYSTEM_USERNAME
from roder.apps.identity.models import Preferences
from roder.apps.identity.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


def system_user() -> User:
    """Return the account that stands for the command line of this installation."""
    return User.objects.get(username=SYSTEM_USERNAME)


def demo_people() -> QuerySet[User]:
    """Return the people of the example who may sign in here."""
    return User.objects.filter(is_demo=True, is_active=True)


def preferences_of(user: User) -> Preferences:
    """Return what the person has chosen for themself; nothing chosen is an empty choice."""
    return Preferences.objects.filter(user=user).first() or Preferences(user=user)
