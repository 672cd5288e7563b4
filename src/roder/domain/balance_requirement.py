"""The balance requirement: from the year's result to what is left to restore (LKBR 11 ch. 10 §, KL 11 ch. 12–13 §).

Amounts are whole öre in report sign: a gain that is taken out is handed in as plus and stands as minus. The result keeps the
whole calculation as rows, so that a report prints the same steps. Worked tables, with a published one:
docs/algorithms/balance-requirement.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity
from roder.domain.proposals import ImbalanceReason

if TYPE_CHECKING:
    from collections.abc import Iterable

YEARS_TO_RESTORE = 3
"""A deficit is restored at latest in the third year after its own (KL 11 ch. 12 §)."""


class BalanceStep(StrEnum):
    """The rows of the investigation, in their order (DOMAIN 1.4)."""

    RESULT = "result"
    GAINS = "gains"
    GAINS_KEPT = "gains_kept"
    LOSSES_EXCEPTED = "losses_excepted"
    UNREALISED = "unrealised"
    UNREALISED_REVERSED = "unrealised_reversed"
    ADJUSTED = "adjusted"
    RESERVED = "reserved"
    RESERVE_USED = "reserve_used"
    REASONS = "reasons"
    REQUIREMENT = "requirement"
    EXEMPTED = "exempted"
    EARLIER_DEFICITS = "earlier_deficits"
    SUM = "sum"
    TO_RESTORE = "to_restore"


SUMS = frozenset({BalanceStep.ADJUSTED, BalanceStep.REQUIREMENT, BalanceStep.SUM, BalanceStep.TO_RESTORE})


@dataclass(frozen=True, slots=True)
class BalanceFacts:
    """What a year's investigation starts from, in öre.

    ``gains_ore`` are all realised gains (taken out), ``gains_kept_ore`` those that may stay in, ``losses_excepted_ore``
    the losses that may be taken out; ``unrealised_ore`` is the year's change of securities' value (a gain plus) and
    ``unrealised_reversed_ore`` what is turned back of earlier years' (signed as it stands in the table).
    ``reasons_ore`` is what exceptional reasons take out before the result (as some municipalities print it),
    ``exempted_ore`` what the council decides need not be restored (KL 11:13).
    """

    year: int
    result_ore: int
    gains_ore: int = 0
    gains_kept_ore: int = 0
    losses_excepted_ore: int = 0
    unrealised_ore: int = 0
    unrealised_reversed_ore: int = 0
    reserved_ore: int = 0
    reserve_used_ore: int = 0
    reasons_ore: int = 0
    exempted_ore: int = 0


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One row of the investigation, as it is printed."""

    step: BalanceStep
    amount_ore: int

    @property
    def is_sum(self) -> bool:
        """Whether the row is reckoned from those above."""
        return self.step in SUMS


def investigation(facts: BalanceFacts, *, earlier_deficits_ore: int = 0) -> list[BalanceRow]:
    """Return the year's balance requirement investigation, row by row.

    ``earlier_deficits_ore`` is what earlier years left to restore, as a plus.

    >>> rows = investigation(BalanceFacts(2015, 563, gains_ore=23, reserved_ore=185), earlier_deficits_ore=193)
    >>> [(row.step.value, row.amount_ore) for row in rows if row.is_sum]
    [('adjusted', 540), ('requirement', 355), ('sum', 162), ('to_restore', 0)]
    """
    first = [
        (BalanceStep.RESULT, facts.result_ore),
        (BalanceStep.GAINS, -facts.gains_ore),
        (BalanceStep.GAINS_KEPT, facts.gains_kept_ore),
        (BalanceStep.LOSSES_EXCEPTED, facts.losses_excepted_ore),
        (BalanceStep.UNREALISED, -facts.unrealised_ore),
        (BalanceStep.UNREALISED_REVERSED, facts.unrealised_reversed_ore),
    ]
    adjusted = sum(ore for _step, ore in first)
    second = [
        (BalanceStep.RESERVED, -facts.reserved_ore),
        (BalanceStep.RESERVE_USED, facts.reserve_used_ore),
        (BalanceStep.REASONS, facts.reasons_ore),
    ]
    requirement = adjusted + sum(ore for _step, ore in second)
    third = [
        (BalanceStep.EXEMPTED, facts.exempted_ore),
        (BalanceStep.EARLIER_DEFICITS, -earlier_deficits_ore),
    ]
    whole = requirement + sum(ore for _step, ore in third)
    rows = [
        *first,
        (BalanceStep.ADJUSTED, adjusted),
        *second,
        (BalanceStep.REQUIREMENT, requirement),
        *third,
        (BalanceStep.SUM, whole),
        (BalanceStep.TO_RESTORE, max(0, -whole)),
    ]
    return [BalanceRow(step, ore) for step, ore in rows]


