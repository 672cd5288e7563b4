"""What a person types or pastes into a cell of an indicator's table: a value, a target, or that there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from roder.domain.attainment import TargetValue
from roder.domain.disclosure import HIDDEN
from roder.domain.indicators import TargetKind

MISSING_WORDS = frozenset({"-", "–", "\u2212", "saknas", "missing"})
"""What says that there is no value. An empty cell says nothing, unless a value stood there."""
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?\Z", re.ASCII)
_RANGE = re.compile(r"(?P<low>\S.*?)\s*(?:–|\.\.\.|\bto\b|\btill\b)\s*(?P<high>\S.*)\Z")
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-"})


@dataclass(frozen=True, slots=True)
class TypedValue:
    """What a cell says: a number, that the value is missing, or (``is_hidden``) that it is not shown."""

    value: Decimal | None = None
    is_hidden: bool = False


def typed_number(text: str) -> Decimal:
    """Return a number as it is written in Swedish or English, with or without a per cent sign.

    Spaces group by three, the decimal sign is a comma or a point, minus is either sign. Raises
    ``ValueError`` for anything else.

    >>> typed_number("1 234,50"), typed_number("12.5 %")
    (Decimal('1234.50'), Decimal('12.5'))
    """
    plain = text.translate(_SPACES).strip().removesuffix("%").rstrip()
    if not _NUMBER.match(plain):
        raise ValueError(text)
    return Decimal(plain.replace(" ", "").replace(",", "."))


def typed_value(text: str) -> TypedValue:
    """Return what a cell for a value says; raises ``ValueError`` when it says nothing that can be read.

    >>> typed_value("saknas"), typed_value("..").is_hidden
    (TypedValue(value=None, is_hidden=False), True)
    """
    cleaned = text.strip()
    if cleaned == HIDDEN:
        return TypedValue(is_hidden=True)
    if not cleaned or cleaned.casefold() in MISSING_WORDS:
        return TypedValue()
    return TypedValue(typed_number(cleaned))


def typed_target(text: str, held: TargetValue | None = None) -> TargetValue | None:
    """Return what a cell for a target says: one number, or two with a dash between; ``None`` for an empty cell.

    The kind and the limit of the target that stood there are kept. Raises ``ValueError``.

    >>> typed_target("2–4").kind.value, typed_target("90").kind.value, typed_target(" ")
    ('range', 'reach', None)
    """
    cleaned = text.strip()
    if not cleaned:
        return None
    limit = held.limit if held else None
    ends = _RANGE.match(cleaned)
    if ends is not None:
        return TargetValue(TargetKind.RANGE, typed_number(ends["low"]), typed_number(ends["high"]), limit)
    kind = held.kind if held and held.kind is not TargetKind.RANGE else TargetKind.REACH
    return TargetValue(kind, typed_number(cleaned), None, limit)
