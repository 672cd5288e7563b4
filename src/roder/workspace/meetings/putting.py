"""The proposals that are put and their order, and motions to remit or postpone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from roder.apps.meetings.access import access_vote_recording
from roder.apps.meetings.actions.matters import approve_order
from roder.apps.meetings.actions.matters import move_motion
from roder.apps.meetings.actions.matters import put_proposals
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.apps.meetings.queries import board_item_of_year
from roder.apps.meetings.queries import minority_may_delay
from roder.apps.proposals.queries import handed_in
from roder.domain.meeting_order import MotionKind
from roder.domain.proposals import ProposalState
from roder.ui.problem_texts import add_problems
from roder.ui.problem_texts import problem_texts
from roder.workspace.assignment_forms import set_choices
from roder.workspace.budget_places import budget_key
from roder.workspace.mandate_forms import PlainForm
from roder.workspace.meetings.chosen import UNPROCESSABLE
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.chosen import refused
from roder.workspace.meetings.words import motion_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.meetings.models import MeetingItem
    from roder.apps.proposals.models import Proposal


class MotionForm(PlainForm):
    """A motion to remit or postpone."""

    kind = forms.ChoiceField(label=gettext_lazy("What is moved"))
    moved_by = forms.CharField(label=gettext_lazy("Moved by"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "kind", [(kind.value, motion_name(kind)) for kind in MotionKind])
        self.fields["reason"].help_text = _("A remittal says what is to be looked into further.")


def proposals(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    key = budget_key(year)
    item, person = access_vote_recording(request.user, key, year, pk)
    found = [each for each in handed_in(key, year) if each.state == ProposalState.HANDED_IN]
    faults: list[str] = []
    if request.method == "POST":
        try:
            put_proposals(item, _chosen(found, request.POST), acting_user=person)
        except MeetingRefusedError as error:
            faults = problem_texts(error.problems)
        else:
            messages.success(request, _("The proposals are put."))
            return redirect(matter_url(item))
    context = around(item, _("Proposals")) | {
        "rows": _rows(item, found, request.POST),
        "places": [str(place + 1) for place in range(len(found))],
        "faults": faults,
    }
    status = UNPROCESSABLE if faults else 200
    return render(request, "workspace/meetings/proposals.html", context, status=status)


def _rows(item: MeetingItem, found: list[Proposal], given: QueryDict) -> list[dict[str, Any]]:
    """Return what was handed in with its place: as given, as put, else the board's first and all others after."""
    put = {each.proposal_id: each for each in item.proposals.all()}
    board = board_item_of_year(item.meeting.organisation, item.year)
    winner = board.outcome.winner if board else None
    preferred = winner.proposal_id if winner else None
    order = sorted(found, key=lambda each: (each.pk != preferred, each.handed_in_at, each.pk))
    proposed = {each.pk: str(place + 1) for place, each in enumerate(order)}
    kept = {pk: str(each.position + 1) for pk, each in put.items()} if put else proposed
    return [
        {
            "proposal": each,
            "is_boards": each.pk == preferred,
            "place_name": f"place-{each.pk}",
            "place": given.get(f"place-{each.pk}", kept.get(each.pk, "")),
            "mover_name": f"mover-{each.pk}",
            "mover": given.get(f"mover-{each.pk}", put[each.pk].moved_by if each.pk in put else each.party),
        }
        for each in order
    ]


def _chosen(found: list[Proposal], given: QueryDict) -> list[tuple[Proposal, str]]:
    placed = [
        (int(place), each)
        for each in found
        if (place := given.get(f"place-{each.pk}", "")).isascii() and place.isdigit()
    ]
    ordered = sorted(placed, key=lambda pair: (pair[0], pair[1].pk))
    return [(each, given.get(f"mover-{each.pk}", "")[:200]) for _place, each in ordered]


def motion(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    form = MotionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            move_motion(
                item,
                MotionKind(given["kind"]),
                moved_by=given["moved_by"],
                reason=given["reason"],
                acting_user=person,
            )
        except MeetingRefusedError as error:
            add_problems(form, error.problems)
        else:
            messages.success(request, _("The motion is recorded."))
            return redirect(matter_url(item))
    context = around(item, _("Remittal or postponement")) | {
        "form": form,
        "third_is_enough": minority_may_delay(item),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "workspace/meetings/motion.html", context, status=status)


@require_POST
def order(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    try:
        approve_order(item, acting_user=person)
    except MeetingRefusedError as error:
        return refused(request, item, error)
    messages.success(request, _("The order of propositions is approved."))
    return redirect(matter_url(item))
