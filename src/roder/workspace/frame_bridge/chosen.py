"""Which version, which of its years, and who looks: what every page of the bridge begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from roder.apps.budgets.access import access_budget_editing
from roder.apps.budgets.access import access_budget_reading
from roder.apps.budgets.access import may_edit_budget
from roder.apps.budgets.locks import base_lock_problems
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import base_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import versions
from roder.apps.organisation.queries import bodies
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.frame_bridge import bridge_of
from roder.domain.frame_bridge import budget_years
from roder.domain.frame_changes import YearBodies
from roder.domain.organisation import FRAME_HOLDERS
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_key
from roder.workspace.frame_bridge.words import year_kind

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User
    from roder.domain.budget_versions import VersionLine
    from roder.domain.frame_bridge import YearBridge

UNIT = "tkr"


@dataclass(frozen=True)
class ChosenBridge:
    """A version's bridge as a page shows it: ``of_year`` is the year that is looked at, ``year`` the budget year."""

    key: str
    year: int
    of_year: int
    version: BudgetVersion
    lines: list[VersionLine]
    names: dict[str, str]
    is_draft: bool
    """Whether the person works on it and it is not frozen; a step of the year may lock it all the same."""
    lock_notes: list[str]

    @property
    def may_edit(self) -> bool:
        """Whether a page offers to write in it."""
        return self.is_draft and not self.lock_notes

    @property
    def years(self) -> range:
        """The budget year and its plan years."""
        return budget_years(self.year)

    @property
    def holders(self) -> dict[str, str]:
        """The bodies that a line may be for, by code."""
        known = {each.body for each in self.lines if each.section is BudgetSection.FRAME and each.body}
        holders = _holders(self)
        return {code: name for code, name in self.names.items() if code in known or code in holders}

    def bridge(self, year: int | None = None) -> YearBridge:
        """Return the bridge of a year, else of the year that is looked at."""
        return bridge_of(self.lines, year or self.of_year)

    def url(self, name: str, *arguments: Any, **query: Any) -> str:
        """Return the address of a page of the bridge, which keeps the version and the year that are looked at."""
        kept = {"version": self.version.pk, "of": self.of_year, **query}
        return f"{reverse(f'workspace:{name}', args=[self.year, *arguments])}?{urlencode(kept)}"

    def year_choices(self, name: str, *arguments: Any) -> list[dict[str, Any]]:
        """Return the switch between the years of the version."""
        return [
            {
                "url": self.url(name, *arguments, of=each),
                "label": year_kind(each, self.year),
                "is_current": each == self.of_year,
            }
            for each in self.years
        ]

    def version_choices(self, name: str) -> list[dict[str, Any]]:
        """Return the other versions of the year that hold frames."""
        found = versions(self.key).filter(year=self.year, lines__section=BudgetSection.FRAME).distinct()
        rows = {row.pk: row for row in [self.version, *found]}
        return [
            {
                "url": self.url(name, version=row.pk),
                "label": str(row),
                "is_current": row.pk == self.version.pk,
            }
            for row in rows.values()
        ]


def _holders(chosen: ChosenBridge) -> set[str]:
    known = bodies(chosen.key)
    of_year = YearBodies(known, chosen.of_year)
    return {body.code for body in known if body.kind in FRAME_HOLDERS and of_year.find(body.code)}


def chosen_bridge(request: HttpRequest, year: int) -> ChosenBridge | None:
    """Return the bridge that a person asks to see, ``None`` when the year has no version; 404 for one that is not."""
    person = access_budget_reading(request.user)
    key = budget_key(year)
    version = _version(request, key, year)
    if version is None:
        return None
    asked = request.GET.get("of") or request.POST.get("of") or ""
    of_year = int(asked) if asked.isdigit() and int(asked) in budget_years(year) else year
    names = {body.code: body.name for body in bodies(key)}
    is_draft = may_edit_budget(person) and not version.is_frozen and version.kind == VersionKind.BASE
    locks = base_lock_problems(key, year, version.kind) if is_draft else []
    notes = problem_texts(locks)
    lines = lines_of(version, budget_years(year))
    return ChosenBridge(key, year, of_year, version, lines, names, is_draft, notes)


def _version(request: HttpRequest, key: str, year: int) -> BudgetVersion | None:
    asked = request.GET.get("version") or request.POST.get("version_pk") or ""
    if not asked:
        return base_of_year(key, year) or adopted_of_year(key, year)
    found = versions(key).filter(year=year, pk=int(asked)).first() if asked.isdigit() else None
    if found is None:
        raise Http404(asked)
    return found


def editable_bridge(request: HttpRequest, year: int) -> tuple[ChosenBridge, User]:
    """Return the draft that a person works on; 403 without the permission, 404 when there is no draft."""
    person = access_budget_editing(request.user)
    chosen = chosen_bridge(request, year)
    if chosen is None or not chosen.is_draft:
        raise Http404(str(year))
    return chosen, person
