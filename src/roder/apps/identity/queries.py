from __future__ import annotations

from roder.apps.identity.models import User

SYSTEM_USERNAME = "system"


def system_user() -> User:
    """Return the account that stands for the command line of this installation."""
    return User.objects.get(username=SYSTEM_USERNAME)
