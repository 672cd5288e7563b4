"""Frames: an amount for a body, not for accounts; zero is legal (KL 11:7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FrameAmount:
    """A municipal grant (kommunbidrag) for a body and year: whole öre, never negative in a decision."""

    body: str
    year: int
    amount_ore: int


def net_budget(frame_ore: int) -> int:
    """Return the net cost that a frame allows, in report sign (cost −).

    A committee whose frame is 420 000 tkr may have a net cost of that size.

    >>> net_budget(42_000_000_000)
    -42000000000
    """
    return -frame_ore


def total(frames: Iterable[FrameAmount]) -> int:
    """Return the sum of the frames in öre.

    >>> total([FrameAmount("100", 2018, 5), FrameAmount("150", 2018, 7)])
    12
    """
    return sum(frame.amount_ore for frame in frames)
