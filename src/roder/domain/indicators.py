"""What an indicator is declared to be. Nothing is guessed from its unit: direction and target kind are said."""

from __future__ import annotations

from enum import StrEnum


class IndicatorKind(StrEnum):
    """A measure of a goal (mätvärde), or a key figure that only tells (nyckeltal)."""

    MEASURE = "measure"
    KEY_FIGURE = "key_figure"


class Direction(StrEnum):
    """Which way is better: higher, lower, or inside an interval."""

    UP = "up"
    DOWN = "down"
    INTERVAL = "interval"


class IndicatorSource(StrEnum):
    """Where the values come from."""

    KOLADA = "kolada"
    SCB = "scb"
    SURVEY = "survey"
    OWN = "own"
    LEDGER = "ledger"
    OTHER = "other"


class PeriodKind(StrEnum):
    """How often there is a value: per year (2018), school year (2017/18), tertial (2018T2), month (2018-08)."""

    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    MONTH = "month"


class Sex(StrEnum):
    """Kolada's letters: all, women, men."""

    ALL = "T"
    WOMEN = "K"
    MEN = "M"


class TargetKind(StrEnum):
    """What a target asks: reach a value, keep at least or at most it, or lie inside a range."""

    REACH = "reach"
    KEEP = "keep"
    RANGE = "range"


class ValueState(StrEnum):
    """Whether an observation has a value. A missing value is a fact with a source, and never zero."""

    VALUE = "value"
    MISSING = "missing"
    DELETED = "deleted"
