"""What a page of the preparation needs first: whose year it is, its bodies and goals, and the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.budgetprocess.models import Consultation
from roder.apps.budgetprocess.models import Idea
from roder.apps.budgetprocess.models import ScanTrend
from roder.apps.goals.queries import overarching_goals
from roder.apps.goals.queries import trees
from roder.apps.organisation.queries import organisation_tree
from roder.apps.plans.queries import planning_bodies
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.goal_words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.forms import BaseForm
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.domain.organisation import Body
    from roder.domain.organisation import OrganisationTree

Row = TypeVar("Row")
REFUSED = 422
WHOLE = "hela"
"""What an address calls the whole municipality, where it otherwise names a body."""
LAST_MONTH, LAST_DAY = 12, 31


@dataclass(frozen=True)
class PreparedYear:
    """A budget year as its preparation sees it: the bodies of the year in which the base is worked on."""

    key: str
    year: int
    bodies: OrganisationTree

    @property
    def asked(self) -> list[Body]:
        """The committees and companies, which each have something to say before a budget."""
        return planning_bodies(self.bodies)

    def name_of(self, code: str) -> str:
        """Return what a body is called; its code when it is not in force, the whole for no code."""
        body = self.bodies.bodies.get(code)
        return body.name if body else (code or _("The whole municipality"))

    def names(self, codes: Iterable[str]) -> str:
        """Return what bodies are called, in one line."""
        return ", ".join(self.name_of(code) for code in codes)


def prepared_year(year: int) -> PreparedYear:
    """Return the budget year of an address; raises ``Http404`` for one that cannot be."""
    key = budget_key(year)
    return PreparedYear(key, year, organisation_tree(key, date(year - 1, LAST_MONTH, LAST_DAY)))


def found_trend(place: PreparedYear, pk: int) -> ScanTrend:
    """Return a trend of the year; raises ``Http404``."""
    return _found(ScanTrend.objects.filter(organisation=place.key, year=place.year, pk=pk).first(), pk)


def found_consultation(place: PreparedYear, pk: int) -> Consultation:
    """Return a consultation of the year with its base; raises ``Http404``."""
    rows = Consultation.objects.filter(organisation=place.key, year=place.year, pk=pk)
    return _found(rows.select_related("base").first(), pk)


def found_idea(place: PreparedYear, pk: int) -> Idea:
    """Return an idea of the year with its people; raises ``Http404``."""
    rows = Idea.objects.filter(organisation=place.key, year=place.year, pk=pk)
    return _found(rows.select_related("author", "replied_by").first(), pk)


def _found(row: Row | None, pk: int) -> Row:
    if row is None:
        raise Http404(str(pk))
    return row


def goal_names(place: PreparedYear) -> dict[str, str]:
    """Return the council's goals that the budget is built on, by code: of its own tree, else of the one before."""
    tree = trees(place.key).filter(year__lte=place.year).first()
    if tree is None:
        return {}
    return {goal.code: f"{goal.code} {in_language(goal, 'title')}" for goal in overarching_goals(tree)}


def around(place: PreparedYear, current: str, *trail: tuple[str, str]) -> dict[str, Any]:
    """Return the context that every page of the preparation has: year, tabs, and the way to it."""
    labels = {
        "budget_scan": _("Environmental scan"),
        "budget_analysis": _("Cost and quality"),
        "budget_consultation": _("Consultation"),
        "budget_ideas": _("Ideas"),
    }
    way = (labels[current], reverse(f"workspace:{current}", args=[place.year]))
    return {
        "year": place.year,
        "tabs": budget_places(place.year, current),
        "breadcrumbs": budget_breadcrumbs(place.year, way, *trail),
    }


def with_lists(given: QueryDict, posted: QueryDict, *names: str) -> QueryDict:
    """Return a resolved form with the fields of many values as they were posted."""
    answer = given.copy()
    for name in names:
        if name in posted:
            answer.setlist(name, posted.getlist(name))
    return answer


def say(request: HttpRequest, sentences: Iterable[str]) -> None:
    """Say on the next page why something was refused."""
    for sentence in sentences:
        messages.error(request, sentence)


@dataclass(frozen=True)
class FormPage:
    """The words of a form's page: which tab it stands under, its title, what helps, and the way back."""

    current: str
    title: str
    help_text: str
    cancel_url: str
    seen: str = ""


def form_page(request: HttpRequest, place: PreparedYear, form: BaseForm, page: FormPage) -> HttpResponse:
    """Answer a form of the preparation, as it was opened or with its faults."""
    context = {
        **around(place, page.current, (page.title, "")),
        "title": page.title,
        "form": form,
        "seen": page.seen,
        "cancel_url": page.cancel_url,
        "help_text": page.help_text,
    }
    status = REFUSED if form.is_bound else 200
    return render(request, "workspace/budget_preparation/form.html", context, status=status)
