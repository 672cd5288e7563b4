"""A base that moves under a proposal: where its changes were set against other amounts, and three ways out of each.

Money is whole öre in report sign. Rules and worked tables: docs/algorithms/proposals.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.proposal_lines import SECTIONS
from roder.domain.proposal_lines import amounts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.budget_versions import VersionLine
    from roder.domain.proposals import ChangeTarget
    from roder.domain.proposals import ProposedChange


class RebaseChoice(StrEnum):
    """What to do with a change whose base has moved."""

    KEEP_CHANGE = "keep_change"
    KEEP_TOTAL = "keep_total"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class BaseConflict:
    """One place whose base is another than when the change was written; öre in report sign.

    ``change_ore`` is the sum of the proposal's changes there.
    """

    target: ChangeTarget
    key: str
    year: int
    seen_ore: int
    now_ore: int
    change_ore: int

    @property
    def place(self) -> tuple[ChangeTarget, str, int]:
        """What is changed, and for which year."""
        return (self.target, self.key, self.year)

    def becomes_ore(self, choice: RebaseChoice) -> int:
        """Return what the place comes to by a choice.

        >>> from roder.domain.proposals import ChangeTarget
        >>> found = BaseConflict(ChangeTarget.FRAME, "300", 2018, seen_ore=-90, now_ore=-95, change_ore=-10)
        >>> [found.becomes_ore(choice) for choice in RebaseChoice]
        [-105, -100, -95]
        """
        if choice is RebaseChoice.DROP:
            return self.now_ore
        return self.change_ore + (self.now_ore if choice is RebaseChoice.KEEP_CHANGE else self.seen_ore)


def base_conflicts(
    base_lines: Iterable[VersionLine], changes: Sequence[ProposedChange]
) -> list[BaseConflict]:
    """Return the places whose base has moved since the changes were written, in the order of the changes.

    The tax rate is no place of conflict: what it gives follows the base's tax by itself.

    >>> from roder.domain.proposals import ChangeTarget, ProposedChange
    >>> base_conflicts([], [ProposedChange(ChangeTarget.FRAME, "300", 2018, -10, seen_ore=0)])
    []
    """
    known = amounts(base_lines)
    found: dict[tuple[ChangeTarget, str, int], BaseConflict] = {}
    for each in changes:
        if not each.is_money:
            continue
        now = known.get((SECTIONS[each.target], each.key, each.year), 0)
        amount = each.amount_ore or 0
        if each.place in found:
            so_far = found[each.place]
            found[each.place] = replace(so_far, change_ore=so_far.change_ore + amount)
        else:
            seen = now if each.seen_ore is None else each.seen_ore
            found[each.place] = BaseConflict(each.target, each.key, each.year, seen, now, amount)
    return [each for each in found.values() if each.seen_ore != each.now_ore]


def rebased(
    conflict: BaseConflict, changes: Sequence[ProposedChange], choice: RebaseChoice
) -> list[ProposedChange | None]:
    """Return what each change of a conflict's place becomes, ``None`` for one that goes.

    To keep the total, the first change takes the whole difference, and goes when nothing is left of it.

    >>> from roder.domain.proposals import ChangeTarget, ProposedChange
    >>> change = ProposedChange(ChangeTarget.FRAME, "300", 2018, -10, seen_ore=-90)
    >>> found = BaseConflict(ChangeTarget.FRAME, "300", 2018, seen_ore=-90, now_ore=-95, change_ore=-10)
    >>> rebased(found, [change], RebaseChoice.KEEP_TOTAL)[0].amount_ore
    -5
    """
    if choice is RebaseChoice.DROP:
        return [None for _each in changes]
    kept: list[ProposedChange | None] = []
    moved = conflict.seen_ore - conflict.now_ore if choice is RebaseChoice.KEEP_TOTAL else 0
    for each in changes:
        amount = (each.amount_ore or 0) + moved
        moved = 0
        kept.append(replace(each, amount_ore=amount, seen_ore=conflict.now_ore) if amount else None)
    return kept
