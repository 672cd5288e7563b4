"""The proposals of a year: what is handed in, one's own drafts, and a new one begun."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.budgets.version_queries import base_of_year
from roder.apps.proposals.access import access_proposal_beginning
from roder.apps.proposals.access import access_proposals
from roder.apps.proposals.access import may_see
from roder.apps.proposals.access import may_write_for_officials
from roder.apps.proposals.access import parties_of
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.actions.writing import begin_proposal
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposals_of
from roder.apps.proposals.queries import sums_shown
from roder.apps.proposals.readiness import row_count
from roder.domain.proposals import ProposalOwner
from roder.domain.proposals import ProposalState
from roder.ui.problem_texts import say_problems
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.budget_places import budget_breadcrumbs
from roder.workspace.budget_places import budget_key
from roder.workspace.budget_places import budget_places
from roder.workspace.proposals.words import STATES
from roder.workspace.proposals.words import owner_name
from roder.workspace.proposals.words import proposal_label
from roder.workspace.proposals.words import rate_text
from roder.workspace.proposals.words import share_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User
    from roder.apps.proposals.models import Proposal

ENOUGH_TO_COMPARE = 2


def proposals(request: HttpRequest, year: int) -> HttpResponse:
    person = access_proposals(request.user)
    key = budget_key(year)
    laid = handed_in(key, year)
    context = {
        "year": year,
        "table": _table(laid) if laid else None,
        "drafts": _drafts(person, key, year),
        "owners": _owners(person, key),
        "sources": [(each.pk, proposal_label(each)) for each in laid],
        "has_base": base_of_year(key, year) is not None,
        "begin_url": reverse("workspace:proposal_begin", args=[year]),
        "compare_url": reverse("workspace:proposals_compare", args=[year])
        if len(laid) >= ENOUGH_TO_COMPARE
        else "",
        "tabs": budget_places(year, "proposals"),
        "breadcrumbs": budget_breadcrumbs(year, (_("Proposals"), "")),
        "amount_unit": "tkr",
    }
    return render(request, "workspace/proposals/list.html", context)


def _drafts(person: User, key: str, year: int) -> list[dict[str, Any]]:
    rows = [
        each for each in proposals_of(key, year).filter(state=ProposalState.DRAFT) if may_see(person, each)
    ]
    return [
        {
            "title": each.title,
            "owner": owner_name(each.owner, each.party),
            "count": row_count(each),
            "url": reverse("workspace:proposal_write", args=[year, each.pk]),
        }
        for each in rows
    ]


def _owners(person: User, key: str) -> list[tuple[str, str]]:
    """Return for whom the person can begin a proposal: value of the form, and words."""
    found = [(f"party|{party}", party) for party in parties_of(person, key)]
    if may_write_for_officials(person):
        officials = (ProposalOwner.ADMINISTRATION, ProposalOwner.EXECUTIVE_BOARD)
        found += [(f"{owner.value}|", owner_name(owner)) for owner in officials]
    return found


def _table(laid: Sequence[Proposal]) -> DataTable:
    columns = [
        Column(_("Proposal")),
        Column(_("From")),
        Column(_("Result"), "amount"),
        Column(_("Share of tax and grants")),
        Column(_("Tax rate")),
        Column(_("Handed in")),
        Column(_("State")),
    ]
    return DataTable(_("Handed in"), columns, [_listed(each) for each in laid])


def _listed(proposal: Proposal) -> Row:
    first = sums_shown(proposal)[0]
    day = timezone.localtime(proposal.handed_in_at).date().isoformat() if proposal.handed_in_at else ""
    return Row(
        [
            Cell(proposal.title, reverse("workspace:proposal", args=[proposal.year, proposal.pk])),
            Cell(owner_name(proposal.owner, proposal.party)),
            Cell(first.result_ore),
            Cell(share_text(first.share)),
            Cell(rate_text(first.tax_rate)),
            Cell(day),
            Cell(str(STATES[ProposalState(proposal.state)])),
        ]
    )


@require_POST
def begin(request: HttpRequest, year: int) -> HttpResponse:
    access_proposals(request.user)
    key = budget_key(year)
    owner, _sign, party = request.POST.get("owner", "").partition("|")
    if owner not in set(ProposalOwner):
        raise Http404(owner)
    person = access_proposal_beginning(request.user, key, ProposalOwner(owner), party)
    source = request.POST.get("source", "")
    copied = next((each for each in handed_in(key, year) if str(each.pk) == source), None)
    try:
        made = begin_proposal(
            key,
            year,
            ProposalOwner(owner),
            request.POST.get("title", ""),
            party=party,
            copied_from=copied,
            acting_user=person,
        )
    except ProposalRefusedError as error:
        say_problems(request, error.problems)
        return redirect("workspace:proposals", year=year)
    return redirect("workspace:proposal_write", year=year, pk=made.pk)
