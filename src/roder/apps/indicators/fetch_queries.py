"""What can be fetched, for which places, and what was fetched for comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Place
from roder.domain.indicators import IndicatorSource
from roder.sources.kolada_shapes import AREA_ID
from roder.sources.kolada_shapes import COUNTRY as COUNTRY_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

OWN = "own"
MUNICIPALITY = "municipality"
GROUP = "group"
COUNTY = "county"
COUNTRY = "country"
KINDS = (MUNICIPALITY, GROUP, COUNTY, COUNTRY)
"""What a place is beside the municipality itself, in the order in which places are shown."""

FETCHED = (IndicatorSource.KOLADA, IndicatorSource.SCB)


def kind_of(code: str) -> str:
    """Return what a place is by the form of its code at Kolada; empty for what is no code.

    >>> kind_of("0181"), kind_of("0001"), kind_of("0000"), kind_of("G37329"), kind_of("Stad")
    ('municipality', 'county', 'country', 'group', '')
    """
    if not AREA_ID.match(code):
        return ""
    if code == COUNTRY_CODE:
        return COUNTRY
    if code.startswith("G"):
        return GROUP
    return COUNTY if code.startswith("00") else MUNICIPALITY


def own_place() -> Place | None:
    """Return which municipality this is at the sources; ``None`` before anyone has said."""
    return Place.objects.filter(kind=OWN).first()


def compared_places() -> list[Place]:
    """Return the places that values are compared with: municipalities, groups, the county, the country."""
    places = Place.objects.filter(is_compared=True).exclude(kind=OWN)
    return sorted(places, key=lambda place: (KINDS.index(place.kind), place.name))


def place_names() -> dict[str, str]:
    """Return the places' names by code; that of the municipality itself stands under the empty code too."""
    names = dict(Place.objects.values_list("code", "name"))
    own = own_place()
    return names | ({"": own.name} if own else {})


def fetched_indicators(codes: Iterable[str] = ()) -> QuerySet[Indicator]:
    """Return the indicators whose values come from a source that can be asked, those of the codes when given.

    A code is ours or the source's.
    """
    found = Indicator.objects.filter(source__in=FETCHED, retired_on=None).exclude(source_reference="")
    wanted = list(codes)
    if wanted:
        found = found.filter(code__in=wanted) | found.filter(source_reference__in=wanted)
    return found.order_by("organisation", "code")


def followed_references(organisation: str, source: IndicatorSource) -> set[str]:
    """Return what the source calls the indicators that the organisation has already."""
    found = Indicator.objects.filter(organisation=organisation, source=source)
    return set(found.values_list("source_reference", flat=True))


def last_fetched(indicators: Sequence[Indicator]) -> date | None:
    """Return since when each of the indicators that has fetched values has been looked after.

    It is the earliest of their latest days, so that nothing which was taken back since is missed.
    """
    found = Observation.objects.filter(
        indicator__in=[each.pk for each in indicators], fetched_at__isnull=False
    )
    latest = found.values("indicator").annotate(latest=Max("fetched_at")).values_list("latest", flat=True)
    return min(latest).date() if latest else None


def compared_observations(indicator: Indicator, periods: Sequence[str], sex: str) -> list[Observation]:
    """Return the current values of the places and of the municipality itself, of some periods and one sex."""
    found = Observation.objects.filter(indicator=indicator, period__in=periods, sex=sex, is_current=True)
    return list(found.exclude(place_kind=Observation.BODY).order_by("place", "period"))
