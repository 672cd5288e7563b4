from __future__ import annotations

from roder.apps.identity.models import Preferences
from roder.apps.identity.models import User

SYSTEM_USERNAME = "system"


def system_user() -> User:
    """Return the account that stands for the command line of this installation."""
    return User.objects.get(username=SYSTEM_USERNAME)


def preferences_of(user: User) -> Preferences:
    """Return what the person has chosen for themself; nothing chosen is an empty choice."""
    return Preferences.objects.filter(user=user).first() or Preferences(user=user)
