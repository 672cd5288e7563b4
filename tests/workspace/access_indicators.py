"""The indicators of the access world: one of the unit within the mandates, one of another committee, and its addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from roder.apps.identity.queries import system_user
from roder.apps.indicators.actions.definitions import define_indicator
from roder.domain.indicator_facts import IndicatorFacts
from roder.domain.indicators import Direction

CODES = {"here": "N00090", "elsewhere": "N00091", "-": "N00090"}
BODIES = {"here": "411", "elsewhere": "500"}


def make_indicators(organisation: str) -> None:
    """Define an indicator of the unit 411, and one of the committee 500."""
    for place, body in BODIES.items():
        facts = IndicatorFacts(CODES[place], "Sick leave", "%", Direction.DOWN, responsible_body=body)
        define_indicator(organisation, facts, today=date(2018, 1, 31), acting_user=system_user())


def _indicator(_world: Any, place: str) -> list[Any]:
    return [CODES[place]]


ARGUMENTS: dict[str, Any] = {
    "workspace:indicator": _indicator,
    "workspace:indicator_csv": _indicator,
    "workspace:indicator_change": _indicator,
    "workspace:indicator_retire": _indicator,
    "workspace:indicator_target": _indicator,
    "workspace:indicator_value": _indicator,
    "workspace:indicator_judge": _indicator,
}
SENT: dict[str, Any] = {
    "workspace:indicator_retire": lambda _world, _place: {"act": "retire", "version": "1"},
}
