"""The words of official statistics: sources, places, sexes, directions and what a fetch did."""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.apps.indicators.fetch_queries import COUNTRY
from roder.apps.indicators.fetch_queries import COUNTY
from roder.apps.indicators.fetch_queries import GROUP
from roder.apps.indicators.fetch_queries import MUNICIPALITY
from roder.apps.indicators.fetch_queries import OWN
from roder.domain.fetching import FetchEffect
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource
from roder.domain.indicators import Sex
from roder.ui.formatting import ABSENT
from roder.ui.formatting import decimal_text
from roder.ui.problem_texts import problem_text

if TYPE_CHECKING:
    from roder.sources.faults import SourceError


def source_choices() -> list[tuple[str, str]]:
    """Return the sources that can be asked, with their names."""
    return [
        (IndicatorSource.KOLADA.value, _("Kolada")),
        (IndicatorSource.SCB.value, _("Statistics Sweden (SCB)")),
    ]


def direction_choices() -> list[tuple[str, str]]:
    """Return which way is better, as a person says it."""
    return [
        (Direction.UP.value, _("Higher is better")),
        (Direction.DOWN.value, _("Lower is better")),
        (Direction.INTERVAL.value, _("Within an interval")),
    ]


def sex_name(sex: str) -> str:
    """Return whom a value speaks of."""
    names = {
        Sex.ALL: pgettext("sex", "All"),
        Sex.WOMEN: pgettext("sex", "Women"),
        Sex.MEN: pgettext("sex", "Men"),
    }
    return names[Sex(sex)]


def place_kind_name(kind: str) -> str:
    """Return what a place is."""
    names = {
        OWN: _("Our municipality"),
        MUNICIPALITY: _("Municipality"),
        GROUP: _("Similar municipalities"),
        COUNTY: _("County"),
        COUNTRY: _("The country"),
    }
    return names.get(kind, kind)


def effect_name(effect: str) -> str:
    """Return what became of a value."""
    names = {
        FetchEffect.NEW: pgettext("a fetched value", "New"),
        FetchEffect.REVISED: pgettext("a fetched value", "Revised"),
        FetchEffect.WITHDRAWN: pgettext("a fetched value", "No longer given"),
        FetchEffect.DELETED: pgettext("a fetched value", "Taken back"),
        FetchEffect.UNCHANGED: pgettext("a fetched value", "Unchanged"),
        FetchEffect.KEPT: pgettext("a fetched value", "Our own stands"),
    }
    return names.get(FetchEffect(effect), effect)


def value_text(value: str | Decimal | None, decimals: int | None = None) -> str:
    """Write a number in the language, with the decimals that are asked for or that it has; none is a dash."""
    if value is None:
        return ABSENT
    try:
        number = Decimal(value)
        exponent = number.as_tuple().exponent
    except InvalidOperation:
        return ABSENT
    places = decimals if decimals is not None else max(0, -int(exponent))
    scaled = number.scaleb(places).quantize(Decimal(1), ROUND_HALF_UP)
    return decimal_text(int(scaled), places, get_language() or "sv")


def fault_sentence(fault: SourceError) -> str:
    """Return why a source could not be used and what to do."""
    return problem_text(fault)


def no_place() -> str:
    """Return what to do first."""
    return _("Say first which municipality this is: the sources give values by municipality.")
