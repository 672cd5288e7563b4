"""A base as it would become: each unit's lines before and after, seen before anybody says yes to it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.internalbudgets.base_sources import source_rows
from roder.apps.internalbudgets.columns import books_of
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.apps.ledger.lines import LineOfAccount
from roder.apps.ledger.lines import line_of_account
from roder.apps.ledger.models import LedgerOrganisation
from roder.domain.accounts import Chart
from roder.domain.base_faults import wish_faults
from roder.domain.base_placing import based_unit
from roder.domain.base_placing import group_moves
from roder.domain.internal_base import based_lines
from roder.domain.internal_budgets import left_ore
from roder.domain.internal_budgets import net_of_units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.base_placing import BasedUnit
    from roder.domain.base_placing import GroupMove
    from roder.domain.internal_base import BaseWish
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class UnitBase:
    """A unit's part with its lines as they would be; öre in report sign."""

    part: UnitPart
    based: BasedUnit

    @property
    def before_ore(self) -> int:
        """The net of its lines as they are."""
        return self._net(self.based.before)

    @property
    def after_ore(self) -> int:
        """The net of its lines as they would be."""
        return self._net(self.based.lines)

    @property
    def left_ore(self) -> int:
        """What would be left to distribute of its allotment."""
        return left_ore(self.part.allotted_ore, self.after_ore)

    def _net(self, lines: Sequence[InternalLine]) -> int:
        return net_of_units(lines).get(self.part.unit_code, 0)


@dataclass(frozen=True, slots=True)
class BaseReading:
    """Every unit's lines as a base would make them, by account group, and what keeps it from being put in."""

    units: list[UnitBase]
    moves: list[GroupMove]
    problems: list[Problem]
    lines: int

    @property
    def fingerprint(self) -> str:
        """What tells this preview from another: the lines before and after, of every unit."""
        seen = [(unit.part.unit_code, unit.based.before, unit.based.lines) for unit in self.units]
        return hashlib.sha256(repr(seen).encode()).hexdigest()


def base_reading(budget: InternalBudget, parts: Sequence[UnitPart], wish: BaseWish) -> BaseReading:
    """Return what a base would make of units' lines; nothing is written."""
    bodies = bodies_of_year(budget.organisation, budget.year)
    units = [part.unit_code for part in parts]
    rows = source_rows(budget, units, bodies, wish)
    line_of = _line_of(books_of(budget.organisation, budget.body_code, bodies), wish.source_year)
    based = based_lines(rows, wish, line_of)
    held = layer_lines(original_layer(budget), units)
    found = [_unit(part, held, based, wish) for part in parts]
    before = [line for unit in found for line in unit.based.before]
    after = [line for unit in found for line in unit.based.lines]
    problems = wish_faults(wish, has_rows=bool(based))
    return BaseReading(found, group_moves(before, after, line_of), problems, len(based))


def _unit(
    part: UnitPart, held: Sequence[InternalLine], based: Sequence[InternalLine], wish: BaseWish
) -> UnitBase:
    code = part.unit_code
    mine = [line for line in held if line.place.unit == code]
    new = [line for line in based if line.place.unit == code]
    return UnitBase(part, based_unit(mine, new, wish, code, part.allotted_ore))


def _line_of(books: str, year: int) -> LineOfAccount:
    organisation = LedgerOrganisation.objects.filter(key=books).first()
    return line_of_account(organisation, year) if organisation else LineOfAccount(Chart.KOMMUNBAS, year, {})