def amount_of(rows: Iterable[BalanceRow], step: BalanceStep) -> int:
    """Return one row's amount.

    >>> amount_of(investigation(BalanceFacts(2018, 5)), BalanceStep.REQUIREMENT)
    5
    """
    return next(row.amount_ore for row in rows if row.step is step)


class DeficitState(StrEnum):
    """Whether a deficit is restored, still within its time, or past it (a breach to report)."""

    RESTORED = "deficit_restored"
    OPEN = "deficit_open"
    OVERDUE = "deficit_overdue"


@dataclass(frozen=True, slots=True)
class Deficit:
    """A year's deficit: how large it was and what is left of it; ``due_year`` is the last year to restore it in."""

    year: int
    amount_ore: int
    left_ore: int

    @property
    def due_year(self) -> int:
        """The last year in which it may be restored.

        >>> Deficit(2014, 193, 193).due_year
        2017
        """
        return self.year + YEARS_TO_RESTORE

    def state(self, year: int) -> DeficitState:
        """Return how the deficit stands at the end of a year.

        >>> Deficit(2014, 193, 193).state(2017).value
        'deficit_overdue'
        """
        if not self.left_ore:
            return DeficitState.RESTORED
        return DeficitState.OVERDUE if year >= self.due_year else DeficitState.OPEN


def deficits_after(years: Iterable[BalanceFacts], before: Iterable[Deficit] = ()) -> list[Deficit]:
    """Return the deficits as they stand after the years, the oldest restored first; what is exempted is no deficit.

    Years in order. First in, first out is a choice of this house: the law says by when, not in which order.

    >>> deficits_after([BalanceFacts(2014, -193), BalanceFacts(2015, 355)])
    [Deficit(year=2014, amount_ore=193, left_ore=0)]
    """
    deficits = list(before)
    for facts in sorted(years, key=lambda each: each.year):
        result = amount_of(investigation(facts), BalanceStep.REQUIREMENT)
        if result < 0:
            left = max(0, -result - facts.exempted_ore)
            deficits.append(Deficit(facts.year, -result, left))
            continue
        for index, each in enumerate(deficits):
            paid = min(each.left_ore, result)
            deficits[index] = Deficit(each.year, each.amount_ore, each.left_ore - paid)
            result -= paid
    return deficits


def needs_action_plan(deficits: Iterable[Deficit]) -> bool:
    """Return whether the council must adopt an action plan: as soon as anything is left to restore (KL 11 ch. 12 §).

    >>> needs_action_plan([Deficit(2014, 193, 0)])
    False
    """
    return any(each.left_ore for each in deficits)


def result_faults(
    result_ore: int, *, reason: ImbalanceReason | None = None, text: str = "", reserve_ore: int = 0
) -> list[Problem]:
    """Return what keeps a budget with this result from being proposed: income must exceed cost (KL 11 ch. 5 §).

    A result of 0 or less needs one of the law's two reasons with a text; a reserve reaches no further than it holds.

    >>> [each.code for each in result_faults(0)], result_faults(1)
    (['budget_without_surplus'], [])
    """
    if result_ore > 0:
        return []
    if reason is None:
        return [_NO_SURPLUS]
    problems = [] if text.strip() else [_NO_TEXT]
    if reason is ImbalanceReason.RESULT_RESERVE and -result_ore > reserve_ore:
        problems.append(_RESERVE_TOO_SMALL)
    return problems


_NO_SURPLUS = Problem(
    Severity.ERROR,
    "budget_without_surplus",
    None,
    "Income must exceed cost in the budget (KL 11:5). Change the amounts, or state that a result reserve is used or that there are exceptional reasons.",
    "Intäkterna ska överstiga kostnaderna i budgeten (KL 11:5). Ändra beloppen, eller ange att resultatreserv används eller att det finns synnerliga skäl.",
)
_NO_TEXT = Problem(
    Severity.ERROR,
    "imbalance_without_text",
    None,
    "Write why the budget has no surplus: the reason is part of the decision (KL 11:5).",
    "Skriv varför budgeten saknar överskott: skälet hör till beslutet (KL 11:5).",
)
_RESERVE_TOO_SMALL = Problem(
    Severity.ERROR,
    "reserve_smaller_than_deficit",
    None,
    "The reserve holds less than the deficit (KL 11:14). Change the amounts, or state exceptional reasons.",
    "Reserven är mindre än underskottet (KL 11:14). Ändra beloppen, eller ange synnerliga skäl.",
)
