from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.contrib.auth import authenticate
from django.db import transaction

from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.signin.actions.guesses import forget_guesses
from roder.apps.signin.actions.guesses import is_first_refusal
from roder.apps.signin.actions.guesses import take_guess
from roder.apps.signin.actions.sign_ins import end_all_sign_ins

if TYPE_CHECKING:
    from datetime import datetime

PASSWORD_GUESSES = "password"  # noqa: S105 - the name of what is counted


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Answer:
    """What came of a guess; ``user`` only when it was right."""

    outcome: Outcome
    user: User | None = None


def check_password(username: str, password: str) -> Answer:
    """Say whether the password is the person's own. Nothing is evaluated once the guesses are used up.

    An unknown name, a closed account and an account without a password take the same time and get the
    same answer as a wrong password.
    """
    name = username.strip()
    if not take_guess(PASSWORD_GUESSES, name):
        record_exhaustion(PASSWORD_GUESSES, name)
        return Answer(Outcome.TOO_MANY)
    found = authenticate(None, username=name, password=password)
    if not isinstance(found, User):
        return Answer(Outcome.WRONG)
    forget_guesses(PASSWORD_GUESSES, name)
    return Answer(Outcome.RIGHT, found)


def record_exhaustion(kind: str, username: str) -> None:
    """Leave one audit row for each window in which the guesses at a real account were used up."""
    user = User.objects.filter(username__iexact=username).first()
    if is_first_refusal(kind, username) and user is not None:
        record(AuditEntry.Event.GUESSES_EXHAUSTED, user.username, acting_user=system_user(), new={"at": kind})


@transaction.atomic
def set_password(user: User, password: str, *, now: datetime, acting_user: User) -> None:
    """Give the person a new password, already found strong enough; every sign-in of theirs ends."""
    user.set_password(password)
    user.save(update_fields=["password"])
    record(AuditEntry.Event.PASSWORD_SET, user.username, acting_user=acting_user)
    end_all_sign_ins(user, now=now, acting_user=acting_user)
