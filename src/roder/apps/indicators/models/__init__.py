"""Indicators: what is measured, what is aimed at, what was observed, and how a person judged it."""

from __future__ import annotations

from roder.apps.indicators.models.definitions import Indicator
from roder.apps.indicators.models.definitions import Target
from roder.apps.indicators.models.observations import IndicatorVerdict
from roder.apps.indicators.models.observations import Observation
from roder.apps.indicators.models.observations import Place
from roder.apps.indicators.models.observations import VerdictLevel

__all__ = ["Indicator", "IndicatorVerdict", "Observation", "Place", "Target", "VerdictLevel"]
