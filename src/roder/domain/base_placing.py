"""A base takes its place among a unit's lines: what stays, what goes, what is fitted, and what moves by account group.

Rules and worked tables: docs/algorithms/internal-base.md. Amounts are whole öre in report sign.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from roder.domain.accounts import report_lines
from roder.domain.cell_merging import reshaped
from roder.domain.internal_base import LONGEST_SOURCE
from roder.domain.internal_base import ORIGIN_OF_SOURCE
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.internal_budgets import LinePlace
from roder.domain.internal_budgets import left_ore
from roder.domain.internal_budgets import net_of_units
from roder.domain.money import kronor_text
from roder.domain.periodisation import MONTHS
from roder.domain.periodisation import spread_months

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from roder.domain.internal_base import BaseWish

BASE_ORIGINS = frozenset(origin.value for origin in ORIGIN_OF_SOURCE.values())
"""Lines of these origins came from a base; a new base takes their place."""
RECKONED_ORIGINS = frozenset({InternalLineOrigin.POSITIONS.value, InternalLineOrigin.DRIVER.value})
"""Lines of these follow from positions and drivers; no base takes their place."""


@dataclass(frozen=True, slots=True)
class BasedUnit:
    """A unit's lines as they would be. ``kept`` stood where a base line was to go and stay; ``replaced`` go."""

    before: tuple[InternalLine, ...]
    lines: tuple[InternalLine, ...]
    kept: tuple[InternalLine, ...]
    replaced: tuple[InternalLine, ...]
    fitted_ore: int = 0


def based_unit(
    held: Sequence[InternalLine], based: Sequence[InternalLine], wish: BaseWish, unit: str, allotted_ore: int
) -> BasedUnit:
    """Return a unit's lines with a base among them: an earlier base goes, what a person typed stays unless wished.

    Lines of positions and drivers always stay. With ``fit_account`` the difference to the allotment is put on that line.

    >>> from roder.domain.internal_base import BaseSource, BaseWish
    >>> based_unit([], [], BaseWish(BaseSource.OUTTURN, 2017), "3011", 100).fitted_ore
    0
    """
    ours = [line for line in held if line.origin not in BASE_ORIGINS]
    staying = [line for line in ours if line.origin in RECKONED_ORIGINS or not wish.replaces_typed]
    taken = {line.place for line in staying}
    new = [line for line in based if line.place not in taken]
    places = {line.place for line in based}
    fitted, moved = _fitted([*staying, *new], wish, unit, allotted_ore)
    return BasedUnit(
        tuple(sorted(held, key=lambda line: line.place)),
        tuple(sorted(fitted, key=lambda line: line.place)),
        tuple(line for line in staying if line.place in places),
        tuple(line for line in ours if line not in staying),
        moved,
    )


def _fitted(
    lines: list[InternalLine], wish: BaseWish, unit: str, allotted_ore: int
) -> tuple[list[InternalLine], int]:
    left = left_ore(allotted_ore, net_of_units(lines).get(unit, 0))
    if not wish.fit_account or not left:
        return lines, 0
    chosen = next((line for line in lines if _may_be_fitted(line, wish.fit_account)), None)
    if chosen is None:
        added = _fitting_line(wish, unit, -left)
        is_taken = any(line.place == added.place for line in lines)
        return (lines, 0) if is_taken else ([*lines, added], -left)
    fitted = replace(
        chosen,
        months_ore=reshaped(chosen.months_ore, chosen.year_ore - left),
        formula="",
        source=f"{chosen.source or 'Inskrivet'}; {_fit_text(-left)}"[:LONGEST_SOURCE],
    )
    return [fitted if line is chosen else line for line in lines], -left


def _may_be_fitted(line: InternalLine, account: str) -> bool:
    return line.place.account == account and line.origin not in RECKONED_ORIGINS


def _fitting_line(wish: BaseWish, unit: str, ore: int) -> InternalLine:
    months = spread_months(ore, wish.weights or [1] * MONTHS).months_ore
    origin = ORIGIN_OF_SOURCE[wish.source].value
    return InternalLine(
        LinePlace(unit, wish.fit_account), months, (ore, ore), origin=origin, source=_fit_text(ore)
    )


def _fit_text(ore: int) -> str:
    return f"anpassat till tilldelningen med {kronor_text(ore).replace('.', ',')} kr"


@dataclass(frozen=True, slots=True)
class GroupMove:
    """What an account group (report line) comes to before and after a base, öre in report sign."""

    line: str
    before_ore: int
    after_ore: int

    @property
    def difference_ore(self) -> int:
        """After less before.

        >>> GroupMove("personnel", -100, -110).difference_ore
        -10
        """
        return self.after_ore - self.before_ore


def group_moves(
    before: Iterable[InternalLine], after: Iterable[InternalLine], line_of: Callable[[str], str]
) -> list[GroupMove]:
    """Return each account group before and after, in the order of the income statement.

    >>> group_moves([], [], str)
    []
    """
    old, new = _by_group(before, line_of), _by_group(after, line_of)
    order = {each.code: at for at, each in enumerate(report_lines())}
    codes = sorted({*old, *new}, key=lambda code: (order.get(code, len(order)), code))
    return [GroupMove(code, old.get(code, 0), new.get(code, 0)) for code in codes]


def _by_group(lines: Iterable[InternalLine], line_of: Callable[[str], str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        group = line_of(line.place.account)
        found[group] = found.get(group, 0) + line.year_ore
    return found
