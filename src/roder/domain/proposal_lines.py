"""A base with a proposal's changes laid on it: the lines of what it would become, and the sums a writer sees live.

Money is whole öre in report sign; rates are kronor per hundred as ``Decimal``. Rules and worked tables:
docs/algorithms/proposals.md.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import result_ore
from roder.domain.budget_versions import section_ore
from roder.domain.budget_versions import years_of
from roder.domain.proposals import ChangeTarget
from roder.domain.proposals import ProposedChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

TAX_LINE = "municipal_tax"
"""The line of the financing that the tax rate moves (financing sheet)."""

SECTIONS: Final = {
    ChangeTarget.FRAME: BudgetSection.FRAME,
    ChangeTarget.CENTRAL: BudgetSection.CENTRAL,
    ChangeTarget.FINANCING: BudgetSection.FINANCING,
    ChangeTarget.FINANCIAL: BudgetSection.FINANCIAL,
    ChangeTarget.INVESTMENT: BudgetSection.INVESTMENT,
}
"""The part of the budget that each target of money lies in."""

_PERCENT = Decimal("0.01")
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class YearSums:
    """What a year comes to under a proposal: öre in report sign, frames and investments as what is given out (+).

    ``share`` is the result as a percentage of tax and grants, two decimals, ``None`` without any;
    ``room_ore`` is what can still be spent before the result is nothing (negative: what is lacking).
    """

    year: int
    result_ore: int
    base_result_ore: int
    tax_and_grants_ore: int
    share: Decimal | None
    frames_ore: int
    investments_ore: int
    tax_rate: Decimal | None

    @property
    def room_ore(self) -> int:
        """What can be spent before the result is nothing."""
        return self.result_ore

    @property
    def is_in_surplus(self) -> bool:
        """Whether income exceeds cost, as the law wants of a budget (KL 11 ch. 5 §)."""
        return self.result_ore > 0


def line_key(line: VersionLine) -> str:
    """Return what a line is known by within its section: the body of a frame, else its line.

    >>> line_key(VersionLine(2018, BudgetSection.FRAME, -5, body="300", change_group="index"))
    '300'
    """
    return line.body if line.section is BudgetSection.FRAME else line.line


def amounts(lines: Iterable[VersionLine]) -> dict[tuple[BudgetSection, str, int], int]:
    """Return the sum of each section, key and year, öre in report sign; the steps of a bridge count as one.

    >>> amounts([VersionLine(2018, BudgetSection.CENTRAL, -35, line="pensions")])
    {(<BudgetSection.CENTRAL: 'central'>, 'pensions', 2018): -35}
    """
    found: dict[tuple[BudgetSection, str, int], int] = defaultdict(int)
    for each in lines:
        found[(each.section, line_key(each), each.year)] += each.amount_ore
    return dict(found)


def base_ore(lines: Iterable[VersionLine], target: ChangeTarget, key: str, year: int) -> int:
    """Return what the base says of a target, 0 where it says nothing; öre in report sign.

    Of the tax rate that is the base's tax. Raises ``KeyError`` for a goal or an assignment, which has no amount.

    >>> base_ore([VersionLine(2018, BudgetSection.FRAME, -5, body="300")], ChangeTarget.FRAME, "300", 2018)
    -5
    """
    if target is ChangeTarget.TAX_RATE:
        return amounts(lines).get((BudgetSection.FINANCING, TAX_LINE, year), 0)
    return amounts(lines).get((SECTIONS[target], key, year), 0)


def tax_change_ore(tax_ore: int, base_rate: Decimal, rate_change: Decimal) -> int:
    """Return what a change of the tax rate gives in a year: the base's tax ÷ its rate × the change, öre.

    The quotient is the tax base itself and kept exact; the product is rounded once, to whole öre, half away from
    zero. Raises ``ValueError`` on a rate that is not above 0.

    >>> tax_change_ore(382_300_000_000, Decimal("20.15"), Decimal("0.10"))
    1897270471
    """
    if base_rate <= 0:
        msg = "the base's tax rate must be above 0"
        raise ValueError(msg)
    exact = Fraction(rate_change) / Fraction(base_rate) * tax_ore
    rounded = int(abs(exact) + _HALF)
    return rounded if exact >= 0 else -rounded


def applied(
    base_lines: Sequence[VersionLine], changes: Iterable[ProposedChange], *, base_rate: Decimal | None = None
) -> list[VersionLine]:
    """Return the base's lines and after them one for each change of money, in order.

    A change of the tax rate becomes a line of the tax, reckoned from the base's own tax of that year, not from what
    other changes make of it; it moves no other line. Settlements (slutavräkning) are the same sum per inhabitant in
    every municipality, and income equalisation rests on the county's rate, so neither follows the own rate.
    Raises ``ValueError`` when the tax rate is changed and ``base_rate`` is not known.

    >>> base = [VersionLine(2018, BudgetSection.FRAME, -90, body="300")]
    >>> [each.amount_ore for each in applied(base, [ProposedChange(ChangeTarget.FRAME, "300", 2018, -10)])]
    [-90, -10]
    """
    known = amounts(base_lines)
    added = [
        _line(each, known.get((BudgetSection.FINANCING, TAX_LINE, each.year), 0), base_rate)
        for each in changes
        if each.is_money or each.target is ChangeTarget.TAX_RATE
    ]
    return [*base_lines, *(each for each in added if each.amount_ore)]


def _line(change: ProposedChange, tax_ore: int, base_rate: Decimal | None) -> VersionLine:
    words = change.text or change.motivation
    if change.target is ChangeTarget.TAX_RATE:
        given = tax_change_ore(tax_ore, base_rate or Decimal(0), change.rate or Decimal(0))
        return VersionLine(change.year, BudgetSection.FINANCING, given, line=TAX_LINE, text=words)
    amount = change.amount_ore or 0
    section = SECTIONS[change.target]
    if section is BudgetSection.FRAME:
        group = ChangeGroup.DECISION if amount < 0 else ChangeGroup.SAVING
        return VersionLine(change.year, section, amount, body=change.key, change_group=group, text=words)
    return VersionLine(change.year, section, amount, line=change.key, text=words)


def tax_rate_of(changes: Iterable[ProposedChange], year: int, base_rate: Decimal | None) -> Decimal | None:
    """Return the tax rate of a year under the changes, kronor per hundred; ``None`` when the base's is not known.

    >>> tax_rate_of([ProposedChange(ChangeTarget.TAX_RATE, "", 2018, rate=Decimal("0.10"))], 2018, Decimal("20.15"))
    Decimal('20.25')
    """
    if base_rate is None:
        return None
    moved = (
        each.rate or Decimal(0)
        for each in changes
        if each.target is ChangeTarget.TAX_RATE and each.year == year
    )
    return base_rate + sum(moved, Decimal(0))


def live_sums(
    base_lines: Sequence[VersionLine], changes: Sequence[ProposedChange], *, base_rate: Decimal | None = None
) -> list[YearSums]:
    """Return what each of the base's years comes to under the changes, oldest first.

    >>> base = [VersionLine(2018, BudgetSection.FINANCING, 100), VersionLine(2018, BudgetSection.FRAME, -98)]
    >>> sums = live_sums(base, [ProposedChange(ChangeTarget.FRAME, "300", 2018, -1)])[0]
    >>> sums.result_ore, sums.base_result_ore, str(sums.share), sums.frames_ore
    (1, 2, '1.00', 99)
    """
    lines = applied(base_lines, changes, base_rate=base_rate)
    return [
        _sums(lines, base_lines, year, tax_rate_of(changes, year, base_rate)) for year in years_of(base_lines)
    ]


def _sums(
    lines: Sequence[VersionLine], base_lines: Sequence[VersionLine], year: int, rate: Decimal | None
) -> YearSums:
    result = result_ore(lines, year)
    grants = section_ore(lines, year, BudgetSection.FINANCING)
    return YearSums(
        year,
        result,
        result_ore(base_lines, year),
        grants,
        share_of(result, grants),
        -section_ore(lines, year, BudgetSection.FRAME),
        -section_ore(lines, year, BudgetSection.INVESTMENT),
        rate,
    )


def share_of(result_ore: int, tax_and_grants_ore: int) -> Decimal | None:
    """Return the result as a percentage of tax and grants, two decimals, half up; ``None`` of nothing.

    >>> str(share_of(15_000, 568_500)), share_of(1, 0)
    ('2.64', None)
    """
    if not tax_and_grants_ore:
        return None
    return (Decimal(result_ore * 100) / Decimal(tax_and_grants_ore)).quantize(_PERCENT, ROUND_HALF_UP)


def as_shown(target: ChangeTarget, ore: int) -> int:
    """Return an amount as people say it, and back: what is given out (frame, central item, investment) is plus.

    >>> as_shown(ChangeTarget.FRAME, -5), as_shown(ChangeTarget.FINANCING, -5)
    (5, -5)
    """
    return -ore if target in _GIVEN_OUT else ore


_GIVEN_OUT = (ChangeTarget.FRAME, ChangeTarget.CENTRAL, ChangeTarget.INVESTMENT)
