"""What must hold of a target before it is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.indicators import TargetKind
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from roder.domain.attainment import TargetValue
    from roder.domain.indicators import Direction


def target_faults(target: TargetValue, direction: Direction) -> list[Problem]:
    """Return what is wrong with a target's numbers; empty when it can be set.

    >>> from decimal import Decimal
    >>> from roder.domain.attainment import TargetValue
    >>> from roder.domain.indicators import Direction
    >>> target = TargetValue(TargetKind.REACH, Decimal(90), limit=Decimal(95))
    >>> [problem.code for problem in target_faults(target, Direction.UP)]
    ['target_limit_inside']
    """
    is_range = target.kind is TargetKind.RANGE
    if is_range and target.upper is None:
        return [_NO_UPPER]
    if not is_range and target.upper is not None:
        return [_UPPER_ALONE]
    if target.upper is not None and target.upper < target.value:
        return [_BACKWARDS]
    return [_LIMIT_INSIDE] if _limit_is_inside(target, direction) else []


def _limit_is_inside(target: TargetValue, direction: Direction) -> bool:
    if target.limit is None:
        return False
    lower, upper = target.ends(direction)
    return (lower is None or target.limit > lower) and (upper is None or target.limit < upper)


_NO_UPPER = Problem(
    Severity.ERROR,
    "target_without_upper_end",
    None,
    "A range has two ends. Write the upper end too.",
    "Ett intervall har två ändar. Skriv också den övre.",
)
_UPPER_ALONE = Problem(
    Severity.ERROR,
    "target_upper_end_of_no_range",
    None,
    "Only a range has an upper end. Take it out, or choose the kind range.",
    "Bara ett intervall har en övre ände. Ta bort den eller välj slaget intervall.",
)
_BACKWARDS = Problem(
    Severity.ERROR,
    "target_range_backwards",
    None,
    "The upper end lies below the lower. Write the lower end first.",
    "Den övre änden ligger under den nedre. Skriv den nedre först.",
)
_LIMIT_INSIDE = Problem(
    Severity.ERROR,
    "target_limit_inside",
    None,
    "The limit for nearly there is a value that does not meet the target. Write a worse value.",
    "Gränsen för nästan uppnått är ett värde som inte når målvärdet. Skriv ett sämre värde.",
)
