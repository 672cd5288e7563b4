"""Changes of an internal budget that is adopted: by what right each is decided, and what keeps it from being made.

Amounts are öre in report sign. A transfer moves money inside the frame and sums to zero; an amendment puts a changed
frame on lines and sums to the change (KL 5 ch. 12 §: the council changes a frame; 6 ch. 6 §: the committee uses it).
Worked tables: docs/algorithms/internal-budgets.md.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.internal_budget_step_faults import NO_DECISION
from roder.domain.internal_budget_step_faults import NOT_DECIDED
from roder.domain.internal_budget_step_faults import OTHERS_DECISION
from roder.domain.internal_budget_step_faults import change_fault
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import LayerKind
from roder.domain.internal_budgets import net_of_units
from roder.domain.mandates import Permission
from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.internal_budgets import InternalLine
    from roder.domain.problems import Problem


class InternalRight(StrEnum):
    """By what right a change is decided: the unit's own, the department's, the committee's, or the council's frame."""

    UNIT = "unit"
    DEPARTMENT = "department"
    COMMITTEE = "committee"
    FRAME = "frame"


PERMISSION_OF_RIGHT = {
    InternalRight.UNIT: Permission.EDIT_INTERNAL_BUDGET,
    InternalRight.DEPARTMENT: Permission.APPROVE_INTERNAL_BUDGET,
    InternalRight.COMMITTEE: Permission.ADOPT_INTERNAL_BUDGET,
    InternalRight.FRAME: Permission.ADOPT_INTERNAL_BUDGET,
}
"""What whoever decides a change by a right must hold, over every unit of the change."""
BY_DECISION = frozenset({InternalRight.COMMITTEE, InternalRight.FRAME})
"""Rights that ask for a registered decision of the committee or board."""
CHANGEABLE = frozenset({InternalBudgetState.ADOPTED, InternalBudgetState.IN_FORCE})


def right_of_change(lines: Iterable[InternalLine], department_of: Mapping[str, str]) -> InternalRight:
    """Return by what right a change is decided; ``department_of`` is each unit's department, the body itself its own.

    >>> from roder.domain.internal_budgets import InternalLine, LinePlace
    >>> moved = [InternalLine(LinePlace("3011", "5011"), (-5,) * 12), InternalLine(LinePlace("3012", "5011"), (5,) * 12)]
    >>> right_of_change(moved, {"3011": "3010", "3012": "3010"}).value
    'department'
    """
    nets = net_of_units(lines)
    if sum(nets.values()):
        return InternalRight.FRAME
    if not any(nets.values()):
        return InternalRight.UNIT
    departments = {department_of[unit] for unit, net in nets.items() if net}
    return InternalRight.DEPARTMENT if len(departments) == 1 else InternalRight.COMMITTEE


def change_faults(
    kind: LayerKind,
    state: InternalBudgetState,
    lines: Sequence[InternalLine],
    units: Collection[str],
    left_ore: int,
) -> list[Problem]:
    """Return what keeps a change from being made; ``left_ore`` is what the frame now is over the current lines.

    >>> [fault.code for fault in change_faults(LayerKind.TRANSFER, InternalBudgetState.IN_FORCE, [], [], 0)]
    ['internal_change_is_empty']
    """
    if state not in CHANGEABLE:
        return [NOT_DECIDED]
    found = []
    net = sum(line.year_ore for line in lines)
    if not any(any(line.months_ore) or any(line.plan_ore) for line in lines):
        found.append(change_fault("internal_change_is_empty"))
    if kind is LayerKind.TRANSFER and net:
        found.append(change_fault("internal_transfer_not_zero", net))
    if kind is LayerKind.AMENDMENT and not left_ore:
        found.append(change_fault("internal_frame_unchanged"))
    elif kind is LayerKind.AMENDMENT and left_ore + net:
        found.append(change_fault("internal_amendment_differs", -left_ore, net))
    strange = sorted({line.place.unit for line in lines} - set(units))
    return [*found, *(change_fault("internal_change_of_strange_unit", unit=unit) for unit in strange)]


def decision_faults(right: InternalRight, decided_by: str, deciders: Collection[str]) -> list[Problem]:
    """Return what is wrong with the decision behind a change; ``decided_by`` is its body, empty for none.

    >>> [fault.code for fault in decision_faults(InternalRight.COMMITTEE, "", ["300"])]
    ['internal_budget_without_decision']
    """
    if right not in BY_DECISION:
        return []
    if not decided_by:
        return [NO_DECISION]
    return [] if decided_by in deciders else [OTHERS_DECISION]


def spread_over(months: Sequence[int], amount_ore: int) -> tuple[int, ...]:
    """Return an amount evenly over months (1–12), exact to the öre; the other months have nothing.

    >>> spread_over([11, 12], 5)
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 2)
    """
    return tuple(allocate(amount_ore, [int(month in months) for month in range(1, 13)]))
