"""Investment projects: what they cost year by year, what is left of the decision, and what they cost to use.

Amounts are whole öre. A project's own rows are plain sizes (expenditure and income 0 or more); what an investment
does to a year's result is in report sign (cost −). Rules and worked tables: docs/algorithms/investments.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.internal_rates import interest_ore
from roder.domain.internal_rates import rate_of
from roder.domain.money import allocate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.internal_rates import InternalRate

EXPENDITURE = "expenditure"
INCOME = "income"
"""What the two lines of a project and year say in ``VersionLine.account``: grants and fees to it are income."""


class ProjectKind(StrEnum):
    """Why one invests: to keep what there is, to have more of it, or to develop land for sale."""

    REPLACEMENT = "replacement"
    EXPANSION = "expansion"
    LAND_DEVELOPMENT = "land_development"


class ProjectFunding(StrEnum):
    """What pays for the project in the main."""

    OWN_FUNDS = "own_funds"
    LOAN = "loan"
    GRANT = "grant"


class ProjectStatus(StrEnum):
    """Where a project stands; a cancelled one has no more money in a budget."""

    PLANNED = "planned"
    DECIDED = "decided"
    UNDER_WAY = "under_way"
    IN_USE = "in_use"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ProjectYear:
    """A year of a project: expenditure, income to it (grants), and what it costs to run what was built."""

    year: int
    expenditure_ore: int = 0
    income_ore: int = 0
    running_cost_ore: int = 0


@dataclass(frozen=True, slots=True)
class InvestmentPlan:
    """A project as the rules need it: ``lifetime_years`` 0 is land, which is not depreciated.

    ``decided_ore`` is the whole that was decided, ``None`` while nothing is; ``spent_before_ore`` what was spent
    before the first of ``years``; ``in_use_year`` the first year of depreciation, ``None``: not in use yet.
    """

    code: str
    name: str
    body: str = ""
    kind: ProjectKind = ProjectKind.REPLACEMENT
    decided_ore: int | None = None
    spent_before_ore: int = 0
    lifetime_years: int = 0
    in_use_year: int | None = None
    is_cancelled: bool = False
    years: Sequence[ProjectYear] = field(default=())

    def of_year(self, year: int) -> ProjectYear:
        """Return the project's row of a year, of zeros when it has none.

        >>> InvestmentPlan("1", "School").of_year(2019).expenditure_ore
        0
        """
        return next((each for each in self.years if each.year == year), ProjectYear(year))


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a project does to a year's result, in report sign: cost −, grants taken as income +."""

    year: int
    depreciation_ore: int = 0
    grant_release_ore: int = 0
    interest_ore: int = 0
    running_ore: int = 0

    @property
    def total_ore(self) -> int:
        """The sum: what the activity must be given more of its frame for."""
        return self.depreciation_ore + self.grant_release_ore + self.interest_ore + self.running_ore


def spent_ore(project: InvestmentPlan, through: int) -> int:
    """Return what a project costs from its beginning to the end of a year.

    >>> spent_ore(InvestmentPlan("1", "School", spent_before_ore=5, years=[ProjectYear(2019, 7)]), 2019)
    12
    """
    return project.spent_before_ore + sum(
        each.expenditure_ore for each in project.years if each.year <= through
    )


def left_ore(project: InvestmentPlan, through: int) -> int | None:
    """Return what is left of the decided whole after a year; minus is too much, ``None`` is not decided.

    >>> left_ore(InvestmentPlan("1", "School", decided_ore=10, years=[ProjectYear(2019, 7)]), 2019)
    3
    """
    return None if project.decided_ore is None else project.decided_ore - spent_ore(project, through)


def net_ore(projects: Iterable[InvestmentPlan], year: int) -> int:
    """Return the year's net investment: expenditure less income, cancelled projects apart.

    >>> net_ore([InvestmentPlan("1", "School", years=[ProjectYear(2019, 7, 2)])], 2019)
    5
    """
    rows = [each.of_year(year) for each in projects if not each.is_cancelled]
    return sum(row.expenditure_ore - row.income_ore for row in rows)


def written_down_ore(project: InvestmentPlan, year: int, *, grants: bool = False) -> int:
    """Return the year's depreciation (a size): each year's expenditure straight over the life, to the öre.

    What is spent by the year of use begins then, what is spent later in its own year (LKBR 7 ch., RKR R4). With
    ``grants`` the same rule of the income: an investment grant is taken as income over the same life (RKR R2).

    >>> built = InvestmentPlan("1", "School", lifetime_years=3, in_use_year=2020, years=[ProjectYear(2019, 100)])
    >>> [written_down_ore(built, year) for year in (2019, 2020, 2021, 2022, 2023)]
    [0, 34, 33, 33, 0]
    """
    if project.is_cancelled or project.in_use_year is None or not project.lifetime_years:
        return 0
    total = 0
    for begins, amount in _layers(project, project.in_use_year, grants=grants):
        place = year - begins
        if 0 <= place < project.lifetime_years:
            total += allocate(amount, [1] * project.lifetime_years)[place]
    return total


def _layers(project: InvestmentPlan, in_use: int, *, grants: bool) -> Iterable[tuple[int, int]]:
    if not grants:
        yield in_use, project.spent_before_ore
    for row in project.years:
        yield max(row.year, in_use), row.income_ore if grants else row.expenditure_ore


