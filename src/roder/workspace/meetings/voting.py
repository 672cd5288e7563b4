"""To settle the question that comes next: by acclamation, by roll call or by party; and to take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roder.apps.meetings.access import access_item
from roder.apps.meetings.access import access_vote_recording
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.apps.meetings.actions.rounds import Ballot
from roder.apps.meetings.actions.rounds import record_acclamation
from roder.apps.meetings.actions.rounds import record_party_vote
from roder.apps.meetings.actions.rounds import record_roll_call
from roder.apps.meetings.actions.rounds import take_back_round
from roder.apps.meetings.queries import matter_facts
from roder.apps.meetings.queries import minority_may_delay
from roder.apps.meetings.queries import seats_by_party
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import next_step
from roder.domain.votes import VoteChoice
from roder.domain.votes import VoteCount
from roder.domain.votes import VoteMethod
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_key
from roder.workspace.meetings.chosen import UNPROCESSABLE
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.chosen import refused
from roder.workspace.meetings.tables import votes_table
from roder.workspace.meetings.words import choice_name
from roder.workspace.meetings.words import method_name
from roder.workspace.meetings.words import option_names
from roder.workspace.meetings.words import outcome_text
from roder.workspace.meetings.words import question_text

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.identity.models import User
    from roder.apps.meetings.models import BallotRound
    from roder.apps.meetings.models import MeetingItem
    from roder.apps.meetings.models import MeetingMember

CASTING = "casting"
DIGITS = 4
METHODS = (VoteMethod.BY_PARTY, VoteMethod.ROLL_CALL)


def next_ballot(item: MeetingItem) -> Ballot | None:
    """Return the question that comes next in a matter; ``None`` when another step does."""
    coming = next_step(matter_facts(item))
    if coming.step.value not in set(Question):
        return None
    return Ballot(Question(coming.step.value), coming.options)


def acclaimed_options(item: MeetingItem, ballot: Ballot) -> Ballot:
    """Return the question as it is put by acclamation: among all proposals, before any counter proposal is chosen."""
    facts = matter_facts(item)
    begun = any(held.question is Question.COUNTER_PROPOSAL for held in facts.rounds)
    if ballot.question is Question.COUNTER_PROPOSAL and not begun:
        return Ballot(Question.MAIN, facts.proposals)
    return ballot


@require_POST
def acclamation(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    asked, names = request.POST.get("question", ""), option_names(item)
    coming = next_ballot(item)
    if coming is None or asked not in set(Question):
        messages.error(request, _("That question is settled already. Look at the meeting as it stands."))
        return redirect(matter_url(item))
    wide = acclaimed_options(item, coming)
    ballot = wide if asked == wide.question else coming
    try:
        held = record_acclamation(item, ballot, request.POST.get("winner", ""), acting_user=person)
    except MeetingRefusedError as error:
        return refused(request, item, error)
    messages.success(request, outcome_text(held, names))
    return redirect(matter_url(item))


def vote(request: HttpRequest, year: int, pk: int, method: str) -> HttpResponse:
    if method not in METHODS:
        raise Http404(method)
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    ballot, way = next_ballot(item), VoteMethod(method)
    if ballot is None:
        messages.info(request, _("No question is to be voted on now."))
        return redirect(matter_url(item))
    faults: list[str] = []
    if request.method == "POST":
        try:
            held = _recorded(item, ballot, way, request.POST, person)
        except MeetingRefusedError as error:
            faults = problem_texts(error.problems)
        else:
            messages.success(request, outcome_text(held, option_names(item)))
            return redirect(matter_url(item))
    context = around(item, method_name(way)) | _form(item, ballot, way, request.POST) | {"faults": faults}
    return render(request, "workspace/meetings/vote.html", context, status=UNPROCESSABLE if faults else 200)


def _recorded(
    item: MeetingItem, ballot: Ballot, way: VoteMethod, given: QueryDict, person: User
) -> BallotRound:
    casting = _choice(given, CASTING)
    if way is VoteMethod.ROLL_CALL:
        found = {row.pk: _choice(given, f"vote-{row.pk}") for row in item.meeting.members.all()}
        choices = {pk: choice for pk, choice in found.items() if choice is not None}
        return record_roll_call(item, ballot, choices, casting, acting_user=person)
    counts = {
        party: VoteCount(*(_number(given.get(f"{choice}-{place}", "")) for choice in VoteChoice))
        for place, party in enumerate(seats_by_party(item.meeting))
    }
    return record_party_vote(item, ballot, counts, casting, acting_user=person)


def _choice(given: QueryDict, name: str) -> VoteChoice | None:
    text = str(given.get(name, ""))
    return VoteChoice(text) if text in set(VoteChoice) else None


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 0


def _form(item: MeetingItem, ballot: Ballot, way: VoteMethod, given: QueryDict) -> dict[str, Any]:
    names, members = option_names(item), list(item.meeting.members.all())
    return {
        "method": method_name(way),
        "is_roll_call": way is VoteMethod.ROLL_CALL,
        "question": question_text(ballot.question),
        "yes_text": names[ballot.options[0]],
        "no_text": names[ballot.options[-1]],
        "choices": [(choice.value, choice_name(choice)) for choice in VoteChoice],
        "members": [_member(row, given) for row in members],
        "parties": _parties(item, members, given),
        "is_named": all(row.name for row in members),
        "casting": given.get(CASTING, ""),
        "third_is_enough": ballot.question is Question.DECIDE_TODAY and minority_may_delay(item),
    }


def _member(row: MeetingMember, given: QueryDict) -> dict[str, Any]:
    missing = VoteChoice.ABSENT if row.absent else VoteChoice.DISQUALIFIED if row.disqualified else ""
    return {
        "row": row,
        "name": f"vote-{row.pk}",
        "chosen": given.get(f"vote-{row.pk}", missing),
    }


def _parties(item: MeetingItem, members: list[MeetingMember], given: QueryDict) -> list[dict[str, Any]]:
    missing: dict[tuple[str, str], int] = {}
    for row in members:
        for choice in (VoteChoice.ABSENT, VoteChoice.DISQUALIFIED):
            missing[row.party, choice] = missing.get((row.party, choice), 0) + getattr(row, choice)
    return [
        {
            "party": party,
            "seats": seats,
            "fields": [
                {
                    "name": f"{choice}-{place}",
                    "label": choice_name(choice),
                    "value": given.get(f"{choice}-{place}", missing.get((party, choice), 0) or ""),
                }
                for choice in VoteChoice
            ],
        }
        for place, (party, seats) in enumerate(seats_by_party(item.meeting).items())
    ]


@require_POST
def take_back(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    try:
        take_back_round(item, _number(request.POST.get("number", "")), acting_user=person)
    except MeetingRefusedError as error:
        return refused(request, item, error)
    messages.success(request, _("The question is taken back. What was recorded stands in the history."))
    return redirect(matter_url(item))


def votes_csv(request: HttpRequest, year: int, pk: int, number: int) -> HttpResponse:
    item, _person = access_item(request.user, budget_key(year), year, pk)
    held = item.rounds.filter(number=number).first()
    if held is None:
        raise Http404(str(number))
    form = asked_form(request)
    return csv_answer(votes_table(held), form, f"votes-{item.meeting.day.isoformat()}-{number}")


def shown_rounds(item: MeetingItem) -> list[dict[str, Any]]:
    """Return the questions that have been settled, each with its outcome in words and its votes."""
    names = option_names(item)
    return [
        {
            "number": held.number,
            "question": question_text(held.question),
            "method": method_name(held.method),
            "outcome": outcome_text(held, names),
            "table": votes_table(held) if held.method != VoteMethod.ACCLAMATION else None,
            "csv_url": f"{reverse('workspace:matter_votes_csv', args=[item.year, item.pk, held.number])}?",
        }
        for held in item.rounds.prefetch_related("votes")
    ]
