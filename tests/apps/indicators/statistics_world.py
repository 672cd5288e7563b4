"""Indicators that are followed at a source on loopback, and the places they are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.following import ChosenPlace
from roder.apps.indicators.actions.following import Followed
from roder.apps.indicators.actions.following import choose_places
from roder.apps.indicators.actions.following import follow_statistics
from roder.apps.indicators.fetch_queries import COUNTRY
from roder.apps.indicators.fetch_queries import GROUP
from roder.apps.indicators.fetch_queries import OWN
from roder.apps.indicators.models import Observation
from roder.domain.indicators import Direction
from roder.domain.indicators import IndicatorSource

if TYPE_CHECKING:
    from roder.apps.indicators.models import Indicator

KEY = "2120000159"
SICK_LEAVE = Followed("N00090", "Sjukfrånvaro, andel (%)", "%", Direction.DOWN, is_by_sex=True)
COST = Followed("N15027", "Kostnad grundskola, kr/elev", "kr/elev", Direction.INTERVAL, decimals=0)
POPULATION = Followed(
    "TAB638?ContentsCode=BE0101N1&Kon=1,2", "Folkmängd", "antal", Direction.UP, decimals=0, is_by_sex=True
)
OWN_PLACE = ChosenPlace("0181", "Södertälje", OWN)
PLACES = [
    ChosenPlace("G37329", "Liknande kommuner, övergripande, Södertälje, 2017", GROUP),
    ChosenPlace("0000", "Riket", COUNTRY),
]


def follow(*chosen: Followed, source: IndicatorSource = IndicatorSource.KOLADA) -> list[Indicator]:
    """Follow key figures, and say which municipality this is."""
    choose_places(OWN_PLACE, PLACES, acting_user=system_user())
    return follow_statistics(KEY, source, chosen, acting_user=system_user())


def current(indicator: Indicator, period: str, sex: str = "T", place: str = "") -> Observation:
    return Observation.objects.get(indicator=indicator, period=period, sex=sex, place=place, is_current=True)


def effects(summary: dict[str, Any]) -> dict[str, int]:
    """The counts of a summary that are not zero."""
    names = ("new", "revised", "withdrawn", "deleted", "unchanged", "kept")
    return {name: summary[name] for name in names if summary[name]}
