"""By which organisation last year is summed: the choice, its addresses and its words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.utils.http import urlencode

from roder.domain.validity import year_before

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from roder.domain.periods import Month

AS_OF = "as_of"
THEN = "then"
"""Stands for the same month last year, so that the choice goes along from month to month."""


def chosen_day(request: HttpRequest, month: Month) -> date | None:
    """Return the day whose organisation last year is summed by; ``None`` is the month's own."""
    text = request.GET.get(AS_OF, "")
    if text == THEN:
        return year_before(month.last_day)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def with_as_of(request: HttpRequest, address: str) -> str:
    """Return an address with the choice taken along."""
    text = request.GET.get(AS_OF, "")
    return f"{address}?{urlencode({AS_OF: text})}" if text else address


def comparison(request: HttpRequest, month: Month, url: Callable[..., str]) -> dict[str, Any]:
    """Return what the switch over the table shows."""
    chosen = chosen_day(request, month)
    then = year_before(month.last_day)
    return {
        "as_of": chosen,
        "now": month.last_day,
        "then": chosen or then,
        "restated_url": url(as_of=""),
        "then_url": url(as_of=THEN if chosen in {None, then} else request.GET[AS_OF]),
    }
