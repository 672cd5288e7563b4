"""What comes next in a matter, as the secretary is shown it: the largest thing on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.meetings.queries import matter_facts
from roder.apps.meetings.queries import minority_may_delay
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import Question
from roder.domain.meeting_order import next_step
from roder.domain.minutes import last_day_to_adjust
from roder.domain.votes import VoteMethod
from roder.ui.formatting import date_text
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.voting import acclaimed_options
from roder.workspace.meetings.voting import next_ballot
from roder.workspace.meetings.words import option_names
from roder.workspace.meetings.words import question_text

if TYPE_CHECKING:
    from roder.apps.meetings.models import MeetingItem
    from roder.domain.meeting_order import NextStep

PAIR = 2


def next_shown(item: MeetingItem) -> dict[str, Any] | None:
    """Return the next step for the template meetings/_next.html; ``None`` when there is nothing left."""
    coming = next_step(matter_facts(item))
    if coming.step.value in set(Question):
        return _question(item, coming)
    steps = {
        MeetingStep.OPEN_SESSION: _opening(item),
        MeetingStep.PUT_PROPOSALS: {
            "title": _("Put the proposals"),
            "text": _(
                "Choose which of the proposals handed in are put, and their order: the main proposal first."
            ),
            "url": matter_url(item, "matter_proposals"),
            "label": _("Choose the proposals"),
        },
        MeetingStep.APPROVE_ORDER: {
            "title": _("Approve the order of propositions"),
            "text": _(
                "The first is the main proposal. The others meet in this order to be the counter proposal."
            ),
            "order": [str(put) for put in item.proposals.select_related("proposal")],
            "action": matter_url(item, "matter_order"),
            "label": _("The meeting approves the order"),
        },
        MeetingStep.SETTLE: {
            "title": _("Register the decision"),
            "text": _("It ended with: %(winner)s.")
            % {"winner": option_names(item).get(next(iter(coming.options), ""), "")},
            "url": matter_url(item, "matter_decide"),
            "label": _("Register the decision"),
        },
        MeetingStep.ADJUST: {
            "title": _("Adjust the minutes"),
            "text": _("Reservations are registered before that. Last day: %(day)s (KL 5 ch. 69 §).")
            % {"day": date_text(last_day_to_adjust(item.meeting.day))},
            "url": matter_url(item, "matter_adjust"),
            "label": _("Adjust the minutes"),
        },
    }
    return steps.get(coming.step)


def _opening(item: MeetingItem) -> dict[str, Any]:
    if not item.meeting.members.exists():
        return {
            "title": _("Write down the members"),
            "text": _("Who has a seat, by name or by party. Those of the last meeting are suggested."),
            "url": matter_url(item, "matter_members"),
            "label": _("Write down the members"),
        }
    return {
        "title": _("Open the meeting"),
        "text": _("Note who is missing. More than half must be present (KL 5 ch. 45 §)."),
        "url": matter_url(item, "matter_open"),
        "label": _("Open the meeting"),
    }


def _question(item: MeetingItem, coming: NextStep) -> dict[str, Any]:
    ballot, names = next_ballot(item), option_names(item)
    question = Question(coming.step.value)
    wide = acclaimed_options(item, ballot) if ballot else None
    notes = []
    if question is Question.DECIDE_TODAY and minority_may_delay(item):
        notes.append(_("One third of those present is enough to delay the matter (KL 5 ch. 50 §)."))
    if question is Question.COUNTER_PROPOSAL:
        notes.append(
            _("Two proposals meet. Whoever wins goes on, until one stands against the main proposal.")
        )
    can_vote = len(coming.options) == PAIR
    return {
        "title": question_text(question),
        "text": " ".join(notes),
        "yes_text": names[coming.options[0]] if can_vote else "",
        "no_text": names[coming.options[1]] if can_vote else "",
        "acclamation_url": matter_url(item, "matter_acclamation"),
        "ballots": [
            {
                "question": each.question.value,
                "label": question_text(each.question),
                "options": [(key, names[key]) for key in each.options],
            }
            for each in ([wide, ballot] if wide != ballot else [ballot])
            if each is not None
        ],
        "vote_urls": [
            {"url": reverse("workspace:matter_vote", args=[item.year, item.pk, way.value]), "label": label}
            for way, label in (
                (VoteMethod.BY_PARTY, _("Vote, recorded by party")),
                (VoteMethod.ROLL_CALL, _("Roll call")),
            )
            if can_vote
        ],
    }
