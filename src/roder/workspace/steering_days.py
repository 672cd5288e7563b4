"""The day on which the municipality is looked at."""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING
from typing import Any

from django.core.signals import request_finished
from django.core.signals import request_started
from django.dispatch import receiver
from django.utils import timezone

from roder.apps.ledger.queries import months_with_ledger

if TYPE_CHECKING:
    from datetime import date

_answer = local()


def steering_day() -> date:
    """Return today; or, where the books ended before last year, the last day that they cover.

    A page asks for it for each thing that it shows; the books are looked at once for each answer.
    """
    known: date | None = getattr(_answer, "day", None)
    if known is not None:
        return known
    today = timezone.localdate()
    months = months_with_ledger(lambda _key: True)
    last = months[0].last_day if months else today
    day = last if last.year < today.year - 1 else today
    if getattr(_answer, "is_begun", False):
        _answer.day = day
    return day


@receiver(request_started)
def _begin(**_: Any) -> None:
    _answer.is_begun, _answer.day = True, None


@receiver(request_finished)
def _end(**_: Any) -> None:
    _answer.is_begun, _answer.day = False, None
