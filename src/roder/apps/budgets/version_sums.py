"""Sums over the lines of versions, reckoned by the database: what is compared, and what stands on their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import get_language

from roder.apps.budgets.models import BudgetLine
from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.names import account_names
from roder.apps.ledger.names import object_names
from roder.apps.organisation.queries import bodies
from roder.domain.budget_versions import BudgetSection
from roder.domain.financing_parameters import sheet_lines
from roder.domain.version_comparison import ComparedBy
from roder.domain.version_comparison import compared

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from roder.apps.budgets.models import BudgetVersion
    from roder.domain.version_comparison import ComparisonRow

COLUMNS = {
    ComparedBy.BODY: "body_code",
    ComparedBy.AREA: "area",
    ComparedBy.ACCOUNT: "account",
    ComparedBy.SECTION: "section",
    ComparedBy.UNIT: "unit_code",
    ComparedBy.ACTIVITY: "activity",
    ComparedBy.LINE: "line_key",
    ComparedBy.CHANGE_GROUP: "change_group",
}


def years_in(version: BudgetVersion) -> list[int]:
    """Return the years that a version has lines of, oldest first."""
    return sorted(version.lines.order_by().values_list("year", flat=True).distinct())


def sums(
    version: BudgetVersion, by: ComparedBy, year: int, section: BudgetSection | None = None
) -> dict[str, int]:
    """Return a version's sums in a year by a part of its lines: of the result budget, or of one section."""
    column = COLUMNS[by]
    rows = _counted(version.lines.filter(year=year), section).values_list(column)
    return dict(rows.annotate(ore=Sum("amount_ore")).order_by(column))


def section_sums(versions: Iterable[BudgetVersion]) -> dict[int, dict[tuple[int, BudgetSection], int]]:
    """Return the sum of each section and year by version (its key), one question for all."""
    rows = BudgetLine.objects.filter(budget_version__in=list(versions)).order_by()
    found: dict[int, dict[tuple[int, BudgetSection], int]] = {}
    for key, year, section, ore in rows.values_list("budget_version_id", "year", "section").annotate(
        ore=Sum("amount_ore")
    ):
        found.setdefault(key, {})[year, BudgetSection(section)] = ore
    return found


def results(sections: dict[tuple[int, BudgetSection], int]) -> dict[int, int]:
    """Return each year's result out of a version's sums by section."""
    found: dict[int, int] = {}
    for (year, section), ore in sorted(sections.items()):
        found[year] = found.get(year, 0) + (0 if section is BudgetSection.INVESTMENT else ore)
    return found


def years_by_version(versions: Iterable[BudgetVersion]) -> dict[int, set[int]]:
    """Return the years that each version (its key) has lines of, one question for all."""
    found: dict[int, set[int]] = {}
    rows = BudgetLine.objects.filter(budget_version__in=list(versions)).order_by()
    for key, year in rows.values_list("budget_version_id", "year").distinct():
        found.setdefault(key, set()).add(year)
    return found


def comparison(
    a: BudgetVersion, b: BudgetVersion, by: ComparedBy, year: int, section: BudgetSection | None = None
) -> list[ComparisonRow]:
    """Return what differs between two versions in a year, with the names of what is known by name."""
    first, second = sums(a, by, year, section), sums(b, by, year, section)
    return compared(first, second, names((a, b), by, year, {*first, *second}))


def names(
    versions: Sequence[BudgetVersion], by: ComparedBy, year: int, keys: Collection[str]
) -> dict[str, str]:
    """Return what codes are called: bodies by the organisation, accounts and activities by its newest books.

    Lines of the result budget are called what the sheet of financing calls them, else what the versions say.
    """
    organisation = versions[0].organisation
    if by in (ComparedBy.BODY, ComparedBy.UNIT):
        return {body.code: body.name for body in bodies(organisation) if body.code in keys}
    if by is ComparedBy.LINE:
        return _line_names(versions, keys)
    books = LedgerOrganisation.objects.filter(key=organisation).first()
    if books is None or by not in (ComparedBy.ACCOUNT, ComparedBy.ACTIVITY):
        return {}
    known: dict[str, str] = {}
    for earlier in range(year - 3, year + 1):
        if by is ComparedBy.ACCOUNT:
            known |= account_names(books, earlier, keys)
        else:
            known |= object_names(books, earlier, "activity", keys)
    return known


def _line_names(versions: Sequence[BudgetVersion], keys: Collection[str]) -> dict[str, str]:
    rows = BudgetLine.objects.filter(budget_version__in=list(versions), line_key__in=keys).exclude(text="")
    said = dict(rows.order_by("-position").values_list("line_key", "text"))
    language = get_language() or "sv"
    return said | {line.key: line.name(language) for line in sheet_lines() if line.key in keys}


def _counted(rows: QuerySet[BudgetLine], section: BudgetSection | None) -> QuerySet[BudgetLine]:
    return rows.exclude(section=BudgetSection.INVESTMENT) if section is None else rows.filter(section=section)
