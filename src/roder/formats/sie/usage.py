"""What the vouchers of a file use: accounts, dimensions, objects, dates, with count and first line.

The plain reader fills it voucher by voucher; a faster reader may fill it from its own tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import date

    from roder.formats.sie.records import SieVoucher


class Use(NamedTuple):
    """How many times a thing is used, and on which line first."""

    times: int
    line: int


_Key = TypeVar("_Key", bound="Hashable")


def note(uses: dict[_Key, Use], key: _Key, line: int, times: int = 1) -> None:
    """Count a thing as used on a line.

    >>> uses = {}
    >>> note(uses, "1930", 12); note(uses, "1930", 9, times=2); uses["1930"]
    Use(times=3, line=9)
    """
    known = uses.get(key)
    uses[key] = Use(times, line) if known is None else Use(known.times + times, min(known.line, line))


@dataclass(slots=True)
class Usage:
    """What is used: ``accounts``, ``dimensions`` and ``objects`` by posting, ``dates`` by voucher."""

    accounts: dict[str, Use] = field(default_factory=dict)
    dimensions: dict[int, Use] = field(default_factory=dict)
    objects: dict[tuple[int, str], Use] = field(default_factory=dict)
    dates: dict[date, Use] = field(default_factory=dict)
    vouchers: int = 0
    postings: int = 0

    def take(self, voucher: SieVoucher) -> None:
        """Count one voucher in."""
        self.vouchers += 1
        self.postings += len(voucher.postings)
        note(self.dates, voucher.date, voucher.line)
        for posting in voucher.postings:
            note(self.accounts, posting.account, posting.line)
            for pair in posting.objects:
                note(self.dimensions, pair[0], posting.line)
                note(self.objects, pair, posting.line)
