"""A goal or an assignment is put into a draft, or taken out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.proposals.access import access_proposal_writing
from roder.apps.proposals.actions.refusals import ProposalRefusedError
from roder.apps.proposals.actions.texts import add_text
from roder.apps.proposals.actions.texts import remove_text
from roder.apps.proposals.places import places_of
from roder.domain.proposals import TEXT_TARGETS
from roder.domain.versions import StaleVersionError
from roder.ui.problem_texts import say_problems
from roder.workspace.budget_places import budget_key
from roder.workspace.proposals.sheet import sheet_of
from roder.workspace.proposals.text_changes import text_form
from roder.workspace.proposals.writing import write_page

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.proposals.models import Proposal
    from roder.apps.proposals.models import ProposalChange


@require_POST
def add(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    proposal, person = access_proposal_writing(request.user, budget_key(year), year, pk)
    form = text_form(proposal, places_of(proposal), request.POST)
    if not form.is_valid():
        return write_page(request, sheet_of(proposal, "tkr"), more={"text_form": form})
    try:
        add_text(proposal, form.change(year), acting_user=person)
    except ProposalRefusedError as error:
        say_problems(request, error.problems)
        return redirect("workspace:proposal", year=year, pk=pk)
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('workspace:proposal_write', args=[year, pk])}#texts")


@require_POST
def remove(request: HttpRequest, year: int, pk: int, change: int) -> HttpResponse:
    proposal, person = access_proposal_writing(request.user, budget_key(year), year, pk)
    row = _found(proposal, change)
    seen = request.POST.get("version", "")
    try:
        remove_text(row, seen_version=int(seen) if seen.isdigit() else 0, acting_user=person)
    except StaleVersionError:
        messages.warning(request, _("Somebody has changed it meanwhile. Nothing was taken away."))
    except ProposalRefusedError as error:
        say_problems(request, error.problems)
        return redirect("workspace:proposal", year=year, pk=pk)
    else:
        messages.success(request, _("Taken away."))
    return redirect(f"{reverse('workspace:proposal_write', args=[year, pk])}#texts")


def _found(proposal: Proposal, change: int) -> ProposalChange:
    row = proposal.changes.filter(pk=change, target__in=TEXT_TARGETS).first()
    if row is None:
        raise Http404(str(change))
    return row
