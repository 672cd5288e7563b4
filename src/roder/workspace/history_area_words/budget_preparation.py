from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.TREND_ADDED: Words(
        _("Trend added"), _("%(person)s added the trend %(subject)s to the environmental scan.")
    ),
    Event.TREND_CHANGED: Words(
        _("Trend changed"), _("%(person)s changed the trend %(subject)s of the environmental scan.")
    ),
    Event.CONSEQUENCE_WRITTEN: Words(
        _("Consequence written"), _("%(person)s wrote what a trend means for a committee (%(subject)s).")
    ),
    Event.CONSEQUENCE_APPROVED: Words(
        _("Consequence approved"), _("%(person)s approved what a trend means for a committee (%(subject)s).")
    ),
    Event.ANALYSIS_WRITTEN: Words(
        _("Analysis written"), _("%(person)s wrote the analysis of cost and quality %(subject)s.")
    ),
    Event.CONSULTATION_DRAFTED: Words(
        _("Consultation drafted"), _("%(person)s drafted the consultation %(subject)s.")
    ),
    Event.CONSULTATION_CHANGED: Words(
        _("Consultation changed"), _("%(person)s changed the draft of the consultation %(subject)s.")
    ),
    Event.CONSULTATION_SENT: Words(
        _("Consultation sent"), _("%(person)s sent the consultation %(subject)s.")
    ),
    Event.CONSULTATION_EXTENDED: Words(
        _("More time given"), _("%(person)s gave more time to answer the consultation (%(subject)s).")
    ),
    Event.CONSULTATION_CLOSED: Words(
        _("Consultation closed"), _("%(person)s closed the consultation %(subject)s.")
    ),
    Event.ANSWER_WRITTEN: Words(
        _("Answer written"), _("%(person)s wrote in the answer to the consultation (%(subject)s).")
    ),
    Event.ANSWER_HANDED_IN: Words(
        _("Answer handed in"), _("%(person)s handed in the answer to the consultation (%(subject)s).")
    ),
    Event.ANSWER_TAKEN_BACK: Words(
        _("Answer taken back"), _("%(person)s took back the answer to the consultation (%(subject)s).")
    ),
    Event.IDEA_HANDED_OVER: Words(_("Idea handed over"), _("%(person)s handed over the idea %(subject)s.")),
    Event.IDEA_CHANGED: Words(_("Idea changed"), _("%(person)s changed the idea %(subject)s.")),
    Event.IDEA_SUPPORTED: Words(_("Idea supported"), _("%(person)s supported the idea %(subject)s.")),
    Event.IDEA_SUPPORT_WITHDRAWN: Words(
        _("Support withdrawn"), _("%(person)s took back the support of the idea %(subject)s.")
    ),
    Event.IDEA_REPLIED: Words(_("Idea answered"), _("%(person)s answered the idea %(subject)s.")),
    Event.IDEA_TRACED: Words(
        _("Trace of an idea added"), _("%(person)s noted where the idea %(subject)s went.")
    ),
    Event.IDEA_UNTRACED: Words(
        _("Trace of an idea removed"), _("%(person)s removed a note of where the idea %(subject)s went.")
    ),
}

FIELDS: dict[str, str | Promise] = {
    "description": _("Description"),
    "effect": _("Effect on the municipality"),
    "source": _("Source"),
    "horizon": _("When it is felt"),
    "likelihood": _("Likelihood"),
    "weight": _("Weight"),
    "cost_direction": _("Direction of the cost"),
    "bodies": _("Committees and companies touched"),
    "trend_state": _("State of the trend"),
    "activity": _("Activity"),
    "money": _("Money"),
    "volumes": _("Volumes"),
    "staff": _("Staff"),
    "approved_by": _("Approved by"),
    "conclusion": _("Conclusion"),
    "cost_indicator": _("Indicator of cost"),
    "quality_indicators": _("Indicators of quality"),
    "is_done": _("Done"),
    "questions": _("Questions"),
    "deadlines": _("Last days"),
    "base": _("Base"),
    "sent_on": _("Sent"),
    "answers": _("Answers"),
    "standpoint": _("Standpoint"),
    "summary": _("Summary"),
    "answer_texts": _("Answers to the questions"),
    "wishes": _("Wished changes"),
    "reservations": _("Reservations"),
    "answered_on": _("Handed in"),
    "idea_reply": _("Reply"),
    "reply_text": _("Text of the reply"),
    "target_kind": _("Where it went"),
    "target_reference": _("Reference"),
}
