"""Months and dates in templates: ``{{ period|month }}``, ``{{ period|to_date }}``."""

from __future__ import annotations

from datetime import date
from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from roder.domain.periods import Month
from roder.ui import formatting

register = template.Library()


def _language() -> str:
    return get_language() or "sv"


@register.filter
def month(value: Month | str) -> str:
    """``aug 2018``; an empty text stays empty."""
    if value == "":
        return ""
    return formatting.month_text(formatting.month_from(value), _language())


@register.filter
def month_long(value: Month | str) -> str:
    """``augusti 2018``."""
    return formatting.month_text(formatting.month_from(value), _language(), short=False)


@register.filter
def month_of_year(value: Month | str) -> str:
    """``aug``."""
    return formatting.month_name(formatting.month_from(value).month, _language(), short=True)


@register.filter
def to_date(value: Month | str) -> str:
    """``jan–aug 2018``."""
    return formatting.to_date_text(formatting.month_from(value), _language())


@register.simple_tag
def month_span(first: Month, last: Month) -> str:
    """``jan–aug 2018``."""
    return formatting.span_text(first, last, _language())


@register.filter
def months_span(numbers: list[int]) -> str:
    """The first and last of a batch's months (YYYYMM), as ``jan–aug 2018``; empty when there are none."""
    if not numbers:
        return ""
    first, last = Month.from_number(min(numbers)), Month.from_number(max(numbers))
    return formatting.span_text(first, last, _language())


@register.filter
def day(value: date | str | None) -> str:
    """``2018-08-31``; a moment is first brought to the local time zone, text stays as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return formatting.date_text(value)


@register.filter
def moment(value: datetime | None) -> str:
    """``2018-09-05 14:02`` in the local time zone."""
    if value is not None and timezone.is_aware(value):
        value = timezone.localtime(value)
    return formatting.moment_text(value)
