"""Positions, drivers and assumptions as they are kept, and what the lines would be with others in their place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from roder.apps.internalbudgets.queries import layer_lines
from roder.apps.internalbudgets.queries import original_layer
from roder.domain.budget_assumptions import assumption_faults
from roder.domain.budget_drivers import driver_faults
from roder.domain.budget_drivers import driver_lines
from roder.domain.internal_budget_faults import line_faults
from roder.domain.internal_budget_faults import writing_faults
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLineOrigin
from roder.domain.internal_budgets import UnitPartState
from roder.domain.periods import Month
from roder.domain.position_faults import position_faults
from roder.domain.positions import position_lines
from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.problems import refuses
from roder.domain.reckoned_lines import left_moves
from roder.domain.reckoned_lines import met_faults
from roder.domain.reckoned_lines import moves
from roder.domain.reckoned_lines import placed
from roder.domain.reckoned_lines import places_changed
from roder.formats.tabular.decimals import plain_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.apps.internalbudgets.models import UnitPart
    from roder.domain.budget_assumptions import Assumption
    from roder.domain.budget_drivers import Driver
    from roder.domain.internal_budgets import InternalLine
    from roder.domain.positions import Position
    from roder.domain.reckoned_lines import LeftMove
    from roder.domain.reckoned_lines import Move


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to take the place of what is kept; what is not named stays as it is.

    Positions and drivers are by unit. ``numbers`` are the rows' own in a file, by unit.
    """

    positions: Mapping[str, Sequence[Position]] = field(default_factory=dict)
    drivers: Mapping[str, Sequence[Driver]] = field(default_factory=dict)
    assumptions: Sequence[Assumption] | None = None
    numbers: Mapping[str, Sequence[int]] = field(default_factory=dict)


@dataclass(slots=True)
class UnitReckoning:
    """A unit's lines as they stand and as they would be, and the lines whose place would be taken."""

    part: UnitPart
    before: list[InternalLine]
    after: list[InternalLine]
    met: tuple[InternalLine, ...]

    @property
    def changes_something(self) -> bool:
        """Whether any line would be new, gone or another."""
        return bool(places_changed(self.before, self.after))


@dataclass(slots=True)
class Reckoning:
    """What inputs would make of the lines of an internal budget; when a problem refuses it, it may not be saved."""

    budget: InternalBudget
    inputs: Inputs
    units: dict[str, UnitReckoning] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether any problem keeps it from being saved."""
        return refuses(self.problems)

    @property
    def met(self) -> list[InternalLine]:
        """Lines of another origin whose place would be taken."""
        return [line for unit in self.units.values() for line in unit.met]

    @property
    def moves(self) -> list[Move]:
        """What moves, by unit and account."""
        return [move for unit in self.units.values() for move in moves(unit.before, unit.after)]

    @property
    def left(self) -> list[LeftMove]:
        """What each unit has left to distribute, before and after."""
        return [
            left
            for code, unit in self.units.items()
            for left in left_moves({code: unit.part.allotted_ore}, unit.before, unit.after)
        ]


def positions_of(part: UnitPart) -> list[Position]:
    """Return a unit's staff list in its order."""
    return [row.as_value() for row in part.positions.all()]


def drivers_of(part: UnitPart) -> list[Driver]:
    """Return a unit's drivers in their order."""
    return [row.as_value() for row in part.drivers.prefetch_related("quantities")]


def assumptions_of(budget: InternalBudget) -> list[Assumption]:
    """Return what an internal budget assumes, by kind, name and month."""
    return [row.as_value() for row in budget.assumptions.all()]


def fingerprint(rows: Sequence[Position] | Sequence[Driver] | Sequence[Assumption]) -> str:
    """Return what tells one state of a list from another; a form carries the one that its person saw."""
    return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()


def reckon(budget: InternalBudget, inputs: Inputs, *, takes_place: bool = False) -> Reckoning:
    """Return what the lines would be with these inputs, and all that keeps them from being saved; nothing is written.

    With ``takes_place`` reckoned lines take the place of lines of another origin; else those are problems.
    """
    found = Reckoning(budget, inputs)
    assumptions = assumptions_of(budget) if inputs.assumptions is None else list(inputs.assumptions)
    if inputs.assumptions is not None:
        found.problems += assumption_faults(assumptions, inputs.numbers.get("", ()))
    parts = _concerned(budget, inputs)
    found.problems += _unknown_units(inputs, parts)
    for part in parts:
        faults = _input_faults(part, inputs, assumptions)
        found.problems += faults
        if refuses(found.problems):
            continue
        unit = _reckoned(part, inputs, assumptions)
        found.units[part.unit_code] = unit
        found.problems += _unit_faults(unit, inputs, takes_place=takes_place)
    return found


