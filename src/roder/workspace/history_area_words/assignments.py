from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.ASSIGNMENT_REGISTERED: Words(
        _("Assignment registered"), _("%(person)s registered the assignment %(subject)s.")
    ),
    Event.ASSIGNMENT_CHANGED: Words(
        _("Assignment changed"), _("%(person)s changed the assignment %(subject)s.")
    ),
    Event.ASSIGNMENT_LINKED: Words(
        _("Assignment linked to goals"), _("%(person)s chose which goals the assignment %(subject)s serves.")
    ),
    Event.ASSIGNMENT_HANDED_OVER: Words(
        _("Assignment handed over"), _("%(person)s handed over the assignment %(subject)s.")
    ),
    Event.ASSIGNMENT_REPORTED: Words(
        _("Assignment reported"), _("%(person)s reported how the assignment %(subject)s stands.")
    ),
    Event.ACTIVITY_PLANNED: Words(_("Activity planned"), _("%(person)s planned the activity %(subject)s.")),
    Event.ACTIVITY_CHANGED: Words(_("Activity changed"), _("%(person)s changed the activity %(subject)s.")),
    Event.ACTIVITY_REPORTED: Words(
        _("Activity reported"), _("%(person)s reported how the activity %(subject)s stands.")
    ),
}

FIELDS: dict[str, str | Promise] = {
    "title_en": _("Title in English"),
    "text": _("Text"),
    "given_by": _("Given by"),
    "given_to": _("Given to"),
    "given_on": _("Given on"),
    "due": _("To be done by"),
    "decision": _("Decision"),
    "decision_id": _("Number of the decision in the register"),
    "owner": _("Owner"),
    "owner_id": _("Number of the owner among the people"),
    "owner_title": _("Title of the owner"),
    "goals": _("Goals"),
    "assignment_state": _("State"),
    "day": _("Day"),
    "comment": _("Comment"),
    "body_code": _("Body"),
    "begins": _("Begins"),
}
