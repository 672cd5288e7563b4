"""The rules of signing in: how often one may guess, how long a sign-in lasts, when one factor is too few.

Worked tables: docs/algorithms/sign-in.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from enum import StrEnum

GUESSES = 5
GUESS_WINDOW = timedelta(minutes=15)
PROOF_LIFETIME = timedelta(minutes=10)


class SignInMethod(StrEnum):
    """How a person showed who they are."""

    PASSWORD = "password"  # noqa: S105 - the name of a way to sign in
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 - the name of a way to sign in
    PASSWORD_AND_PASSKEY = "password_and_passkey"  # noqa: S105 - the name of a way to sign in
    PASSKEY = "passkey"
    LINK = "link"
    SINGLE_SIGN_ON = "single_sign_on"
    DEMO = "demo"


_ONE_FACTOR = frozenset({SignInMethod.PASSWORD, SignInMethod.LINK})


def has_second_factor(method: SignInMethod) -> bool:
    """Return whether a sign-in counts as made with two factors.

    A passkey is a thing one has, opened by what one is or knows. Single sign-on leaves the second factor to the
    identity provider. Demo people exist on one machine and hold nothing.

    >>> has_second_factor(SignInMethod.PASSWORD), has_second_factor(SignInMethod.PASSKEY)
    (False, True)
    """
    return method not in _ONE_FACTOR


def guesses_left(made: int, window_began: datetime | None, now: datetime) -> int:
    """Return how many guesses remain; ``made`` were made since ``window_began`` (``None``: none yet).

    After ``GUESS_WINDOW`` the count begins anew.

    >>> from datetime import UTC
    >>> began = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    >>> guesses_left(5, began, began + timedelta(minutes=14)), guesses_left(5, began, began + timedelta(minutes=15))
    (0, 5)
    """
    if window_began is None or now - window_began >= GUESS_WINDOW:
        return GUESSES
    return max(0, GUESSES - made)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a sign-in may last in all, and how long without anything being done."""

    longest: timedelta = timedelta(hours=12)
    idle: timedelta = timedelta(minutes=60)


def is_over(began: datetime, last_seen: datetime, now: datetime, limits: SessionLimits) -> bool:
    """Return whether a sign-in has come to its end: too old, or too long without use.

    >>> from datetime import UTC
    >>> began = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    >>> is_over(began, began, began + timedelta(minutes=59), SessionLimits())
    False
    >>> is_over(began, began, began + timedelta(minutes=60), SessionLimits())
    True
    """
    return now - began >= limits.longest or now - last_seen >= limits.idle


def is_fresh(proved_at: datetime | None, now: datetime) -> bool:
    """Return whether a person showed who they are so recently that they may change how they sign in.

    >>> from datetime import UTC
    >>> at = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    >>> is_fresh(at, at + timedelta(minutes=9)), is_fresh(None, at)
    (True, False)
    """
    return proved_at is not None and timedelta(0) <= now - proved_at < PROOF_LIFETIME
