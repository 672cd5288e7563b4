"""A matter, as the meeting goes on: what comes next, the proposals, what has been settled, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.meetings.access import access_item
from roder.apps.meetings.access import may_record
from roder.apps.meetings.models import BudgetDecision
from roder.apps.meetings.queries import attendance
from roder.apps.meetings.queries import matter_facts
from roder.apps.meetings.queries import put_proposals_of
from roder.domain.budget_decisions import NEEDS_PROPOSALS
from roder.domain.budget_decisions import WARNINGS
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_versions import result_ore
from roder.domain.meeting_faults import motion_faults
from roder.domain.meeting_order import ItemState
from roder.domain.meeting_order import MeetingState
from roder.domain.meeting_order import MeetingStep
from roder.domain.meeting_order import MotionKind
from roder.domain.meeting_order import next_step
from roder.ui.problem_texts import problem_text
from roder.workspace.budget_places import budget_key
from roder.workspace.history_rows import object_history
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.chosen import matter_url
from roder.workspace.meetings.next_steps import next_shown
from roder.workspace.meetings.tables import frames_table
from roder.workspace.meetings.tables import proposals_table
from roder.workspace.meetings.voting import shown_rounds
from roder.workspace.meetings.words import AMOUNT_UNIT
from roder.workspace.meetings.words import kind_name
from roder.workspace.meetings.words import motion_name
from roder.workspace.meetings.words import rate_text
from roder.workspace.meetings.words import statement_name

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.meetings.models import MeetingItem

MEETINGS = range(2100, 2200)
"""The numbers of acts at meetings."""


def matter(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_item(request.user, budget_key(year), year, pk)
    may = may_record(person, item.meeting)
    proposals = put_proposals_of(item)
    context = around(item) | {
        "kind": kind_name(item.kind),
        "code": f"matter_{item.state}",
        "way": _way(item),
        "next": next_shown(item) if may else None,
        "may_record": may,
        "links": _links(item) if may else [],
        "count": attendance(item.meeting),
        "proposals": proposals,
        "table": proposals_table(item, proposals) if proposals else None,
        "amount_unit": AMOUNT_UNIT,
        "motions": [{"name": motion_name(each.kind), "row": each} for each in item.motions.all()],
        "rounds": shown_rounds(item),
        "statements": [
            {"name": statement_name(each.kind), "row": each}
            for each in item.statements.select_related("in_favour_of__proposal")
        ],
        "outcome": _outcome(item),
        "take_back_number": item.rounds.count() if may and item.state == ItemState.OPEN else 0,
        "entries": object_history(item.meeting.subject, MEETINGS),
    }
    return render(request, "workspace/meetings/matter.html", context)


def _way(item: MeetingItem) -> list[dict[str, str]]:
    """Return how far the matter has come."""
    step = next_step(matter_facts(item)).step
    asking = {MeetingStep.DECIDE_TODAY, MeetingStep.REMIT_OR_POSTPONE}
    voting = {MeetingStep.APPROVE_ORDER, MeetingStep.COUNTER_PROPOSAL, MeetingStep.MAIN}
    places = [
        (_("Called"), {MeetingStep.OPEN_SESSION}),
        (_("Proposals"), {MeetingStep.PUT_PROPOSALS} | asking),
        (_("The vote"), voting),
        (_("Decision"), {MeetingStep.SETTLE}),
        (_("Minutes"), {MeetingStep.ADJUST}),
    ]
    at = next((place for place, (_label, steps) in enumerate(places) if step in steps), len(places))
    return [
        {"label": label, "state": "done" if place < at else "now" if place == at else "ahead"}
        for place, (label, _steps) in enumerate(places)
    ]


def _links(item: MeetingItem) -> list[dict[str, str]]:
    """Return what else can be done now, beside what comes next."""
    facts = matter_facts(item)
    step = next_step(facts).step
    called = item.meeting.state == MeetingState.CALLED
    open_kinds = [kind for kind in MotionKind if not motion_faults(facts, kind, "-")]
    before = {MeetingStep.OPEN_SESSION, MeetingStep.DECIDE_TODAY, MeetingStep.APPROVE_ORDER}
    has_proposals = BudgetDecisionKind(item.kind) in NEEDS_PROPOSALS
    settled = item.state != ItemState.OPEN and item.meeting.state != MeetingState.ADJUSTED
    checks = [
        (called, "matter_members", _("Members")),
        (has_proposals and step in before, "matter_proposals", _("Change the proposals and their order")),
        (bool(open_kinds), "matter_motion", _("Somebody moves to remit or postpone")),
        (settled, "matter_statement", _("Register a reservation or statement")),
    ]
    return [{"url": matter_url(item, name), "label": label} for is_open, name, label in checks if is_open]


def _outcome(item: MeetingItem) -> dict[str, Any] | None:
    made = BudgetDecision.objects.filter(item=item).select_related("budget_version", "replaced").first()
    if made is None:
        return None
    version = made.budget_version
    lines = [row.as_value() for row in version.lines.filter(year=item.year)] if version else []
    return {
        "made": made,
        "rate": rate_text(made.tax_rate),
        "result_ore": result_ore(lines, item.year) if version else None,
        "frames": frames_table(item) if version else None,
        "csv_url": f"{reverse('workspace:matter_frames_csv', args=[item.year, item.pk])}?",
        "warnings": [problem_text(WARNINGS[code]) for code in made.warnings if code in WARNINGS],
        "texts": made.texts,
    }
