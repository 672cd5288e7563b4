"""Words, icons and tones of states and proofs: a state is never shown by colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy
from django.utils.translation import pgettext_lazy

from roder.ui.internal_budget_states import INTERNAL_BUDGET_STATES
from roder.ui.preparation_states import PREPARATION_STATES

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class State:
    """How a state is shown. ``tone`` is ``good``, ``warn``, ``bad``, ``live`` or ``quiet``."""

    word: str | Promise
    icon: str
    tone: str


_STATES = {
    "queued": State(pgettext_lazy("state of an import", "Waiting"), "clock", "quiet"),
    "running": State(pgettext_lazy("state of an import", "Running"), "clock", "live"),
    "checking": State(pgettext_lazy("state of an import", "Being read and proved"), "clock", "live"),
    "importing": State(pgettext_lazy("state of an import", "Being stored"), "clock", "live"),
    "needs_mapping": State(pgettext_lazy("state of an import", "Columns to point out"), "info", "warn"),
    "checked": State(pgettext_lazy("state of an import", "Waiting for you"), "info", "warn"),
    "refused": State(pgettext_lazy("state of an import", "Refused"), "cross", "bad"),
    "imported": State(pgettext_lazy("state of an import", "Imported"), "check", "good"),
    "undone": State(pgettext_lazy("state of an import", "Undone"), "undo", "quiet"),
    "discarded": State(pgettext_lazy("state of an import", "Discarded"), "cross", "quiet"),
    "failed": State(pgettext_lazy("state of an import", "Stopped by a fault"), "warning", "bad"),
    "live": State(pgettext_lazy("state of a batch", "In use"), "check", "good"),
    "replaced": State(pgettext_lazy("state of a batch", "Replaced"), "right", "quiet"),
    "error": State(pgettext_lazy("weight of a fault", "Error"), "cross", "bad"),
    "warning": State(pgettext_lazy("weight of a fault", "Warning"), "warning", "warn"),
    "info": State(pgettext_lazy("weight of a fault", "Note"), "info", "quiet"),
    "proved": State(pgettext_lazy("outcome of a proof", "Agrees"), "check", "good"),
    "differs": State(pgettext_lazy("outcome of a proof", "Differs"), "cross", "bad"),
    "faultless": State(gettext_lazy("No faults found"), "check", "good"),
    "balanced": State(pgettext_lazy("sum of a voucher", "Balances"), "check", "good"),
    "unbalanced": State(pgettext_lazy("sum of a voucher", "Does not balance"), "cross", "bad"),
    "deficit_restored": State(pgettext_lazy("state of a deficit", "Restored"), "check", "good"),
    "deficit_open": State(pgettext_lazy("state of a deficit", "To restore"), "clock", "warn"),
    "deficit_overdue": State(pgettext_lazy("state of a deficit", "Past its third year"), "warning", "bad"),
    "mandate_in_force": State(pgettext_lazy("state of a role", "Holds now"), "check", "good"),
    "mandate_coming": State(pgettext_lazy("state of a role", "Has not begun"), "clock", "quiet"),
    "mandate_ended": State(pgettext_lazy("state of a role", "Ended"), "cross", "quiet"),
    "monthly": State(gettext_lazy("Monthly follow-up"), "info", "quiet"),
    "tertial": State(gettext_lazy("Tertial follow-up"), "info", "live"),
    "none": State(gettext_lazy("No follow-up this month"), "info", "quiet"),
    "cancelled": State(pgettext_lazy("state of background work", "Cancelled"), "cross", "quiet"),
    "done": State(pgettext_lazy("state of background work", "Done"), "check", "good"),
    "book_ok": State(pgettext_lazy("part of the book", "There"), "check", "good"),
    "book_missing": State(pgettext_lazy("part of the book", "Missing"), "cross", "bad"),
    "book_not_yet_required": State(
        pgettext_lazy("part of the book", "Not required that year"), "info", "quiet"
    ),
    "due_late": State(pgettext_lazy("urgency of a date", "Late"), "warning", "bad"),
    "due_soon": State(pgettext_lazy("urgency of a date", "Soon"), "clock", "warn"),
    "due_ok": State(pgettext_lazy("urgency of a date", "Coming"), "info", "quiet"),
    "waits": State(pgettext_lazy("urgency of a date", "Waiting for you"), "info", "warn"),
    "handed_over": State(pgettext_lazy("a report of the law", "Handed over in time"), "check", "good"),
    "handed_over_late": State(pgettext_lazy("a report of the law", "Handed over late"), "warning", "warn"),
    "assignment_not_started": State(
        pgettext_lazy("state of an assignment", "Not started"), "circle", "quiet"
    ),
    "assignment_on_plan": State(
        pgettext_lazy("state of an assignment", "Under way as planned"), "right", "live"
    ),
    "assignment_deviating": State(
        pgettext_lazy("state of an assignment", "Under way, deviating"), "warning", "warn"
    ),
    "assignment_done": State(pgettext_lazy("state of an assignment", "Carried out"), "check", "good"),
    "assignment_stopped": State(pgettext_lazy("state of an assignment", "Stopped"), "cross", "quiet"),
    "time_overdue": State(pgettext_lazy("an assignment in time", "Overdue"), "warning", "bad"),
    "time_soon": State(pgettext_lazy("an assignment in time", "Due soon"), "clock", "warn"),
    "time_not_yet": State(pgettext_lazy("an assignment in time", "Not yet due"), "clock", "quiet"),
    "time_under_way": State(pgettext_lazy("an assignment in time", "In time"), "clock", "quiet"),
    "time_undated": State(pgettext_lazy("an assignment in time", "No last day"), "info", "quiet"),
    "time_closed": State(pgettext_lazy("an assignment in time", "Closed"), "even", "quiet"),
    "example": State(gettext_lazy("Example data"), "info", "quiet"),
    "tree_draft": State(pgettext_lazy("state of a goal tree", "Draft"), "clock", "warn"),
    "tree_adopted": State(pgettext_lazy("state of a goal tree", "Adopted"), "check", "good"),
    "tree_archived": State(pgettext_lazy("state of a goal tree", "Archived"), "info", "quiet"),
    "plan_none": State(pgettext_lazy("state of a plan", "Not begun"), "circle", "quiet"),
    "plan_draft": State(pgettext_lazy("state of a plan", "Draft"), "clock", "quiet"),
    "plan_reviewed": State(pgettext_lazy("state of a plan", "Examined"), "right", "live"),
    "plan_approved": State(pgettext_lazy("state of a plan", "Approved"), "right", "live"),
    "plan_adopted": State(pgettext_lazy("state of a plan", "Adopted"), "check", "good"),
    "plan_in_force": State(pgettext_lazy("state of a plan", "In force"), "check", "good"),
    "plan_revised": State(pgettext_lazy("state of a plan", "Replaced by a revision"), "undo", "quiet"),
    "plan_ended": State(pgettext_lazy("state of a plan", "Ended"), "even", "quiet"),
    "plan_late": State(pgettext_lazy("state of a plan", "Late"), "warning", "bad"),
    "matter_open": State(pgettext_lazy("state of a matter", "Not decided"), "clock", "warn"),
    "matter_decided": State(pgettext_lazy("state of a matter", "Decided"), "check", "good"),
    "matter_remitted": State(pgettext_lazy("state of a matter", "Remitted"), "undo", "quiet"),
    "matter_postponed": State(pgettext_lazy("state of a matter", "Postponed"), "right", "quiet"),
    "proposal_won": State(pgettext_lazy("state of a proposal", "Adopted"), "check", "good"),
    "proposal_lost": State(pgettext_lazy("state of a proposal", "Not adopted"), "cross", "quiet"),
    "attainment_met": State(pgettext_lazy("an indicator and its target", "Met"), "check", "good"),
    "attainment_near": State(pgettext_lazy("an indicator and its target", "Nearly met"), "warning", "warn"),
    "attainment_missed": State(pgettext_lazy("an indicator and its target", "Not met"), "cross", "bad"),
    "attainment_no_target": State(pgettext_lazy("an indicator and its target", "No target"), "info", "quiet"),
    "attainment_not_due": State(
        pgettext_lazy("an indicator and its target", "Not due yet"), "clock", "quiet"
    ),
    "attainment_late": State(pgettext_lazy("an indicator and its target", "Late"), "warning", "warn"),
    "attainment_missing": State(pgettext_lazy("an indicator and its target", "No value"), "circle", "quiet"),
    "attainment_hidden": State(
        pgettext_lazy("an indicator and its target", "Not shown: few people"), "info", "quiet"
    ),
    "trend_better": State(pgettext_lazy("trend", "Better"), "check", "good"),
    "trend_worse": State(pgettext_lazy("trend", "Worse"), "warning", "warn"),
    "trend_unchanged": State(pgettext_lazy("trend", "Unchanged"), "even", "quiet"),
    "trend_unknown": State(pgettext_lazy("trend", "Cannot be said"), "circle", "quiet"),
    "document_draft": State(pgettext_lazy("state of a document", "Draft"), "circle", "quiet"),
    "document_coming": State(pgettext_lazy("state of a document", "Not yet in force"), "clock", "quiet"),
    "document_in_force": State(pgettext_lazy("state of a document", "In force"), "check", "good"),
    "document_review_due": State(pgettext_lazy("state of a document", "To be reviewed"), "clock", "warn"),
    "document_lapses_soon": State(
        pgettext_lazy("state of a document", "Lapses within six months"), "warning", "warn"
    ),
    "document_lapsed": State(pgettext_lazy("state of a document", "Lapsed"), "cross", "bad"),
    "document_replaced": State(pgettext_lazy("state of a document", "Replaced"), "right", "quiet"),
    "edition_draft": State(pgettext_lazy("state of an edition", "Draft"), "circle", "quiet"),
    "edition_coming": State(pgettext_lazy("state of an edition", "Not yet in force"), "clock", "quiet"),
    "edition_earlier": State(pgettext_lazy("state of an edition", "Earlier edition"), "right", "quiet"),
    "edition_lapsed": State(pgettext_lazy("state of an edition", "Lapsed"), "cross", "bad"),
    "edition_in_force": State(pgettext_lazy("state of an edition", "In force"), "check", "good"),
    "text_waiting": State(pgettext_lazy("text of a file", "The text is being read"), "clock", "live"),
    "text_read": State(pgettext_lazy("text of a file", "The text can be searched"), "check", "good"),
    "text_cut": State(pgettext_lazy("text of a file", "The first part can be searched"), "info", "warn"),
    "text_missing": State(
        pgettext_lazy("text of a file", "No text in the file, only pictures"), "warning", "warn"
    ),
    "text_encrypted": State(
        pgettext_lazy("text of a file", "Locked by a password, cannot be searched"), "warning", "warn"
    ),
    "text_broken": State(
        pgettext_lazy("text of a file", "Damaged, the text cannot be read"), "warning", "bad"
    ),
    "text_too_long": State(
        pgettext_lazy("text of a file", "Too heavy, the text was not read"), "warning", "warn"
    ),
    "step_not_begun": State(pgettext_lazy("state of a step", "Not begun"), "circle", "quiet"),
    "step_under_way": State(pgettext_lazy("state of a step", "Under way"), "right", "live"),
    "step_done": State(pgettext_lazy("state of a step", "Done"), "check", "good"),
    "step_skipped": State(pgettext_lazy("state of a step", "Skipped"), "even", "quiet"),
    "step_late": State(pgettext_lazy("state of a step", "Late"), "warning", "bad"),
    "rule_ok": State(pgettext_lazy("a rule of the law", "Kept"), "check", "good"),
    "rule_not_yet": State(pgettext_lazy("a rule of the law", "Not yet"), "clock", "quiet"),
    "rule_warning": State(pgettext_lazy("a rule of the law", "Warning"), "warning", "warn"),
    "rule_breach": State(pgettext_lazy("a rule of the law", "Breach"), "cross", "bad"),
    "unmapped": State(gettext_lazy("Not mapped"), "warning", "warn"),
    **{code: State(*shown) for code, shown in PREPARATION_STATES.items()},
    **{code: State(*shown) for code, shown in INTERNAL_BUDGET_STATES.items()},
}

_PROOFS = {
    "vouchers_balance": gettext_lazy("Every voucher sums to zero"),
    "closing_balances": gettext_lazy("Opening balance and movements give the closing balance"),
    "result_balances": gettext_lazy("Movements give the stated result"),
    "period_balances": gettext_lazy("Movements give the stated period balances"),
    "checksum": gettext_lazy("The file's checksum"),
}


_STEPS = {
    "": gettext_lazy("The file waits for its turn."),
    "waiting": gettext_lazy("Another import is being stored. This one waits for it."),
    "reading": gettext_lazy("Reading the file"),
    "proving": gettext_lazy("Proving the file against itself"),
    "storing": gettext_lazy("Storing the rows"),
    "totals": gettext_lazy("Adding up the totals"),
    "done": gettext_lazy("Done"),
    "noticing": gettext_lazy("Going through what waits for each person"),
    "mailing": gettext_lazy("Sending mail"),
    "fetching": gettext_lazy("Fetching from the source"),
    "waiting_for_source": gettext_lazy("Fetching from the source"),
}


def step_text(name: str) -> str:
    """Return what a job is doing; an unknown step is shown as it is."""
    return str(_STEPS.get(name, name))


def state_of(code: str) -> State:
    """Return how a state is shown; an unknown code is shown as it is, never hidden."""
    return _STATES.get(code, State(code, "info", "quiet"))


def proof_title(name: str) -> str:
    """Return the title of a proof; an unknown name is shown as it is."""
    return str(_PROOFS.get(name, name))
