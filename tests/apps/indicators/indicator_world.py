"""A small municipality that measures itself, made by the actions."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from decimal import Decimal
from typing import Any

from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.definitions import define_indicator
from roder.apps.indicators.actions.observations import ValueEntry
from roder.apps.indicators.actions.observations import enter_values
from roder.apps.indicators.actions.targets import set_target
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.attainment import TargetValue
from roder.domain.indicator_facts import IndicatorFacts
from roder.domain.indicators import Direction
from roder.domain.indicators import Sex
from roder.domain.indicators import TargetKind
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

KEY = "2120000159"
DAY = date(2019, 4, 10)
NOW = datetime(2019, 4, 10, 8, tzinfo=UTC)
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "100"),
    Body("411", "Northern preschools", BodyKind.UNIT, "400"),
    Body("412", "Southern preschools", BodyKind.UNIT, "400"),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100"),
]
FACTS = IndicatorFacts(
    "N00090",
    "Sjukfrånvaro",
    "%",
    Direction.DOWN,
    title_en="Sick leave",
    definition="Days of sick leave out of ordinary working days.",
    area="Arbetsgivare",
    responsible_body="400",
    smallest_group=11,
)


def organise() -> None:
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []


def person(username: str, name: str, role: Role, body: str = "") -> User:
    """Return a person with one role, for a body or for the whole."""
    first, last = name.split()
    made = User.objects.create(username=username, first_name=first, last_name=last)
    mandate = Mandate(
        role, KEY if body else "", body, "A" if role is Role.POLITICIAN else "", date(2017, 1, 1)
    )
    grant_mandate(made, mandate, acting_user=system_user())
    return made


def indicator(**changes: Any) -> Indicator:
    """Define the sick leave of staff, with changes of its facts."""
    facts = IndicatorFacts(**({name: getattr(FACTS, name) for name in FACTS.__slots__} | changes))
    return define_indicator(KEY, facts, today=DAY, acting_user=system_user())


def value(
    of: Indicator,
    number: str | None,
    period: str = "2018",
    sex: Sex = Sex.ALL,
    *,
    place: str = "",
    group: int | None = None,
) -> Observation:
    """Enter a value, or that it is missing, over whatever stands there."""
    spot = {"indicator": of, "place": place, "period": period, "sex": sex, "is_current": True}
    held = Observation.objects.filter(**spot).first()
    given = None if number is None else Decimal(number)
    entry = ValueEntry(of, period, sex, given, place, group, seen=held.pk if held else None)
    enter_values([entry], now=NOW, acting_user=system_user())
    return Observation.objects.get(**spot)


def target(of: Indicator, number: str, period: str = "2018", sex: Sex = Sex.ALL) -> None:
    reach = TargetValue(TargetKind.REACH, Decimal(number))
    set_target(of, period, sex, reach, acting_user=system_user())
