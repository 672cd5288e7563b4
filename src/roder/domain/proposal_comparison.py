"""Proposals beside one another, line by line: what each says, how far they lie apart, and what they agree on.

Money is whole öre in report sign. Rules and worked tables: docs/algorithms/proposals.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.proposal_lines import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.budget_versions import BudgetSection
    from roder.domain.budget_versions import VersionLine


@dataclass(frozen=True, slots=True)
class ComparedPlace:
    """One place of the budget in several proposals: the base's amount and each proposal's, öre in report sign."""

    section: BudgetSection
    key: str
    year: int
    base_ore: int
    proposed_ore: tuple[int, ...]

    @property
    def differences_ore(self) -> tuple[int, ...]:
        """How far each proposal goes from the base."""
        return tuple(each - self.base_ore for each in self.proposed_ore)

    @property
    def spread_ore(self) -> int:
        """How far the proposals lie apart: the largest less the smallest."""
        return max(self.proposed_ore) - min(self.proposed_ore)

    @property
    def is_agreed(self) -> bool:
        """Whether all proposals say the same here."""
        return self.spread_ore == 0

    @property
    def is_unchanged(self) -> bool:
        """Whether no proposal goes from the base here."""
        return not any(self.differences_ore)


def compared(
    base_lines: Iterable[VersionLine], proposals: Sequence[Iterable[VersionLine]], *, year: int | None = None
) -> list[ComparedPlace]:
    """Return every place that some proposal changes, where they lie furthest apart first; then the agreed ones.

    Among equals the larger step from the base comes first, then section, key and year. Raises ``ValueError``
    without a proposal.

    >>> from roder.domain.budget_versions import BudgetSection, VersionLine
    >>> base = [VersionLine(2018, BudgetSection.FRAME, -90, body="300")]
    >>> more = [*base, VersionLine(2018, BudgetSection.FRAME, -10, body="300")]
    >>> [(each.key, each.differences_ore, each.spread_ore) for each in compared(base, [base, more])]
    [('300', (0, -10), 10)]
    """
    if not proposals:
        msg = "there must be a proposal to compare"
        raise ValueError(msg)
    base = amounts(base_lines)
    each_says = [amounts(lines) for lines in proposals]
    keys = {key for said in (base, *each_says) for key in said if year is None or key[2] == year}
    places = [
        ComparedPlace(*key, base.get(key, 0), tuple(said.get(key, 0) for said in each_says)) for key in keys
    ]
    return sorted((each for each in places if not each.is_unchanged), key=_order)


def _order(place: ComparedPlace) -> tuple[int, int, str, str, int]:
    furthest = max(abs(each) for each in place.differences_ore)
    return (-place.spread_ore, -furthest, place.section.value, place.key, place.year)
