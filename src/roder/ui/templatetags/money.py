"""Amounts in templates: ``{{ row.outturn_to_date_ore|amount:amount_unit }}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext

from roder.ui import formatting

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


def _language() -> str:
    return get_language() or "sv"


def _absent() -> SafeString:
    return format_html(
        '<span class="absent" aria-hidden="true">{}</span><span class="ds-sr-only">{}</span>',
        formatting.ABSENT,
        gettext("not known"),
    )


@register.filter
def amount(amount_ore: int | str | None, unit: str) -> str:
    """An amount in the given unit, without the unit; an empty text stays empty."""
    if isinstance(amount_ore, str):
        return amount_ore
    return _absent() if amount_ore is None else formatting.amount_text(amount_ore, unit, _language())


@register.filter
def amount_with_unit(amount_ore: int | None, unit: str) -> str:
    """An amount followed (in English also preceded) by its unit."""
    return _absent() if amount_ore is None else formatting.amount_with_unit(amount_ore, unit, _language())


@register.filter
def unit_name(unit: str) -> str:
    """The unit as a heading states it."""
    return formatting.unit_name(unit, _language())


@register.filter
def whole_number(number: int | str | None) -> str:
    """A count with grouping; an empty text stays empty."""
    if isinstance(number, str):
        return number
    return _absent() if number is None else formatting.whole_number_text(number, _language())


@register.simple_tag
def amount_difference(found_ore: int, expected_ore: int, unit: str) -> str:
    """What is found less what is expected, with its sign."""
    return formatting.amount_text(found_ore - expected_ore, unit, _language(), signed=True)


@register.simple_tag
def signed_amount(amount_ore: int | None, unit: str) -> str:
    """A difference with its sign that is neither better nor worse than anything."""
    return (
        _absent()
        if amount_ore is None
        else formatting.amount_text(amount_ore, unit, _language(), signed=True)
    )


@register.simple_tag
def variance(amount_ore: int | None, unit: str, *, worded: bool = False) -> SafeString:
    """A variance with sign and word, and an arrow by the style sheet; ``worded`` shows the word to all."""
    if amount_ore is None:
        return _absent()
    rounded = formatting.rounded_amount(amount_ore, unit)
    direction = "better" if rounded > 0 else "worse" if rounded < 0 else "even"
    return format_html(
        '<span class="variance" data-direction="{}"><span class="number">{}</span><span class="{}"> {}</span></span>',
        direction,
        formatting.amount_text(amount_ore, unit, _language(), signed=True),
        "variance-word" if worded else "ds-sr-only",
        _direction_word(direction),
    )


def _direction_word(direction: str) -> str:
    if direction == "better":
        return gettext("better than budget")
    return gettext("worse than budget") if direction == "worse" else gettext("as budget")