def book_value_ore(project: InvestmentPlan, year: int) -> int:
    """Return what stands in the books at the end of a year: spent, less all depreciation so far.

    >>> built = InvestmentPlan("1", "School", lifetime_years=3, in_use_year=2020, years=[ProjectYear(2019, 100)])
    >>> book_value_ore(built, 2020)
    66
    """
    if project.is_cancelled:
        return 0
    began = project.in_use_year
    written = 0 if began is None else sum(written_down_ore(project, each) for each in range(began, year + 1))
    return spent_ore(project, year) - written


def _grants_kept_ore(project: InvestmentPlan, year: int) -> int:
    """Return the grants that have come by the end of a year and not yet been taken as income."""
    came = sum(each.income_ore for each in project.years if each.year <= year)
    began = project.in_use_year
    if began is None:
        return came
    return came - sum(written_down_ore(project, each, grants=True) for each in range(began, year + 1))


def consequence(
    project: InvestmentPlan, year: int, rates: Iterable[InternalRate] | None = None
) -> Consequence:
    """Return what a project does to a year's result: depreciation, interest on what stood in the books, running cost.

    Interest is reckoned from the year of use on the year's opening value less grants, at the year's internal rate;
    what is spent in the year bears interest from the next.

    >>> built = InvestmentPlan("1", "School", lifetime_years=2, in_use_year=2018, years=[ProjectYear(2017, 1000_00)])
    >>> found = consequence(built, 2018)
    >>> found.depreciation_ore, found.interest_ore, found.total_ore
    (-50000, -1750, -51750)
    """
    if project.is_cancelled:
        return Consequence(year)
    interest = 0
    if project.in_use_year is not None and year >= project.in_use_year:
        tied_up = book_value_ore(project, year - 1) - _grants_kept_ore(project, year - 1)
        interest = interest_ore(tied_up, rate_of(year, rates))
    return Consequence(
        year,
        depreciation_ore=-written_down_ore(project, year),
        grant_release_ore=written_down_ore(project, year, grants=True),
        interest_ore=-interest,
        running_ore=-project.of_year(year).running_cost_ore,
    )


def investment_lines(projects: Iterable[InvestmentPlan], years: Sequence[int]) -> list[VersionLine]:
    """Return the investment lines of a version: expenditure −, income +, by project and year.

    >>> [(each.line, each.amount_ore) for each in investment_lines(
    ...     [InvestmentPlan("P1", "School", "300", years=[ProjectYear(2019, 7, 2)])], [2019])]
    [('P1', -7), ('P1', 2)]
    """
    found = []
    for project in projects:
        if project.is_cancelled:
            continue
        for year in years:
            row = project.of_year(year)
            for part, amount in ((EXPENDITURE, -row.expenditure_ore), (INCOME, row.income_ore)):
                if amount:
                    found.append(_line(project, year, part, amount))
    return found


def _line(project: InvestmentPlan, year: int, part: str, amount_ore: int) -> VersionLine:
    return VersionLine(
        year,
        BudgetSection.INVESTMENT,
        amount_ore,
        body=project.body,
        account=part,
        line=project.code,
        text=project.name,
    )


def running_cost_steps(plans: Iterable[InvestmentPlan], years: Sequence[int]) -> dict[tuple[str, int], int]:
    """Return what each body's frame needs more (+) or less (−) of in a year than in the year before for running costs.

    Depreciation has its own line in the result budget, and internal interest stays within the municipality, so only
    the running cost is money that a frame lacks; without a body there is no frame.

    >>> built = InvestmentPlan("1", "School", "300", years=[ProjectYear(2020, running_cost_ore=5)])
    >>> running_cost_steps([built], [2019, 2020, 2021])
    {('300', 2020): 5, ('300', 2021): -5}
    """
    found: dict[tuple[str, int], int] = {}
    for plan in plans:
        if plan.is_cancelled or not plan.body:
            continue
        for year in years:
            step = plan.of_year(year).running_cost_ore - plan.of_year(year - 1).running_cost_ore
            place = (plan.body, year)
            found[place] = found.get(place, 0) + step
    return {place: ore for place, ore in sorted(found.items()) if ore}


def body_consequences(
    projects: Iterable[InvestmentPlan], years: Sequence[int], rates: Iterable[InternalRate] | None = None
) -> Mapping[str, list[Consequence]]:
    """Return, by body, the sum of its projects' consequences in each of some years.

    >>> body_consequences([InvestmentPlan("1", "School", "300")], [2019])["300"][0].total_ore
    0
    """
    known = None if rates is None else list(rates)
    found: dict[str, list[Consequence]] = {}
    for project in projects:
        rows = [consequence(project, year, known) for year in years]
        before = found.get(project.body, [Consequence(year) for year in years])
        found[project.body] = [_added(old, new) for old, new in zip(before, rows, strict=True)]
    return dict(sorted(found.items()))


def _added(one: Consequence, other: Consequence) -> Consequence:
    return Consequence(
        one.year,
        one.depreciation_ore + other.depreciation_ore,
        one.grant_release_ore + other.grant_release_ore,
        one.interest_ore + other.interest_ore,
        one.running_ore + other.running_ore,
    )
