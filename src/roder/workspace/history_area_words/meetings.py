from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.MEETING_CALLED: Words(_("Meeting called"), _("%(person)s called the meeting %(subject)s.")),
    Event.MEETING_MEMBERS_SET: Words(
        _("Members of a meeting written down"),
        _("%(person)s wrote down who has a seat at the meeting %(subject)s."),
    ),
    Event.MEETING_OPENED: Words(
        _("Meeting opened"), _("%(person)s recorded that the meeting %(subject)s was opened.")
    ),
    Event.MATTER_PUT: Words(
        _("Matter put on the list"), _("%(person)s put a matter on the list of the meeting %(subject)s.")
    ),
    Event.PROPOSALS_PUT: Words(
        _("Proposals put"), _("%(person)s recorded which proposals were put at the meeting %(subject)s.")
    ),
    Event.MOTION_MADE: Words(
        _("Motion to remit or postpone"),
        _("%(person)s recorded a motion to remit or postpone at the meeting %(subject)s."),
    ),
    Event.ORDER_APPROVED: Words(
        _("Order of propositions approved"),
        _("%(person)s recorded that the meeting %(subject)s approved the order of propositions."),
    ),
    Event.BALLOT_RECORDED: Words(
        _("Question settled"), _("%(person)s recorded how the meeting %(subject)s settled a question.")
    ),
    Event.BALLOT_TAKEN_BACK: Words(
        _("Question taken back"),
        _("%(person)s took back what was recorded of a question at the meeting %(subject)s."),
    ),
    Event.MATTER_SETTLED: Words(
        _("Matter settled"), _("%(person)s registered what the meeting %(subject)s decided.")
    ),
    Event.STATEMENT_REGISTERED: Words(
        _("Reservation or statement registered"),
        _("%(person)s registered a reservation or a statement at the meeting %(subject)s."),
    ),
    Event.MINUTES_ADJUSTED: Words(
        _("Minutes adjusted"), _("%(person)s recorded that the minutes of %(subject)s are adjusted.")
    ),
    Event.TAX_NOTICE_REGISTERED: Words(
        _("Tax authority told"),
        _("%(person)s registered that the tax authority was told of the rate decided at %(subject)s."),
    ),
    Event.PROPOSAL_VOTED_ON: Words(
        _("Proposal voted on"), _("%(person)s registered the vote on the proposal %(subject)s.")
    ),
}

FIELDS: dict[str, Promise] = {
    "place": _("Place"),
    "term": _("Election period"),
    "members": _("Members"),
    "present": _("Present"),
    "absent": _("Absent"),
    "disqualified": _("Disqualified"),
    "budget_decision": _("What is to be decided"),
    "proposals": _("Proposals"),
    "motion": _("Motion"),
    "moved_by": _("Moved by"),
    "question": _("Question"),
    "method": _("How it was settled"),
    "decided_by": _("Settled by"),
    "winner": _("Won"),
    "yes": _("Yes"),
    "no": _("No"),
    "abstain": _("Abstained"),
    "votes": _("Votes"),
    "matter_state": _("State"),
    "is_rejected": _("Rejected"),
    "tax_rate": _("Tax rate"),
    "budget_version": _("Version of the budget"),
    "warnings": _("Broken rules"),
    "statement": _("Kind"),
    "party": _("Party"),
    "names": _("Names"),
    "adjusters": _("Adjusted by"),
    "adjusted_on": _("Adjusted on"),
    "announced_on": _("Announced on"),
    "tax_notice_on": _("Told on"),
    "proposal_state": _("State"),
}
