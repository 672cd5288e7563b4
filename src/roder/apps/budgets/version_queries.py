"""Versions of Mål och budget and their lines, as rows and as values for the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.models import BudgetVersion
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import lines_digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from roder.domain.budget_versions import VersionLine

ROWS_AT_ONCE = 2_000


def versions(organisation: str) -> QuerySet[BudgetVersion]:
    """Return the versions of an organisation, the latest year first."""
    return BudgetVersion.objects.filter(organisation=organisation).order_by("-year", "kind", "name")


def version_named(organisation: str, name: str) -> BudgetVersion | None:
    """Return the version of a name, ``None`` when there is none."""
    return BudgetVersion.objects.filter(organisation=organisation, name=name).first()


def base_of_year(organisation: str, year: int) -> BudgetVersion | None:
    """Return the newest base of a budget year, which proposals are set against."""
    return versions(organisation).filter(year=year, kind=VersionKind.BASE).order_by("-pk").first()


def adopted_of_year(organisation: str, year: int) -> BudgetVersion | None:
    """Return what the council adopted for a budget year: the newest of the adopted and the revised."""
    kinds = [VersionKind.ADOPTED, VersionKind.REVISED, VersionKind.PROLONGED]
    return versions(organisation).filter(year=year, kind__in=kinds, is_frozen=True).order_by("-pk").first()


def lines_of(version: BudgetVersion, years: Iterable[int] | None = None) -> list[VersionLine]:
    """Return the lines of a version, of some years when they are given, in their order."""
    rows = version.lines.all()
    if years is not None:
        rows = rows.filter(year__in=list(years))
    return [row.as_value() for row in rows]


def digest_of(version: BudgetVersion) -> str:
    """Return the digest of a version's lines as they are stored."""
    return lines_digest(each.as_value() for each in version.lines.iterator(ROWS_AT_ONCE))


def altered_versions() -> list[str]:
    """Return what the history calls the frozen versions whose lines are not those that were frozen."""
    frozen = BudgetVersion.objects.filter(is_frozen=True).order_by("pk")
    return [version.subject for version in frozen if digest_of(version) != version.digest]
