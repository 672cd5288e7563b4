"""Reserves that even out results: how much may be put aside in a year, and what may be taken (KL 11 ch. 14 §).

Amounts are whole öre. The result reserve came in 2024; what was put aside in the older equalisation reserve
(resultatutjämningsreserv, 2013–2023) may still be used for a time. Worked tables: docs/algorithms/balance-requirement.md.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import Any

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

_PERCENT = 100


class ReserveKind(StrEnum):
    """The result reserve of 2024, and the equalisation reserve before it."""

    RESULT_RESERVE = "result_reserve"
    EQUALISATION_RESERVE = "equalisation_reserve"


@dataclass(frozen=True, slots=True)
class ReserveRule:
    """The law's numbers for one kind of reserve, with their source; ``None`` is no limit."""

    kind: ReserveKind
    reserve_from: int
    reserve_until: int | None
    use_until: int | None
    least_result_percent: tuple[int, int]
    most_percent: int | None
    source: str

    def may_reserve(self, year: int) -> bool:
        """Return whether anything may be put aside in the year."""
        return self.reserve_from <= year and (self.reserve_until is None or year <= self.reserve_until)

    def may_use(self, year: int) -> bool:
        """Return whether the reserve may be used in the year."""
        return self.reserve_from <= year and (self.use_until is None or year <= self.use_until)


@dataclass(frozen=True, slots=True)
class ReserveFacts:
    """What the most that may be put aside depends on, all of one year, in öre.

    ``income_ore`` is tax with general grants and equalisation; ``equity_ore`` is equity with the pension obligations
    outside the balance sheet taken off; ``balance_ore`` is what the reserve held before.
    """

    income_ore: int
    equity_ore: int
    result_ore: int
    adjusted_result_ore: int
    balance_ore: int = 0


@cache
def reserve_rules() -> dict[ReserveKind, ReserveRule]:
    """Return the law's numbers by kind of reserve.

    >>> reserve_rules()[ReserveKind.RESULT_RESERVE].most_percent
    5
    """
    text = files("roder.domain.parameters").joinpath("result_reserves.toml").read_text("utf-8")
    return {ReserveKind(row["kind"]): _rule(row) for row in tomllib.loads(text)["reserve"]}


def _rule(row: Mapping[str, Any]) -> ReserveRule:
    positive, negative = row["least_result_percent"]
    return ReserveRule(
        ReserveKind(row["kind"]),
        row["reserve_from"],
        row.get("reserve_until"),
        row.get("use_until"),
        (positive, negative),
        row.get("most_percent"),
        row["source"],
    )


def most_to_reserve(kind: ReserveKind, year: int, facts: ReserveFacts) -> int:
    """Return the most that may be put aside in the year, whole öre, rounded down.

    It is what both the result and the result after balance requirement adjustments exceed the law's share of tax and
    grants by, and never so much that the reserve passes its limit.

    >>> facts = ReserveFacts(5_000_00, 1_000_00, 150_00, 120_00)
    >>> most_to_reserve(ReserveKind.RESULT_RESERVE, 2024, facts)
    7000
    """
    rule = reserve_rules()[kind]
    if not rule.may_reserve(year):
        return 0
    percent = rule.least_result_percent[0 if facts.equity_ore >= 0 else 1]
    least = min(facts.result_ore, facts.adjusted_result_ore)
    most = (least * _PERCENT - percent * facts.income_ore) // _PERCENT
    if rule.most_percent is not None:
        most = min(most, rule.most_percent * facts.income_ore // _PERCENT - facts.balance_ore)
    return max(0, most)


def reserve_faults(
    kind: ReserveKind, year: int, facts: ReserveFacts, *, reserved_ore: int, used_ore: int, deficit_ore: int
) -> list[Problem]:
    """Return what the law has against putting aside and using so much in the year.

    ``deficit_ore`` is what earlier years' deficits still leave to restore: nothing may be put aside before they are.

    >>> facts = ReserveFacts(5_000_00, 1_000_00, 150_00, 120_00)
    >>> found = reserve_faults(ReserveKind.RESULT_RESERVE, 2024, facts, reserved_ore=1, used_ore=0, deficit_ore=5)
    >>> [each.code for each in found]
    ['reserve_before_deficit']
    """
    rule, most = reserve_rules()[kind], most_to_reserve(kind, year, facts)
    problems = []
    if reserved_ore and deficit_ore:
        problems.append(_BEFORE_DEFICIT)
    if reserved_ore > most:
        problems.append(_TOO_MUCH)
    if used_ore > facts.balance_ore:
        problems.append(_NOT_THERE)
    if used_ore and not rule.may_use(year):
        problems.append(_TOO_LATE)
    if used_ore and reserved_ore:
        problems.append(_BOTH)
    return problems


_BEFORE_DEFICIT = Problem(
    Severity.ERROR,
    "reserve_before_deficit",
    None,
    "Nothing may be put aside while an earlier deficit is left to restore (KL 11:12, 11:14).",
    "Inget får reserveras så länge ett tidigare underskott återstår att återställa (KL 11:12, 11:14).",
)
_TOO_MUCH = Problem(
    Severity.ERROR,
    "reserve_too_much",
    None,
    "More is put aside than the law lets this year's result give (KL 11:14). Lower the amount.",
    "Mer reserveras än vad lagen medger av årets resultat (KL 11:14). Sänk beloppet.",
)
_NOT_THERE = Problem(
    Severity.ERROR,
    "reserve_not_there",
    None,
    "More is used than the reserve holds. Lower the amount.",
    "Mer används än vad som finns i reserven. Sänk beloppet.",
)
_TOO_LATE = Problem(
    Severity.ERROR,
    "reserve_not_usable",
    None,
    "This reserve may not be used in that year.",
    "Den här reserven får inte användas det året.",
)
_BOTH = Problem(
    Severity.WARNING,
    "reserve_both_ways",
    None,
    "Money is both put aside and used in the same year. Check that this is meant.",
    "Medel både reserveras och används samma år. Kontrollera att det är avsett.",
)
