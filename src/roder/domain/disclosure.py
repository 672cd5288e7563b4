"""Small numbers: which values of an indicator are not shown, so that nobody can be read out of them.

Works on one indicator and one period, for the whole municipality and its parts, by sex. Worked tables and the
reasons in docs/algorithms/disclosure.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import NamedTuple

from roder.domain.disclosure_sums import Sum
from roder.domain.disclosure_sums import Sums
from roder.domain.disclosure_sums import sum_of
from roder.domain.indicators import Sex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from decimal import Decimal

HIDDEN = ".."
"""What stands in place of a hidden value, everywhere. Never 0, never empty."""
WHOLE = ""
"""The place of the municipality itself, above its bodies."""
SMALLEST_GROUP = 5
SMALLEST_GROUP_OF_STAFF = 11
SMALLEST_GROUP_OF_PUPILS = 10


class Spot(NamedTuple):
    """Where a value stands: a body's code (``WHOLE`` for the municipality) and a sex."""

    place: str
    sex: Sex


@dataclass(frozen=True, slots=True)
class GroupValue:
    """A value and how many people it tells of, where that is known."""

    value: Decimal | None
    group_size: int | None = None


@dataclass(frozen=True, slots=True)
class DisclosureRule:
    """How an indicator is protected. ``counts_people``: its values are themselves numbers of people."""

    smallest_group: int = SMALLEST_GROUP
    counts_people: bool = False

    def size(self, cell: GroupValue) -> int | None:
        """Return how many people a value tells of; ``None`` when it is not known.

        >>> from decimal import Decimal
        >>> DisclosureRule(counts_people=True).size(GroupValue(Decimal(3)))
        3
        """
        return int(cell.value) if self.counts_people and cell.value is not None else cell.group_size

    def is_small(self, cell: GroupValue) -> bool:
        """Return whether a value alone tells too much: a small group, or a count of 1 to one less than it.

        >>> from decimal import Decimal
        >>> rule = DisclosureRule(5, counts_people=True)
        >>> [rule.is_small(GroupValue(Decimal(count), 40)) for count in (0, 1, 4, 5)]
        [False, True, True, False]
        """
        if cell.value is None:
            return False
        if cell.group_size is not None and cell.group_size < self.smallest_group:
            return True
        return self.counts_people and 0 < cell.value < self.smallest_group


def hidden_spots(
    cells: Mapping[Spot, GroupValue], above: Mapping[str, str], rule: DisclosureRule
) -> frozenset[Spot]:
    """Return the spots whose values must not be shown.

    ``above`` gives the place that each body lies under (``WHOLE`` for those at the top); a place without a
    value of that sex is passed over. First what is small in itself, then what would give it away: by sex, by
    the parts of a whole, and by any sum of these.

    >>> from decimal import Decimal
    >>> cells = {Spot("", sex): GroupValue(Decimal(1), size) for sex, size in zip(Sex, (40, 37, 3))}
    >>> sorted(spot.sex.value for spot in hidden_spots(cells, {}, DisclosureRule()))
    ['K', 'M']
    """
    known = {spot: cell for spot, cell in cells.items() if cell.value is not None}
    sizes = {spot: rule.size(cell) for spot, cell in known.items()}
    hidden = {spot for spot, cell in known.items() if rule.is_small(cell)}
    if not hidden and all(size is None for size in sizes.values()):
        return frozenset()
    sums = Sums([*_by_sex(sizes, rule), *_by_part(sizes, above, rule)], sizes, rule.smallest_group)
    if not hidden and not any(total.rest for total in sums.sums):
        return frozenset()
    while (chosen := sums.next_to_hide(hidden)) is not None:
        hidden.add(chosen)
    return frozenset(hidden)


def _by_sex(sizes: Mapping[Spot, int | None], rule: DisclosureRule) -> Iterable[Sum[Spot]]:
    for place in sorted({spot.place for spot in sizes}):
        whole = Spot(place, Sex.ALL)
        parts = tuple(spot for spot in (Spot(place, Sex.WOMEN), Spot(place, Sex.MEN)) if spot in sizes)
        if whole in sizes and parts:
            yield from sum_of(whole, parts, sizes, rule.smallest_group)


def _by_part(
    sizes: Mapping[Spot, int | None], above: Mapping[str, str], rule: DisclosureRule
) -> Iterable[Sum[Spot]]:
    parts: dict[Spot, list[Spot]] = {}
    for spot in sorted(sizes):
        whole = _whole_of(spot, sizes, above)
        if whole is not None:
            parts.setdefault(whole, []).append(spot)
    for whole, found in parts.items():
        yield from sum_of(whole, tuple(found), sizes, rule.smallest_group)


def _whole_of(spot: Spot, sizes: Mapping[Spot, int | None], above: Mapping[str, str]) -> Spot | None:
    place, passed = spot.place, {spot.place}
    while place != WHOLE:
        place = above.get(place, WHOLE)
        if place in passed:
            return None
        passed.add(place)
        if Spot(place, spot.sex) in sizes:
            return Spot(place, spot.sex)
    return None
