"""The chain of the audit table: each row's hash covers the row and the hash before it.

Whoever has noted one hash can later prove that no row up to it has been changed, taken away, put
in or moved. Worked table in docs/algorithms/audit-chain.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

GENESIS = "0" * 64
"""What stands before the first row."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """What a row of the audit table says: everything that its hash covers.

    ``number`` counts from 1 without a gap. ``person_number`` is the account, ``person`` its user
    name at the time. ``event`` is the number of the act; ``old`` and ``new`` hold plain JSON values
    without fractions (a fraction has more than one way to be written).
    """

    number: int
    at: datetime
    person: str
    person_number: int
    event: int
    subject: str
    old: dict[str, Any]
    new: dict[str, Any]


class Damage(StrEnum):
    """What is wrong at the first place where a chain does not hold."""

    MISSING = "missing"
    OUT_OF_ORDER = "out_of_order"
    ALTERED = "altered"
    CUT_SHORT = "cut_short"


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain: its number (0 for none) and its hash. This is what one publishes."""

    number: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True)
class ChainBreak:
    """The first place where a chain does not hold: the number of the row, and what is wrong there."""

    number: int
    damage: Damage


@dataclass(frozen=True, slots=True)
class Verification:
    """How far the chain holds, and the first break, if there is one."""

    head: Head
    first_break: ChainBreak | None = None


def canonical(row: ChainRow) -> str:
    """Return the one text of a row: JSON with sorted names, no spaces, time in UTC to the millisecond.

    >>> from datetime import UTC, datetime
    >>> row = ChainRow(1, datetime(2018, 9, 5, 12, 2, tzinfo=UTC), "karin", 2, 300, "0181", {}, {"år": 2018})
    >>> canonical(row)[:54]
    '{"at":"2018-09-05T12:02:00.000Z","event":300,"new":{"å'
    """
    at = row.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    content = {
        "number": row.number,
        "at": at,
        "person": row.person,
        "person_number": row.person_number,
        "event": row.event,
        "subject": row.subject,
        "old": row.old,
        "new": row.new,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def link(previous: str, row: ChainRow) -> str:
    """Return the row's hash in lower-case hex: SHA-256 of the previous hash and the row's canonical text.

    >>> from datetime import UTC, datetime
    >>> link(GENESIS, ChainRow(1, datetime(2018, 9, 5, tzinfo=UTC), "karin", 2, 300, "0181", {}, {}))[:12]
    '53fa1c8fbb79'
    """
    return hashlib.sha256((previous + canonical(row)).encode("utf-8", "surrogatepass")).hexdigest()


def verify(rows: Iterable[tuple[ChainRow, str]], known: Iterable[Head] = ()) -> Verification:
    """Follow the chain from its first row, in the order given, to the first place where it breaks.

    Each row comes with the hash that is kept beside it. ``known`` are heads known from elsewhere
    (kept apart, or published): the chain has to pass through each, so that rows taken from the end
    are missed too.

    >>> verify([]).head.number, verify([], [Head(3, "ab" * 32)]).first_break.damage.value
    (0, 'cut_short')
    """
    hashes = {head.number: head.hash for head in known if head.number}
    number, previous = 0, GENESIS
    for row, kept in rows:
        number += 1
        if row.number != number:
            damage = Damage.MISSING if row.number > number else Damage.OUT_OF_ORDER
            return Verification(Head(number - 1, previous), ChainBreak(number, damage))
        linked = link(previous, row)
        if not linked == kept == hashes.get(number, kept):
            return Verification(Head(number - 1, previous), ChainBreak(number, Damage.ALTERED))
        previous = linked
    head = Head(number, previous)
    if max(hashes, default=0) > number:
        return Verification(head, ChainBreak(number + 1, Damage.CUT_SHORT))
    return Verification(head)
