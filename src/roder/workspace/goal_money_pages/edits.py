"""To let money name a goal, to change it, and to take it away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.goals.actions.funding import FundingRefusedError
from roder.apps.goals.actions.funding import add_funding
from roder.apps.goals.actions.funding import change_funding
from roder.apps.goals.actions.funding import remove_funding
from roder.apps.goals.funding_access import access_funding
from roder.apps.goals.funding_queries import funding_with_key
from roder.apps.goals.funding_queries import subject_of
from roder.apps.identity.access import access_person
from roder.apps.organisation.queries import organisation_tree
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import problem_text
from roder.ui.versions import Seen
from roder.ui.versions import as_text
from roder.ui.versions import read_seen
from roder.ui.versions import resolved
from roder.ui.versions import version_conflict
from roder.workspace.amounts_as_written import amount_as_written
from roder.workspace.goal_money_pages.forms import FundingForm
from roder.workspace.goal_money_pages.forms import texts_of
from roder.workspace.goal_money_pages.pages import chosen_year
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.history_rows import object_history
from roder.workspace.version_conflicts import conflict_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.goals.models import GoalFunding
    from roder.apps.goals.models import GoalTree
    from roder.domain.organisation import OrganisationTree
    from roder.domain.problems import Problem

FUNDINGS = range(1480, 1490)
"""The numbers of acts on the money of goals."""


def add(request: HttpRequest, tree: str) -> HttpResponse:
    chosen = chosen_tree(tree)
    year = chosen_year(request, chosen)
    bodies = _bodies(chosen.organisation, year)
    within = access_funding(request.user).bodies(bodies)
    asked = {"goal": request.GET.get("goal"), "body_code": request.GET.get("body"), "year": year}
    form = FundingForm(
        request.POST if request.method == "POST" else None,
        initial={name: value for name, value in asked.items() if value},
        tree=chosen,
        bodies=bodies,
        within=within,
    )
    if form.is_valid():
        wish = form.wish()
        try:
            told = add_funding(wish, acting_user=access_person(request.user))
        except FundingRefusedError as error:
            add_problems(form, error.problems)
        else:
            _tell(request, told)
            return redirect(_goal_address(chosen, wish.goal.code, wish.year))
    return _page(request, form, chosen, _("Let money name a goal"))


def change(request: HttpRequest, tree: str, pk: int) -> HttpResponse:
    chosen, row, bodies = _row(request, tree, pk)
    given = resolved(request.POST)
    form = FundingForm(
        given if request.method == "POST" else None,
        initial=texts_of(row),
        tree=chosen,
        bodies=bodies,
        within=access_funding(request.user).bodies(bodies),
        row=row,
    )
    if form.is_valid():
        wish, seen = form.wish(), read_seen(given)
        try:
            told = change_funding(
                row, wish, seen_version=seen.version, acting_user=access_person(request.user)
            )
        except FundingRefusedError as error:
            add_problems(form, error.problems)
        except StaleVersionError as error:
            return _conflict(request, chosen, row, given, error)
        else:
            _tell(request, told)
            return redirect(_goal_address(chosen, row.goal.code, wish.year))
    return _page(request, form, chosen, _("Change the money"), row, given)


@require_POST
def remove(request: HttpRequest, tree: str, pk: int) -> HttpResponse:
    chosen, row, _bodies = _row(request, tree, pk)
    seen = request.POST.get("version", "")
    try:
        remove_funding(
            row,
            seen_version=int(seen) if seen.isdigit() else 0,
            acting_user=access_person(request.user),
        )
    except StaleVersionError:
        messages.warning(request, _("Somebody has changed the row meanwhile. Look at it as it stands."))
        return redirect("workspace:funding_change", tree=tree, pk=pk)
    messages.success(request, _("The money no longer names the goal."))
    return redirect(_goal_address(chosen, row.goal.code, row.year))


def _row(request: HttpRequest, tree: str, pk: int) -> tuple[GoalTree, GoalFunding, OrganisationTree]:
    reach = access_funding(request.user)
    chosen = chosen_tree(tree)
    row = funding_with_key(chosen, pk)
    if row is None:
        raise Http404(str(pk))
    bodies = _bodies(chosen.organisation, row.year)
    if row.body_code not in reach.bodies(bodies):
        raise PermissionDenied
    return chosen, row, bodies


def _bodies(organisation: str, year: int) -> OrganisationTree:
    return organisation_tree(organisation, date(year, 12, 31))


def _goal_address(tree: GoalTree, code: str, year: int) -> str:
    return f"{reverse('workspace:goal_money_goal', args=[tree.code, code])}?year={year}"


def _tell(request: HttpRequest, told: list[Problem]) -> None:
    messages.success(request, _("Saved."))
    for problem in told:
        messages.warning(request, problem_text(problem))


def _page(
    request: HttpRequest,
    form: FundingForm,
    tree: GoalTree,
    title: str,
    row: GoalFunding | None = None,
    given: QueryDict | None = None,
) -> HttpResponse:
    seen = read_seen(given) if given and form.is_bound else Seen(row.version, texts_of(row)) if row else None
    money = reverse("workspace:goal_money", args=[tree.code])
    context = {
        "title": title,
        "form": form,
        "row": row,
        "seen": str(seen) if seen else "",
        "remove_url": reverse("workspace:funding_remove", args=[tree.code, row.pk]) if row else "",
        "cancel_url": _goal_address(tree, row.goal.code, row.year) if row else money,
        "entries": object_history(subject_of(row), FUNDINGS) if row else [],
        "breadcrumbs": [*crumbs(tree), {"label": _("Money"), "url": money}, {"label": title, "url": ""}],
    }
    status = 422 if form.is_bound else 200
    return render(request, "workspace/goal_money/edit.html", context, status=status)


def _conflict(
    request: HttpRequest, tree: GoalTree, row: GoalFunding, given: QueryDict, error: StaleVersionError
) -> HttpResponse:
    form = FundingForm(tree=tree, bodies=_bodies(tree.organisation, row.year), within=(), row=row)

    def shown(values: dict[str, Any]) -> dict[str, str]:
        named = {name: as_text(value) for name, value in values.items() if name != "amount_ore"}
        return named | {"amount": amount_as_written(values.get("amount_ore", 0))}

    conflict = version_conflict(
        error,
        read_seen(given),
        theirs=shown(error.theirs) if error.theirs else {},
        mine=shown(error.mine),
        labels={name: field.label for name, field in form.fields.items()},
    )
    return conflict_page(
        request,
        conflict,
        name=_("the money of %(goal)s") % {"goal": row.goal.title},
        cancel_url=_goal_address(tree, row.goal.code, row.year),
        breadcrumbs=crumbs(tree),
    )
