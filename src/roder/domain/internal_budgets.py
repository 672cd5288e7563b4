"""A committee's internal budget: its frame divided to units, accounts, activities and months.

Amounts are whole öre in report sign: income +, cost −; a frame or an allotment is a grant (plus). What is decided is
never edited: an internal budget is layers, the original and each change with its decision, and the budget that is
current is their sum (DOMAIN 8). Rules and worked tables: docs/algorithms/internal-budgets.md.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

MONTHS = 12
PLAN_YEARS = 2
"""The two plan years after the budget year (KL 11 ch. 6 §); they are budgeted by year, not by month."""


class InternalBudgetState(StrEnum):
    """Where the internal budget of a body is on its way (DOMAIN 3.5)."""

    DRAFT = "draft"
    APPROVED = "approved"
    ADOPTED = "adopted"
    IN_FORCE = "in_force"
    ENDED = "ended"


class UnitPartState(StrEnum):
    """Where a unit's part of the internal budget is: being filled in, handed in, sent back, or approved."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


WRITABLE = frozenset({UnitPartState.DRAFT, UnitPartState.RETURNED})
"""States in which a unit's lines may be written."""


class LayerKind(StrEnum):
    """Why a layer is there: the budget as first adopted, money moved inside the frame, or a frame that was changed."""

    ORIGINAL = "original"
    TRANSFER = "transfer"
    AMENDMENT = "amendment"


class InternalLineOrigin(StrEnum):
    """What reckoned a line; empty when a person typed it."""

    LAST_YEAR = "last_year"
    LEDGER_BUDGET = "ledger_budget"
    FORECAST = "forecast"
    EARLIER = "earlier"
    POSITIONS = "positions"
    DRIVER = "driver"
    FILE = "file"


@dataclass(frozen=True, slots=True, order=True)
class LinePlace:
    """What a line is for: the unit of the organisation and the ledger's codes; an empty code means: not said.

    ``unit`` is the code of a body in the organisation; the committee's own code for what it keeps itself.
    """

    unit: str
    account: str
    activity: str = ""
    project: str = ""
    counterparty: str = ""


@dataclass(frozen=True, slots=True)
class InternalLine:
    """A line: twelve months of the budget year and the two plan years, in öre, report sign."""

    place: LinePlace
    months_ore: tuple[int, ...]
    plan_ore: tuple[int, ...] = (0, 0)
    text: str = ""
    origin: str = ""
    source: str = ""
    formula: str = ""
    profile: str = ""

    @property
    def year_ore(self) -> int:
        """The year's amount: always the sum of the months, never typed.

        >>> InternalLine(LinePlace("3011", "4600"), (-5,) * 12).year_ore
        -60
        """
        return sum(self.months_ore)


def summed(lines: Iterable[InternalLine]) -> list[InternalLine]:
    """Return one line for each place, amounts added; texts and origins are those of the last that has any.

    This is how layers become the current budget.

    >>> place = LinePlace("3011", "4600")
    >>> summed([InternalLine(place, (-5,) * 12), InternalLine(place, (1,) + (0,) * 11)])[0].year_ore
    -59
    """
    found: dict[LinePlace, InternalLine] = {}
    for line in lines:
        before = found.get(line.place)
        found[line.place] = line if before is None else _added(before, line)
    return [found[place] for place in sorted(found)]


def _added(before: InternalLine, line: InternalLine) -> InternalLine:
    return replace(
        before,
        months_ore=_sums(before.months_ore, line.months_ore),
        plan_ore=_sums(before.plan_ore, line.plan_ore),
        text=line.text or before.text,
        origin=line.origin or before.origin,
        source=line.source or before.source,
        formula="",
        profile="",
    )


def _sums(first: Sequence[int], second: Sequence[int]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(first, second, strict=True))


def net_of_units(lines: Iterable[InternalLine]) -> dict[str, int]:
    """Return the year's net of each unit in report sign, by unit code in order.

    >>> net_of_units([InternalLine(LinePlace("3011", "4600"), (-5,) * 12)])
    {'3011': -60}
    """
    found: dict[str, int] = {}
    for line in lines:
        found[line.place.unit] = found.get(line.place.unit, 0) + line.year_ore
    return dict(sorted(found.items()))


def left_ore(grant_ore: int, net_ore: int) -> int:
    """Return what is left to distribute of a grant when the lines have this net; negative: more than there is.

    >>> left_ore(100, -90), left_ore(100, -110)
    (10, -10)
    """
    return grant_ore + net_ore


@dataclass(frozen=True, slots=True)
class DifferingNode:
    """The first place where the budget and its frame part: whose, what was given, what it comes to (grants, öre)."""

    code: str
    given_ore: int
    budgeted_ore: int

    @property
    def left_ore(self) -> int:
        """Given less budgeted: negative when it is over.

        >>> DifferingNode("300", 100, 110).left_ore
        -10
        """
        return self.given_ore - self.budgeted_ore


def first_difference(
    body: str, frame_ore: int, allotted_ore: Mapping[str, int], net_ore: Mapping[str, int]
) -> DifferingNode | None:
    """Return the first node whose budget is not exactly what it was given, else ``None``.

    First the body itself: what it allots must be its frame. Then each unit in code order: the net of its lines
    must be its allotment. Amounts are öre; allotments grants (plus), nets in report sign.

    >>> first_difference("300", 100, {"3010": 60, "3020": 40}, {"3010": -60, "3020": -41})
    DifferingNode(code='3020', given_ore=40, budgeted_ore=41)
    """
    allotted = sum(allotted_ore.values())
    if allotted != frame_ore:
        return DifferingNode(body, frame_ore, allotted)
    for unit in sorted({*allotted_ore, *net_ore}):
        given, budgeted = allotted_ore.get(unit, 0), -net_ore.get(unit, 0)
        if given != budgeted:
            return DifferingNode(unit, given, budgeted)
    return None


def internal_lines_digest(lines: Iterable[InternalLine]) -> str:
    """Return the SHA-256 of lines in the order of their places: what a decided layer is known by.

    >>> internal_lines_digest([])[:8]
    'e3b0c442'
    """
    digest = hashlib.sha256()
    for line in sorted(lines, key=lambda each: each.place):
        place = line.place
        codes = [place.unit, place.account, place.activity, place.project, place.counterparty]
        told = [codes, list(line.months_ore), list(line.plan_ore), line.text, line.origin, line.source]
        digest.update(json.dumps([*told, line.formula, line.profile], ensure_ascii=False).encode())
    return digest.hexdigest()
