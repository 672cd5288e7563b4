"""What a value that comes from a source does to the one that is kept (docs/algorithms/fetched-values.md).

Nothing that is kept is lost: a revision is a row of its own beside the old one, a value that the source
takes back is marked, a value that a person entered stands where the source has none, and what the source
does not speak of is left as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.indicators import ValueState

if TYPE_CHECKING:
    from decimal import Decimal


class FetchEffect(StrEnum):
    """What becomes of the kept value; the first four give a new row."""

    NEW = "new"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    NOTHING = "nothing"

    @property
    def gives_a_row(self) -> bool:
        """Whether a new row takes the place of the kept one."""
        return self in {FetchEffect.NEW, FetchEffect.REVISED, FetchEffect.WITHDRAWN, FetchEffect.DELETED}


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A value that is kept. ``is_of_source`` tells that of the same source from what a person entered."""

    state: ValueState
    value: Decimal | None
    is_of_source: bool = True
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class IncomingValue:
    """A value as the source gives it now: a number, missing (``None``), or taken back."""

    state: ValueState
    value: Decimal | None
    is_example: bool = False


def effect(held: HeldValue | None, incoming: IncomingValue) -> FetchEffect:
    """Return what the incoming value does to the held one.

    >>> from decimal import Decimal
    >>> effect(HeldValue(ValueState.VALUE, Decimal("7.1")), IncomingValue(ValueState.VALUE, Decimal("7.2"))).value
    'revised'
    >>> effect(HeldValue(ValueState.VALUE, Decimal("7.1"), is_of_source=False), IncomingValue(ValueState.MISSING, None)).value
    'kept'
    """
    if held is None:
        return FetchEffect.NOTHING if incoming.state is ValueState.DELETED else FetchEffect.NEW
    if incoming.is_example and not held.is_example:
        return FetchEffect.KEPT
    becomes_real = held.is_example and not incoming.is_example
    if (held.state, held.value) == (incoming.state, incoming.value) and not becomes_real:
        return FetchEffect.UNCHANGED
    if incoming.state is ValueState.VALUE:
        return FetchEffect.REVISED if held.state is ValueState.VALUE else FetchEffect.NEW
    if held.state is ValueState.VALUE and not held.is_of_source and not becomes_real:
        return FetchEffect.KEPT
    return FetchEffect.DELETED if incoming.state is ValueState.DELETED else FetchEffect.WITHDRAWN
