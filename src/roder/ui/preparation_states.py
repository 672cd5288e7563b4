"""Words, icons and tones of what is gathered before a budget: trends, consequences, consultations, answers, ideas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

PREPARATION_STATES: dict[str, tuple[str | Promise, str, str]] = {
    "scan_draft": (pgettext_lazy("state of a trend in the scan", "Being written"), "circle", "quiet"),
    "scan_taken_up": (pgettext_lazy("state of a trend in the scan", "In the scan"), "check", "good"),
    "scan_set_aside": (pgettext_lazy("state of a trend in the scan", "Set aside"), "even", "quiet"),
    "consequence_not_touched": (pgettext_lazy("state of a consequence", "Not touched"), "even", "quiet"),
    "consequence_missing": (pgettext_lazy("state of a consequence", "Missing"), "warning", "warn"),
    "consequence_written": (pgettext_lazy("state of a consequence", "To be approved"), "clock", "live"),
    "consequence_approved": (pgettext_lazy("state of a consequence", "Approved"), "check", "good"),
    "analysis_none": (pgettext_lazy("state of an analysis", "Not begun"), "circle", "quiet"),
    "analysis_begun": (pgettext_lazy("state of an analysis", "Being written"), "clock", "live"),
    "analysis_done": (pgettext_lazy("state of an analysis", "Done"), "check", "good"),
    "mark_better": (pgettext_lazy("an indicator of quality", "Better"), "check", "good"),
    "mark_alike": (pgettext_lazy("an indicator of quality", "Alike"), "even", "quiet"),
    "mark_worse": (pgettext_lazy("an indicator of quality", "Worse"), "warning", "warn"),
    "mark_unknown": (pgettext_lazy("an indicator of quality", "Not known"), "circle", "quiet"),
    "consultation_draft": (pgettext_lazy("state of a consultation", "Draft"), "circle", "quiet"),
    "consultation_sent": (pgettext_lazy("state of a consultation", "Open for answers"), "right", "live"),
    "consultation_closed": (pgettext_lazy("state of a consultation", "Closed"), "check", "good"),
    "answer_waiting": (pgettext_lazy("state of an answer", "Not begun"), "circle", "quiet"),
    "answer_begun": (pgettext_lazy("state of an answer", "Being written"), "clock", "live"),
    "answer_extended": (pgettext_lazy("state of an answer", "Given more time"), "clock", "warn"),
    "answer_overdue": (pgettext_lazy("state of an answer", "Overdue"), "warning", "bad"),
    "answer_answered": (pgettext_lazy("state of an answer", "Answered"), "check", "good"),
    "answer_answered_late": (pgettext_lazy("state of an answer", "Answered late"), "check", "warn"),
    "answer_no_answer": (pgettext_lazy("state of an answer", "Did not answer"), "cross", "bad"),
    "idea_waiting": (pgettext_lazy("reply to an idea", "Waiting for a reply"), "clock", "quiet"),
    "idea_taken_up": (pgettext_lazy("reply to an idea", "Taken up"), "check", "good"),
    "idea_partly": (pgettext_lazy("reply to an idea", "Taken up in part"), "right", "live"),
    "idea_not_now": (pgettext_lazy("reply to an idea", "Not now"), "even", "quiet"),
}
"""By code: the word, the drawing and the tone, as ``roder.ui.states.State`` takes them."""
