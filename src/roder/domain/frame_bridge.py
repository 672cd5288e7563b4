"""The bridge from each body's last frame to its new one, step by step, for the budget year and the plan years.

Lines are in report sign (income +, cost −); the bridge speaks of frames as grants, so more money to a body is plus.
All amounts are whole öre. Rules and worked tables: docs/algorithms/frame-bridge.md (DOMAIN 2.5 e, 3.6 T4; KL 11 ch. 6 §).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_versions import YEARS_OF_A_BUDGET
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import result_ore
from roder.domain.budget_versions import section_ore
from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_versions import VersionLine

STEPS: Final = tuple(ChangeGroup)
"""The steps in the order in which they are added."""
CHANGES: Final = tuple(step for step in STEPS if step is not ChangeGroup.LAST_FRAME)
UNSTATED: Final = ""
"""The step of a frame line that says none, as in a file with one amount for each body."""
TENTH = Decimal("0.1")


class LineOrigin(StrEnum):
    """What made a line of the bridge; ``TYPED`` is a person's own, which no reckoning replaces."""

    TYPED = ""
    CARRIED = "carried"
    INDEX = "index"
    VOLUME = "volume"
    RECONCILIATION = "reconciliation"
    EFFICIENCY = "efficiency"


@dataclass(frozen=True, slots=True)
class BodyBridge:
    """A body's way from its last frame to its new one in a year; amounts as grants, an empty body is all of them."""

    body: str
    year: int
    steps: Mapping[str, int]

    def step_ore(self, step: str) -> int:
        """Return what a step gives (+) or takes (−)."""
        return self.steps.get(step, 0)

    @property
    def last_ore(self) -> int:
        """The frame of the year before."""
        return self.step_ore(ChangeGroup.LAST_FRAME)

    @property
    def frame_ore(self) -> int:
        """The new frame: all steps together."""
        return sum(self.steps.values())

    @property
    def change_ore(self) -> int:
        """What the frame grows by."""
        return self.frame_ore - self.last_ore

    @property
    def change_percent(self) -> Decimal | None:
        """The growth in per cent of the last frame, one decimal, half away from zero; unknown when that was 0."""
        if not self.last_ore:
            return None
        return (Decimal(100 * self.change_ore) / abs(self.last_ore)).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class YearBridge:
    """The bridge of a year: each body's, in order of code."""

    year: int
    bodies: tuple[BodyBridge, ...]

    @property
    def total(self) -> BodyBridge:
        """The bridge of all bodies together: each step is the sum of theirs."""
        return BodyBridge("", self.year, _added(each.steps for each in self.bodies))

    def of_body(self, body: str) -> BodyBridge:
        """Return the bridge of a body, of nothing when it has no line."""
        return next((each for each in self.bodies if each.body == body), BodyBridge(body, self.year, {}))

    def shares(self) -> list[Decimal]:
        """Return each body's part of all frames in per cent with one decimal; they sum to 100.0 exactly.

        Frames below zero, which no decided budget has, count as nothing.
        """
        weights = [max(each.frame_ore, 0) for each in self.bodies]
        if not any(weights):
            return [Decimal("0.0")] * len(weights)
        return [Decimal(part) * TENTH for part in allocate(1000, weights)]