def _unknown_units(inputs: Inputs, parts: Sequence[UnitPart]) -> list[Problem]:
    known = {part.unit_code for part in parts}
    return [
        Problem(
            Severity.ERROR,
            "unit_not_in_budget",
            next(iter(inputs.numbers.get(code, ())), None),
            f"{code} is no unit of this internal budget. Correct the code.",
            f"{code} är ingen enhet i den här internbudgeten. Rätta koden.",
            values={"unit": code},
        )
        for code in sorted({*inputs.positions, *inputs.drivers} - known)
    ]


def _concerned(budget: InternalBudget, inputs: Inputs) -> list[UnitPart]:
    parts = list(budget.parts.select_related("internal_budget"))
    named = {*inputs.positions, *inputs.drivers}
    if inputs.assumptions is not None:
        named |= set(budget.parts.filter(positions__isnull=False).values_list("unit_code", flat=True))
        named |= set(budget.parts.filter(drivers__isnull=False).values_list("unit_code", flat=True))
    return [part for part in parts if part.unit_code in named]


def _input_faults(part: UnitPart, inputs: Inputs, assumptions: list[Assumption]) -> list[Problem]:
    code, year = part.unit_code, part.internal_budget.year
    numbers = inputs.numbers.get(code, ())
    found: list[Problem] = []
    everything = inputs.assumptions is not None
    if code in inputs.positions or everything:
        positions = inputs.positions.get(code)
        own = positions_of(part) if positions is None else list(positions)
        found += position_faults(own, assumptions, Month(year, 1), numbers if positions is not None else ())
    if code in inputs.drivers or everything:
        drivers = inputs.drivers.get(code)
        held = drivers_of(part) if drivers is None else list(drivers)
        found += driver_faults(held, assumptions, year, numbers if drivers is not None else ())
    return found


def _reckoned(part: UnitPart, inputs: Inputs, assumptions: list[Assumption]) -> UnitReckoning:
    code, year = part.unit_code, part.internal_budget.year
    before = layer_lines(original_layer(part.internal_budget), [code])
    lines: dict[str, list[InternalLine]] = {}
    everything = inputs.assumptions is not None
    if code in inputs.positions or everything:
        positions = list(inputs.positions[code]) if code in inputs.positions else positions_of(part)
        source = _positions_source(positions)
        lines[InternalLineOrigin.POSITIONS.value] = position_lines(code, positions, assumptions, year, source)
    if code in inputs.drivers or everything:
        drivers = list(inputs.drivers[code]) if code in inputs.drivers else drivers_of(part)
        lines[InternalLineOrigin.DRIVER.value] = [
            line
            for names, group in _by_place(drivers).items()
            for line in driver_lines(code, group, assumptions, year, names)
        ]
    placing = placed(before, lines)
    return UnitReckoning(part, before, list(placing.lines), placing.met)


def _positions_source(positions: Sequence[Position]) -> str:
    count = sum((row.positions for row in positions), Decimal(0))
    words = ngettext(
        "Staff list, %(rows)s row, %(count)s positions",
        "Staff list, %(rows)s rows, %(count)s positions",
        len(positions),
    )
    return words % {"rows": len(positions), "count": f"{plain_number(count):f}"}


SOURCE_LENGTH = 200


def _by_place(drivers: Sequence[Driver]) -> dict[str, list[Driver]]:
    """Return the drivers of each place, under the words that their line's source says."""
    places: dict[tuple[str, str], list[Driver]] = {}
    for driver in drivers:
        places.setdefault((driver.account, driver.activity), []).append(driver)
    found: dict[str, list[Driver]] = {}
    for group in places.values():
        names = "; ".join(f"{driver.name} × {driver.price}" for driver in group)[:SOURCE_LENGTH]
        found.setdefault(names, []).extend(group)
    return found


def _unit_faults(unit: UnitReckoning, inputs: Inputs, *, takes_place: bool) -> list[Problem]:
    part = unit.part
    found = [] if takes_place else met_faults(unit.met)
    found += line_faults(unit.after, part.unit_code)
    is_named = part.unit_code in inputs.positions or part.unit_code in inputs.drivers
    if is_named or unit.changes_something:
        faults = writing_faults(InternalBudgetState(part.internal_budget.state), UnitPartState(part.state))
        found += faults if is_named else [_of_unit(part.unit_code, fault) for fault in faults]
    return found


def _of_unit(code: str, fault: Problem) -> Problem:
    english, swedish = f"{code}: {fault.message_en}", f"{code}: {fault.message_sv}"
    return type(fault)(fault.severity, fault.code, None, english, swedish, values={"unit": code})


def basis_is_in_step(part: UnitPart) -> bool:
    """Return whether a unit's lines are what its positions and drivers come to now."""
    inputs = Inputs({part.unit_code: positions_of(part)}, {part.unit_code: drivers_of(part)})
    found = reckon(part.internal_budget, inputs, takes_place=True)
    return not any(unit.changes_something for unit in found.units.values())
