"""What can be computed from sums: a whole and its parts, some of them hidden, and what to hide so that it cannot.

The second half of docs/algorithms/disclosure.md. A spot is anything that can be ordered and looked up.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Sum(Generic[S]):
    """A whole that is its parts together, with a small ``rest`` of people whom no part tells of (0: none)."""

    whole: S
    parts: tuple[S, ...]
    rest: int = 0

    def unknown(self, hidden: Collection[S]) -> dict[S | _Rest[S], Fraction]:
        """Return what the sum does not show, with its sign in ``whole − parts − rest = 0``."""
        terms: dict[S | _Rest[S], Fraction] = {part: Fraction(-1) for part in self.parts if part in hidden}
        if self.whole in hidden:
            terms[self.whole] = Fraction(1)
        if self.rest:
            terms[_Rest(self.whole, self.parts)] = Fraction(-1)
        return terms


class _Rest(NamedTuple, Generic[S]):
    whole: S
    parts: tuple[S, ...]


def sum_of(whole: S, parts: tuple[S, ...], sizes: Mapping[S, int | None], smallest: int) -> Iterable[Sum[S]]:
    """Yield the sum of a whole and its parts, when it is one that gives anything away.

    Where the sizes are known and a rest of at least ``smallest`` people lies in no part, nothing can be
    computed from it. A single part whose sizes are not known is not taken for the whole.

    >>> list(sum_of("T", ("K",), {"T": 40, "K": 30}, 5)), list(sum_of("T", ("K",), {"T": 40, "K": 38}, 5))
    ([], [Sum(whole='T', parts=('K',), rest=2)])
    """
    rest = _rest(whole, parts, sizes)
    if rest is None and len(parts) > 1:
        yield Sum(whole, parts)
    elif rest is not None and rest < smallest:
        yield Sum(whole, parts, rest)


def _rest(whole: S, parts: tuple[S, ...], sizes: Mapping[S, int | None]) -> int | None:
    found = [size for part in parts if (size := sizes[part]) is not None]
    size = sizes[whole]
    if size is None or len(found) < len(parts) or sum(found) > size:
        return None
    return size - sum(found)


@dataclass(frozen=True, slots=True)
class Sums(Generic[S]):
    """Every sum of one table of values."""

    sums: Sequence[Sum[S]]
    sizes: Mapping[S, int | None]
    smallest: int

    def next_to_hide(self, hidden: Collection[S]) -> S | None:
        """Return the next spot to hide with those that are hidden; ``None`` when nothing can be computed.

        A sum with one unknown gives it away, and so does one whose unknown together are fewer than the
        smallest group. Then the smallest part that is still shown is hidden, and the whole only when no
        part is left. Last, whatever several sums together give away.

        >>> Sums([Sum("T", ("K", "M"))], {"T": 40, "K": 37, "M": 3}, 5).next_to_hide({"M"})
        'K'
        """
        found = (self._choices(total, hidden) for total in self._giving_away(hidden))
        choices = next(filter(None, found), [])
        return min(choices, key=lambda spot: (_size_or_last(self.sizes[spot]), spot), default=None)

    def _giving_away(self, hidden: Collection[S]) -> list[Sum[S]]:
        alone = [
            total
            for total in self.sums
            if (len(total.unknown(hidden)) == 1 or self._is_small(total, hidden))
            and self._choices(total, hidden)
        ]
        if alone:
            return alone
        unknown = [(total, total.unknown(hidden)) for total in self.sums]
        computable = determined([terms for _, terms in unknown])
        together = sorted(unknown, key=lambda pair: not computable & pair[1].keys())
        return [total for total, terms in together if terms] if computable else []

    def _choices(self, total: Sum[S], hidden: Collection[S]) -> list[S]:
        shown = [part for part in total.parts if part not in hidden]
        return shown or ([total.whole] if total.whole not in hidden else [])

    def _is_small(self, total: Sum[S], hidden: Collection[S]) -> bool:
        """Whether the hidden parts of a shown whole are together fewer than the smallest group."""
        parts = [part for part in total.parts if part in hidden]
        sizes = [self.sizes[part] for part in parts]
        if total.whole in hidden or not parts or None in sizes:
            return False
        return total.rest + sum(size for size in sizes if size is not None) < self.smallest


def determined(equations: Iterable[Mapping[S, Fraction]]) -> set[S]:
    """Return the unknowns that the equations fix, by Gauss and Jordan; their right-hand sides are known.

    >>> one = Fraction(1)
    >>> sorted(determined([{"a": one, "b": one}, {"a": one, "b": -one}, {"c": one, "d": one}]))
    ['a', 'b']
    """
    solved: dict[S, dict[S, Fraction]] = {}
    for equation in equations:
        row = dict(equation)
        for pivot in [unknown for unknown in row if unknown in solved]:
            _subtract(row, solved[pivot], row.get(pivot, Fraction(0)))
        if not row:
            continue
        pivot = next(iter(row))
        scale = row[pivot]
        row = {unknown: factor / scale for unknown, factor in row.items()}
        for other in solved.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        solved[pivot] = row
    return {pivot for pivot, row in solved.items() if len(row) == 1}


def _subtract(row: dict[S, Fraction], other: Mapping[S, Fraction], factor: Fraction) -> None:
    for unknown, value in other.items():
        left = row.get(unknown, Fraction(0)) - factor * value
        if left:
            row[unknown] = left
        else:
            row.pop(unknown, None)


def _size_or_last(size: int | None) -> tuple[bool, int]:
    return size is None, size or 0
