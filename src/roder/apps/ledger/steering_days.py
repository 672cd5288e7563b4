"""The day on which the municipality is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from roder.apps.answer_memory import remembered
from roder.apps.ledger.queries import months_with_ledger

if TYPE_CHECKING:
    from datetime import date


def steering_day() -> date:
    """Return today; or, where the books ended before last year, the last day that they cover.

    A page asks for it for each thing that it shows; the books are looked at once for each answer.
    """
    return remembered("steering day", _looked_up)


def _looked_up() -> date:
    # house: allow clock: the day on which the municipality is looked at is today until the books say otherwise
    today = timezone.localdate()
    months = months_with_ledger(lambda _key: True)
    last = months[0].last_day if months else today
    return last if last.year < today.year - 1 else today
