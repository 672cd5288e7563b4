"""An indicator beside similar municipalities, the county and the country: bars of one period, and the table of all.

Official values are shown as their sources publish them. The municipality's own pass through the rule of small
numbers first, as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.indicators.fetch_queries import GROUP
from roder.apps.indicators.fetch_queries import compared_observations
from roder.apps.indicators.fetch_queries import compared_places
from roder.apps.indicators.fetch_queries import own_place
from roder.apps.indicators.suppression import hidden_places
from roder.apps.indicators.suppression import stored_values
from roder.domain.indicators import ValueState
from roder.ui.formatting import ABSENT
from roder.workspace.official_statistics.words import sex_name
from roder.workspace.official_statistics.words import value_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.indicators.models import Indicator
    from roder.apps.indicators.models import Observation
    from roder.apps.indicators.models import Place

HUNDRED = Decimal(100)
HIDDEN = ".."


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One value as it is written, and why there is none."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A place over the periods; ``note`` says what is to know of all its values."""

    name: str
    note: str
    is_own: bool
    cells: list[ComparedCell]


@dataclass(frozen=True, slots=True)
class ComparedBar:
    """A place's bar in the latest period: where it begins and how long it is, in per cent of the room."""

    name: str
    text: str
    is_own: bool
    start: str
    length: str


def comparison(indicator: Indicator, periods: Sequence[str], sex: str) -> dict[str, Any]:
    """Return what workspace/indicators/_comparison.html shows; ``has_comparison`` is false when there is none."""
    found = {(each.place, each.period): each for each in compared_observations(indicator, periods, sex)}
    places = [
        place for place in compared_places() if any((place.code, period) in found for period in periods)
    ]
    if not places:
        return {"has_comparison": False}
    hidden = _hidden(indicator, periods, sex)
    rows = [_row(indicator, place, periods, found, hidden) for place in (None, *places)]
    latest = _latest(periods, found, hidden)
    return {
        "has_comparison": True,
        "caption": _("%(title)s beside other places (%(sex)s, %(unit)s)")
        % {"title": indicator.title, "sex": sex_name(sex).lower(), "unit": indicator.unit},
        "periods": list(periods),
        "rows": rows,
        "latest": latest,
        "bars": _bars(indicator, (None, *places), latest, found) if latest else [],
        "sources": sorted(
            {each.source_note.partition(":")[0] for each in found.values() if each.source_note}
        ),
        "has_group": any(place.kind == GROUP for place in places),
        "is_example": any(each.is_example for each in found.values()),
    }


def _hidden(indicator: Indicator, periods: Sequence[str], sex: str) -> frozenset[str]:
    """Return the periods in which the municipality's own value must not be shown."""
    spots = hidden_places([indicator], stored_values([indicator], periods))
    return frozenset(spot.period for spot in spots if spot.place == "" and spot.sex == sex)


def _name(place: Place | None) -> str:
    own = own_place() if place is None else None
    if place is not None:
        return place.name
    return own.name if own else _("Our municipality")


def _row(
    indicator: Indicator,
    place: Place | None,
    periods: Sequence[str],
    found: Mapping[tuple[str, str], Observation],
    hidden: frozenset[str],
) -> ComparedRow:
    code = place.code if place else ""
    observations = [found.get((code, period)) for period in periods]
    sizes = _members(place, observations)
    cells = [
        ComparedCell(HIDDEN, _("Too few to be shown"))
        if place is None and period in hidden
        else _cell(indicator, observation, sizes if len(sizes) > 1 else set())
        for period, observation in zip(periods, observations, strict=True)
    ]
    note = _average(next(iter(sizes))) if len(sizes) == 1 else ""
    if place is None:
        note = _("Our municipality")
    return ComparedRow(_name(place), note, place is None, cells)


def _members(place: Place | None, observations: Sequence[Observation | None]) -> set[int]:
    """Return of how many municipalities the values of a group are averages."""
    if place is None or place.kind != GROUP:
        return set()
    return {each.group_size for each in observations if each and each.group_size is not None}


def _average(count: int) -> str:
    return _("Average of %(count)s municipalities") % {"count": count}


def _cell(indicator: Indicator, observation: Observation | None, sizes: set[int]) -> ComparedCell:
    if observation is None:
        return ComparedCell(ABSENT, _("No value"))
    if observation.value is None:
        return ComparedCell(ABSENT, _why_none(observation))
    note = _average(observation.group_size) if observation.group_size in sizes else ""
    return ComparedCell(value_text(observation.value, indicator.decimals), note)


def _why_none(observation: Observation) -> str:
    if observation.state == ValueState.DELETED:
        return _("Taken back by the source")
    word = observation.source_note.partition(": ")[2]
    return _("Missing at the source (%(word)s)") % {"word": word} if word else _("Missing at the source")


def _latest(
    periods: Sequence[str], found: Mapping[tuple[str, str], Observation], hidden: frozenset[str]
) -> str:
    """Return the last period in which the municipality and some other place have values to set beside each other."""
    for period in reversed(periods):
        valued = {place for (place, of), each in found.items() if of == period and each.value is not None}
        if "" in valued and len(valued) > 1 and period not in hidden:
            return period
    return ""


def _bars(
    indicator: Indicator,
    places: Sequence[Place | None],
    period: str,
    found: Mapping[tuple[str, str], Observation],
) -> list[ComparedBar]:
    """Return the bars of a period in which the municipality's own value may be shown."""
    values = {}
    for place in places:
        observation = found.get((place.code if place else "", period))
        if observation is not None and observation.value is not None:
            values[place] = observation.value
    low = min(Decimal(0), *values.values())
    room = max(Decimal(0), *values.values()) - low
    return [
        ComparedBar(
            _name(place),
            value_text(value, indicator.decimals),
            place is None,
            *_span(value, low, room),
        )
        for place, value in values.items()
    ]


def _span(value: Decimal, low: Decimal, room: Decimal) -> tuple[str, str]:
    """Return where a bar from zero to the value begins and how long it is, in per cent."""
    if not room:
        return "0", "0"
    start = (min(value, Decimal(0)) - low) / room * HUNDRED
    return f"{start:.2f}", f"{abs(value) / room * HUNDRED:.2f}"
