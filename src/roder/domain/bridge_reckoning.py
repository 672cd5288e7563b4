"""What a reckoning adds to the bridge: rates that follow the chain of years, changed volumes, counts.

Amounts are öre as grants (more money to a body +). Rules: docs/algorithms/frame-bridge.md, indexation.md, volumes.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import VersionLine
from roder.domain.frame_bridge import bridge_of
from roder.domain.frame_bridge import budget_years
from roder.domain.indexation import indexed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """A line to be added to the bridge: whose, when, which step, how much (more money +), and what for."""

    body: str
    year: int
    step: ChangeGroup
    amount_ore: int
    text: str = ""
    source: str = ""

    def as_version_line(self) -> VersionLine:
        """Return it as a line of a version, in report sign."""
        return VersionLine(
            self.year,
            BudgetSection.FRAME,
            -self.amount_ore,
            body=self.body,
            change_group=self.step,
            text=self.text,
        )


def by_rate(
    lines: Sequence[VersionLine],
    first_year: int,
    rates: Mapping[int, Mapping[str, Decimal]],
    step: ChangeGroup,
    unit_ore: int,
) -> list[BridgeLine]:
    """Return what rates in per cent (by year and body) give each body on its last frame with technical changes.

    Plan years build on the year before, so what a rate gives in one year is raised in the next. ``lines`` are without
    those that this reckoning made before. A body whose amount is 0 gets no line.

    >>> from decimal import Decimal
    >>> last = BridgeLine("400", 2019, ChangeGroup.LAST_FRAME, 100_000).as_version_line()
    >>> rates = {year: {"400": Decimal(10)} for year in (2019, 2020)}
    >>> [each.amount_ore for each in by_rate([last], 2019, rates, ChangeGroup.INDEX, 1)]
    [10000, 11000]
    """
    found: list[BridgeLine] = []
    frames: dict[str, int] = {}
    for year in budget_years(first_year):
        bridge = bridge_of(lines, year)
        if year == first_year:
            frames = {each.body: each.last_ore for each in bridge.bodies}
        technical = {each.body: each.step_ore(ChangeGroup.TECHNICAL) for each in bridge.bodies}
        bases = {body: max(frames.get(body, 0) + technical.get(body, 0), 0) for body in {*frames, *technical}}
        given = indexed(bases, rates.get(year, {}), unit_ore)
        found += [BridgeLine(body, year, step, ore) for body, ore in given.items() if ore]
        changes = {each.body: each.change_ore for each in bridge.bodies}
        frames = {
            body: frames.get(body, 0) + changes.get(body, 0) + given.get(body, 0)
            for body in {*frames, *changes}
        }
    return found


def taken_back(lines: Sequence[BridgeLine]) -> list[BridgeLine]:
    """Return the lines that end what was for one year only: the same amounts back, as full-year effects the year after.

    >>> taken_back([BridgeLine("400", 2019, ChangeGroup.VOLUME, 5)])[0].amount_ore
    -5
    """
    return [
        BridgeLine(each.body, each.year + 1, ChangeGroup.FULL_YEAR, -each.amount_ore, each.text, each.source)
        for each in lines
    ]
