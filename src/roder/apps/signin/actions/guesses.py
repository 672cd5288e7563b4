"""Counting guesses in the database, before each is evaluated: parallel guessers share one count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roder.apps.signin.hashes import hashed
from roder.apps.signin.models import GuessCount
from roder.apps.signin.models import SpentToken
from roder.domain.sign_in import GUESS_WINDOW
from roder.domain.sign_in import GUESSES

if TYPE_CHECKING:
    from datetime import timedelta


def _subject(kind: str, subject: str) -> str:
    return hashed(kind, subject.strip().casefold())


@transaction.atomic
def take_guess(kind: str, subject: str, *, allowed: int = GUESSES) -> bool:
    """Take one of the guesses at a subject; ``False`` when none is left and nothing may be evaluated.

    The subject is counted whether or not it exists, so that the count tells nothing. Each update is one
    statement: two guesses at the same instant cannot both take the last one.
    """
    now = timezone.now()
    row, _ = GuessCount.objects.get_or_create(
        subject_hash=_subject(kind, subject), defaults={"window_began_at": now}
    )
    counts = GuessCount.objects.filter(pk=row.pk)
    counts.filter(window_began_at__lte=now - GUESS_WINDOW).update(
        window_began_at=now, made_count=0, is_reported=False
    )
    return bool(counts.filter(made_count__lt=allowed).update(made_count=F("made_count") + 1))


def is_first_refusal(kind: str, subject: str) -> bool:
    """Return whether this window's refusals are new, and remember that they have been told of."""
    counts = GuessCount.objects.filter(subject_hash=_subject(kind, subject), is_reported=False)
    return bool(counts.update(is_reported=True))


def forget_guesses(kind: str, subject: str) -> None:
    """Begin anew: the right secret was given."""
    GuessCount.objects.filter(subject_hash=_subject(kind, subject)).delete()


@transaction.atomic
def spend(kind: str, token: str, *, lifetime: timedelta) -> bool:
    """Use up something that may be used once; ``False`` when it has been used before."""
    now = timezone.now()
    SpentToken.objects.filter(expires_at__lt=now).delete()
    _, is_new = SpentToken.objects.get_or_create(
        token_hash=hashed(kind, token), defaults={"expires_at": now + lifetime}
    )
    return is_new
