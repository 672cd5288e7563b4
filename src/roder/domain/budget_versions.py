"""The lines of a version of Mål och budget: what each says, and the sums that follow from them.

Amounts are whole öre in report sign: income +, cost −. A version is a base, the adopted budget, a revision of it
or a file that came in; all are lists of the same kind of line, so any two can be compared. Rules and worked
tables: docs/algorithms/budget-versions.md.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import fields
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

YEARS_OF_A_BUDGET = 3
"""The budget year and two plan years (KL 11 ch. 6 §)."""


class VersionKind(StrEnum):
    """What a version is: the base that proposals are set against, an adopted budget, a revision, what came by file."""

    BASE = "base"
    ADOPTED = "adopted"
    REVISED = "revised"
    PROLONGED = "prolonged"
    OUTCOME = "outcome"
    IMPORTED = "imported"


class BudgetSection(StrEnum):
    """Which part of the three-year budget a line belongs to; all but investments make the result."""

    FRAME = "frame"
    CENTRAL = "central"
    OPERATION = "operation"
    DEPRECIATION = "depreciation"
    FINANCING = "financing"
    FINANCIAL = "financial"
    INVESTMENT = "investment"


class ChangeGroup(StrEnum):
    """The steps of the bridge from the last frame to the new (DOMAIN 2.5 and 3.6 T4)."""

    LAST_FRAME = "last_frame"
    TECHNICAL = "technical"
    INDEX = "index"
    VOLUME = "volume"
    DECISION = "decision"
    SAVING = "saving"
    FULL_YEAR = "full_year"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One line of a version: an amount of a year with what it is for. An empty code means: not said.

    ``body`` holds the frame; ``unit`` is below it; ``area`` is the activity area, ``activity`` and ``account`` the
    ledger's codes; ``line`` names a line of the result budget (financing, central and financial items) or a
    project; ``change_group`` a step of the bridge.
    """

    year: int
    section: BudgetSection
    amount_ore: int
    body: str = ""
    unit: str = ""
    area: str = ""
    activity: str = ""
    account: str = ""
    line: str = ""
    change_group: str = ""
    text: str = ""


PARTS = tuple(field.name for field in fields(VersionLine))


def years_of(lines: Iterable[VersionLine]) -> list[int]:
    """Return the years that the lines are about, oldest first.

    >>> years_of([VersionLine(2019, BudgetSection.FRAME, -5), VersionLine(2018, BudgetSection.FRAME, -5)])
    [2018, 2019]
    """
    return sorted({each.year for each in lines})


def result_ore(lines: Iterable[VersionLine], year: int) -> int:
    """Return the year's result: all that is income or cost, investments apart (KL 11 ch. 5 §).

    >>> result_ore([VersionLine(2018, BudgetSection.FRAME, -90), VersionLine(2018, BudgetSection.FINANCING, 100)], 2018)
    10
    """
    return sum(
        each.amount_ore
        for each in lines
        if each.year == year and each.section is not BudgetSection.INVESTMENT
    )


def section_ore(lines: Iterable[VersionLine], year: int, *sections: BudgetSection) -> int:
    """Return the sum of some sections in a year.

    >>> section_ore([VersionLine(2018, BudgetSection.CENTRAL, -35)], 2018, BudgetSection.FRAME)
    0
    """
    return sum(each.amount_ore for each in lines if each.year == year and each.section in sections)


def frames_of(lines: Iterable[VersionLine], year: int) -> dict[str, int]:
    """Return each body's frame in a year as a grant (plus), bridge steps summed; by body code.

    >>> frames_of([VersionLine(2018, BudgetSection.FRAME, -7, body="400", change_group="index")], 2018)
    {'400': 7}
    """
    found = _summed(
        (each for each in lines if each.section is BudgetSection.FRAME and each.year == year), _body
    )
    return {body: -ore for body, ore in sorted(found.items())}


class LinesDigest:
    """The SHA-256 of lines in their order, taken line by line: each as a JSON list on a row of its own.

    >>> LinesDigest().text[:8]
    'e3b0c442'
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, line: VersionLine) -> None:
        """Take the next line."""
        parts = [getattr(line, name) for name in PARTS]
        self._digest.update(json.dumps(parts, ensure_ascii=False).encode() + b"\n")

    @property
    def text(self) -> str:
        """64 hexadecimal digits."""
        return self._digest.hexdigest()


def lines_digest(lines: Iterable[VersionLine]) -> str:
    """Return the digest of lines in their order (``LinesDigest``).

    >>> lines_digest([])[:8]
    'e3b0c442'
    """
    digest = LinesDigest()
    for each in lines:
        digest.add(each)
    return digest.text


def _body(line: VersionLine) -> str:
    return line.body


def _summed(lines: Iterable[VersionLine], key: Callable[[VersionLine], str]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for each in lines:
        found[key(each)] += each.amount_ore
    return dict(found)
