"""The balance requirement of an organisation, year by year: facts, investigation, deficits and reserves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum

from roder.apps.budgets.models import BalanceYear
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import versions
from roder.domain.balance_requirement import BalanceFacts
from roder.domain.balance_requirement import deficits_after
from roder.domain.balance_requirement import investigation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import result_ore
from roder.domain.budget_versions import section_ore
from roder.domain.result_reserves import ReserveFacts
from roder.domain.result_reserves import ReserveKind
from roder.domain.result_reserves import most_to_reserve
from roder.domain.result_reserves import reserve_faults

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.balance_requirement import BalanceRow
    from roder.domain.balance_requirement import Deficit
    from roder.domain.problems import Problem


@dataclass(frozen=True)
class YearOfBalance:
    """One year of the investigation. ``source`` is the version that gives the result, ``None`` when it is stated.

    ``deficits`` stand as after the year; ``most_ore`` is the most that may be put aside, ``None`` while equity is unknown.
    """

    year: int
    row: BalanceYear | None
    source: BudgetVersion | None
    rows: list[BalanceRow]
    deficits: list[Deficit]
    reserve_ore: int
    most_ore: int | None
    problems: list[Problem]


def balance_row(organisation: str, year: int) -> BalanceYear | None:
    """Return what is entered of a year."""
    return BalanceYear.objects.filter(organisation=organisation, year=year).first()


def reserve_kept_ore(organisation: str, year: int) -> int | None:
    """Return what lies in the reserves when a year begins; ``None`` when nothing is entered of the years before."""
    rows = BalanceYear.objects.filter(organisation=organisation, year__lt=year)
    sums = rows.aggregate(reserved=Sum("reserved_ore"), used=Sum("reserve_used_ore"))
    return None if sums["reserved"] is None else sums["reserved"] - sums["used"]


def result_version(organisation: str, year: int) -> BudgetVersion | None:
    """Return the version that says the year's result: its outcome, what was adopted for it, the base, else a plan year."""
    outcome = versions(organisation).filter(year=year, kind=VersionKind.OUTCOME).first()
    own = outcome or adopted_of_year(organisation, year) or base_of_year(organisation, year)
    if own:
        return own
    earlier = [
        base_of_year(organisation, year - back) or adopted_of_year(organisation, year - back)
        for back in (1, 2)
    ]
    return next(
        (version for version in earlier if version and version.lines.filter(year=year).exists()), None
    )


def balance_years(organisation: str, shown: Iterable[int]) -> list[YearOfBalance]:
    """Return the years that are shown, with what the years before them have left to restore and put aside."""
    asked = sorted(shown)
    entered = {row.year: row for row in BalanceYear.objects.filter(organisation=organisation)}
    first = min([*entered, *asked])
    found: list[YearOfBalance] = []
    deficits: list[Deficit] = []
    reserve = 0
    for year in range(first, asked[-1] + 1):
        row = entered.get(year)
        source = None if row and row.result_ore is not None else result_version(organisation, year)
        if row is None and source is None:
            continue
        lines = lines_of(source, [year]) if source else []
        facts = _facts(year, row, result_ore(lines, year))
        before = sum(each.left_ore for each in deficits)
        rows = investigation(facts, earlier_deficits_ore=before)
        deficits = deficits_after([facts], deficits)
        income = section_ore(lines, year, BudgetSection.FINANCING)
        most, problems = _reserve(row, facts, income, reserve, before)
        reserve += facts.reserved_ore - facts.reserve_used_ore
        if year in asked:
            found.append(YearOfBalance(year, row, source, rows, deficits, reserve, most, problems))
    return found


def _facts(year: int, row: BalanceYear | None, result: int) -> BalanceFacts:
    if row is None:
        return BalanceFacts(year, result)
    return BalanceFacts(
        year,
        result if row.result_ore is None else row.result_ore,
        row.gains_ore,
        row.gains_kept_ore,
        row.losses_excepted_ore,
        row.unrealised_ore,
        row.unrealised_reversed_ore,
        row.reserved_ore,
        row.reserve_used_ore,
        row.reasons_ore,
        row.exempted_ore,
    )


def _reserve(
    row: BalanceYear | None, facts: BalanceFacts, income: int, held: int, deficit: int
) -> tuple[int | None, list[Problem]]:
    if row is None or row.equity_ore is None or not row.reserve_kind:
        return None, []
    kind = ReserveKind(row.reserve_kind)
    adjusted = next(each.amount_ore for each in investigation(facts) if each.step == "adjusted")
    about = ReserveFacts(income, row.equity_ore, facts.result_ore, adjusted, held)
    problems = reserve_faults(
        kind,
        facts.year,
        about,
        reserved_ore=facts.reserved_ore,
        used_ore=facts.reserve_used_ore,
        deficit_ore=deficit,
    )
    return most_to_reserve(kind, facts.year, about), problems