def _added(several: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for steps in several:
        for step, ore in steps.items():
            found[step] += ore
    return dict(found)


def bridge_of(lines: Iterable[VersionLine], year: int) -> YearBridge:
    """Return the bridge of a year from the frame lines of a version.

    >>> from roder.domain.budget_versions import VersionLine
    >>> last = VersionLine(2019, BudgetSection.FRAME, -90, body="400", change_group="last_frame")
    >>> more = VersionLine(2019, BudgetSection.FRAME, -10, body="400", change_group="decision")
    >>> bridge_of([last, more], 2019).of_body("400").frame_ore
    100
    """
    found: dict[str, dict[str, int]] = {}
    for each in lines:
        if each.section is BudgetSection.FRAME and each.year == year:
            steps = found.setdefault(each.body, {})
            steps[each.change_group] = steps.get(each.change_group, 0) - each.amount_ore
    return YearBridge(year, tuple(BodyBridge(body, year, found[body]) for body in sorted(found)))


def budget_years(first_year: int) -> range:
    """Return the budget year and its plan years.

    >>> list(budget_years(2019))
    [2019, 2020, 2021]
    """
    return range(first_year, first_year + YEARS_OF_A_BUDGET)


def chained_last_frames(lines: Sequence[VersionLine], first_year: int) -> dict[int, dict[str, int]]:
    """Return the last frames of each plan year, as grants by body: the new frames of the year before.

    What the lines say of last frames counts for the first year only; plan years build on the year before.

    >>> from roder.domain.budget_versions import VersionLine
    >>> chained_last_frames([VersionLine(2019, BudgetSection.FRAME, -90, body="400")], 2019)[2021]
    {'400': 90}
    """
    first, *plan_years = budget_years(first_year)
    frames = {each.body: each.frame_ore for each in bridge_of(lines, first).bodies}
    found: dict[int, dict[str, int]] = {}
    for year in plan_years:
        found[year] = dict(sorted(frames.items()))
        for each in bridge_of(lines, year).bodies:
            frames[each.body] = frames.get(each.body, 0) + each.change_ore
    return found


@dataclass(frozen=True, slots=True)
class LargestStep:
    """One of the steps that move most money: which body, which step, how much (more to the body +)."""

    body: str
    step: str
    amount_ore: int


def largest_steps(bridge: YearBridge, count: int) -> list[LargestStep]:
    """Return the steps that change most, whatever their sign; equal ones in order of body and step.

    >>> largest_steps(YearBridge(2019, (BodyBridge("400", 2019, {"index": 3, "saving": -5}),)), 1)[0].step
    'saving'
    """
    found = [
        LargestStep(each.body, step, ore)
        for each in bridge.bodies
        for step, ore in each.steps.items()
        if step != ChangeGroup.LAST_FRAME and ore
    ]
    return sorted(found, key=lambda one: (-abs(one.amount_ore), one.body, one.step))[:count]


@dataclass(frozen=True, slots=True)
class Footing:
    """What stands under the frames of a year: what they are paid from, and what is left. Costs as plus here."""

    frames_ore: int
    central_ore: int
    depreciation_ore: int
    financing_ore: int
    financial_ore: int
    result_ore: int

    @property
    def used_ore(self) -> int:
        """Frames, central items, depreciation and result: what the financing is for."""
        return self.frames_ore + self.central_ore + self.depreciation_ore + self.result_ore

    @property
    def paid_ore(self) -> int:
        """Financing and financial items: always the same as what they are for."""
        return self.financing_ore + self.financial_ore


def footing(lines: Sequence[VersionLine], year: int) -> Footing:
    """Return the foot of a year: frames + central items + depreciation + result = financing + financial items.

    Operation lines, which a file may hold beside or instead of frames, count with the central items.

    >>> from roder.domain.budget_versions import VersionLine
    >>> tax, frame = (VersionLine(2019, BudgetSection(name), ore) for name, ore in [("financing", 100), ("frame", -90)])
    >>> footing([tax, frame], 2019).result_ore
    10
    """
    return Footing(
        frames_ore=-section_ore(lines, year, BudgetSection.FRAME),
        central_ore=-section_ore(lines, year, BudgetSection.CENTRAL, BudgetSection.OPERATION),
        depreciation_ore=-section_ore(lines, year, BudgetSection.DEPRECIATION),
        financing_ore=section_ore(lines, year, BudgetSection.FINANCING),
        financial_ore=section_ore(lines, year, BudgetSection.FINANCIAL),
        result_ore=result_ore(lines, year),
    )
