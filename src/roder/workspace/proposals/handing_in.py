"""A draft is handed in, taken back, set against a base that has moved, or discarded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.version_queries import base_of_year
from roder.apps.proposals.access import access_proposal_writing
from roder.apps.proposals.actions.handing_in import discard as discard_draft
from roder.apps.proposals.actions.handing_in import hand_in as hand_in_draft
from roder.apps.proposals.actions.handing_in import withdraw as take_back
from roder.apps.proposals.actions.rebasing import rebase as set_against
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.queries import base_lines
from roder.apps.proposals.queries import changes_of
from roder.apps.proposals.queries import is_step_locked
from roder.apps.proposals.queries import sums_of
from roder.apps.proposals.readiness import faults_of
from roder.domain.problems import refuses
from roder.domain.proposal_lines import as_shown
from roder.domain.proposal_rebase import RebaseChoice
from roder.domain.proposal_rebase import base_conflicts
from roder.ui.problem_texts import say_problems
from roder.workspace.budget_places import budget_key
from roder.workspace.proposals.sheet import sheet_of
from roder.workspace.proposals.words import TARGETS
from roder.workspace.proposals.words import outcome_text
from roder.workspace.proposals.words import share_text
from roder.workspace.proposals.writing import crumbs
from roder.workspace.proposals.writing import writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.proposals.models import Proposal
    from roder.domain.proposal_rebase import BaseConflict
    from roder.domain.proposals import ChangeTarget


def hand_in(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Ask before a draft is handed in, with what it lacks; by POST, hand it in."""
    proposal, person = writing(request, year, pk)
    if request.method == "POST":
        try:
            hand_in_draft(proposal, acting_user=person)
        except ProposalRefusedError as error:
            return _hand_in_page(request, proposal, error.problems)
        messages.success(request, _("The proposal is handed in. Everybody can read it now."))
        return redirect("workspace:proposal", year=year, pk=pk)
    return _hand_in_page(request, proposal, faults_of(proposal))


def _hand_in_page(request: HttpRequest, proposal: Proposal, problems: list[Any]) -> HttpResponse:
    first = sums_of(proposal)[0]
    is_locked = is_step_locked(proposal)
    where = [proposal.year, proposal.pk]
    context = {
        "proposal": proposal,
        "missing": [each for each in problems if each.refuses],
        "warnings": [each for each in problems if not each.refuses],
        "may_hand_in": not refuses(problems) and not is_locked,
        "is_locked": is_locked,
        "first": first,
        "share": share_text(first.share),
        "outcome": outcome_text(first),
        "amount_unit": "tkr",
        "hand_in_url": reverse("workspace:proposal_hand_in", args=where),
        "write_url": reverse("workspace:proposal_write", args=where),
        "rebase_url": reverse("workspace:proposal_rebase", args=where),
        "breadcrumbs": crumbs(proposal, _("Hand in")),
    }
    is_refused = request.method == "POST"
    return render(request, "workspace/proposals/hand_in.html", context, status=422 if is_refused else 200)


@require_POST
def withdraw(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    proposal, person = access_proposal_writing(request.user, budget_key(year), year, pk)
    try:
        take_back(proposal, acting_user=person)
    except ProposalRefusedError as error:
        say_problems(request, error.problems)
        return redirect("workspace:proposal", year=year, pk=pk)
    messages.success(request, _("The proposal is taken back. It is a draft again, seen by you alone."))
    return redirect("workspace:proposal_write", year=year, pk=pk)


@require_POST
def discard(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    proposal, person = access_proposal_writing(request.user, budget_key(year), year, pk)
    try:
        discard_draft(proposal, acting_user=person)
    except ProposalRefusedError as error:
        say_problems(request, error.problems)
        return redirect("workspace:proposal", year=year, pk=pk)
    messages.success(request, _("The draft is discarded."))
    return redirect("workspace:proposals", year=year)


def rebase(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Go through the places whose base has moved; by POST, settle those that are chosen."""
    proposal, person = writing(request, year, pk)
    base = base_of_year(proposal.organisation, proposal.year) or proposal.base
    conflicts = base_conflicts(base_lines(base), changes_of(proposal))
    if request.method == "POST":
        chosen = _choices(request.POST, conflicts)
        left = set_against(proposal, chosen, acting_user=person)
        if not left:
            messages.success(request, _("The proposal now stands against the base as it is."))
            return redirect("workspace:proposal_write", year=year, pk=pk)
        messages.info(request, _("Left to choose: %(count)s.") % {"count": left})
        return redirect("workspace:proposal_rebase", year=year, pk=pk)
    context = {
        "proposal": proposal,
        "base": base,
        "is_new_base": base.pk != proposal.base_id,
        "conflicts": _shown(proposal, conflicts),
        "amount_unit": "tkr",
        "breadcrumbs": crumbs(proposal, _("The base has moved")),
    }
    return render(request, "workspace/proposals/rebase.html", context)


def _choices(
    given: Mapping[str, str], conflicts: list[BaseConflict]
) -> dict[tuple[ChangeTarget, str, int], RebaseChoice]:
    found = {each.place: given.get(_field(each), "") for each in conflicts}
    return {place: RebaseChoice(text) for place, text in found.items() if text in set(RebaseChoice)}


def _field(conflict: BaseConflict) -> str:
    return json.dumps([conflict.target.value, conflict.key, conflict.year], ensure_ascii=False)


def _shown(proposal: Proposal, conflicts: list[BaseConflict]) -> list[dict[str, Any]]:
    names = sheet_of(proposal, "tkr").names
    words = {
        RebaseChoice.KEEP_CHANGE: _("Keep my change"),
        RebaseChoice.KEEP_TOTAL: _("Keep my total"),
        RebaseChoice.DROP: _("Drop my change"),
    }
    return [
        {
            "field": _field(each),
            "part": TARGETS[each.target],
            "name": names.get(each.key, each.key),
            "year": each.year,
            "seen_ore": as_shown(each.target, each.seen_ore),
            "now_ore": as_shown(each.target, each.now_ore),
            "change_ore": as_shown(each.target, each.change_ore),
            "choices": [
                {
                    "value": choice.value,
                    "words": words[choice],
                    "becomes_ore": as_shown(each.target, each.becomes_ore(choice)),
                }
                for choice in RebaseChoice
            ],
        }
        for each in conflicts
    ]
