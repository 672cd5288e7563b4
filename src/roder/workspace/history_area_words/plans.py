from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.FUNDING_ADDED: Words(
        _("Money for a goal added"), _("%(person)s added money for a goal (%(subject)s).")
    ),
    Event.FUNDING_CHANGED: Words(
        _("Money for a goal changed"), _("%(person)s changed money for a goal (%(subject)s).")
    ),
    Event.FUNDING_REMOVED: Words(
        _("Money for a goal removed"), _("%(person)s removed money for a goal (%(subject)s).")
    ),
    Event.PLAN_BUILT: Words(_("Plan built"), _("%(person)s built the plan %(subject)s from the goals.")),
    Event.PLAN_REVISION_BEGUN: Words(
        _("Revision of a plan begun"), _("%(person)s began a revision, the plan %(subject)s.")
    ),
    Event.PLAN_SECTION_ADDED: Words(
        _("Section of a plan added"), _("%(person)s added a section to the plan %(subject)s.")
    ),
    Event.PLAN_SECTION_WRITTEN: Words(
        _("Section of a plan written"), _("%(person)s wrote in the plan %(subject)s.")
    ),
    Event.PLAN_SECTION_REMOVED: Words(
        _("Section of a plan removed"), _("%(person)s removed a section of the plan %(subject)s.")
    ),
    Event.PLAN_FRAME_DISTRIBUTED: Words(
        _("Frame of a plan distributed"), _("%(person)s distributed the frame of the plan %(subject)s.")
    ),
    Event.PLAN_REVIEWED: Words(_("Plan examined"), _("%(person)s examined the plan %(subject)s.")),
    Event.PLAN_APPROVED: Words(_("Plan approved"), _("%(person)s approved the plan %(subject)s.")),
    Event.PLAN_RETURNED: Words(_("Plan returned"), _("%(person)s returned the plan %(subject)s.")),
    Event.PLAN_ADOPTED: Words(
        _("Plan adopted"), _("%(person)s registered that the plan %(subject)s is adopted.")
    ),
    Event.PLAN_IN_FORCE: Words(_("Plan in force"), _("%(person)s put the plan %(subject)s in force.")),
    Event.PLAN_REVISED: Words(
        _("Plan replaced by its revision"), _("%(person)s let a revision replace the plan %(subject)s.")
    ),
    Event.PLAN_ENDED: Words(_("Plan ended"), _("%(person)s ended the plan %(subject)s.")),
}

FIELDS: dict[str, str | Promise] = {
    "goal": _("Goal"),
    "year": _("Year"),
    "project": _("Project"),
    "project_code": _("Project"),
    "assignment": _("Assignment"),
    "amount_ore": _("Amount"),
    "body_code": _("Body"),
    "heading": _("Heading"),
    "text": _("Text"),
    "decision": _("Decision"),
    "digest": _("Fingerprint of the pinned plan (SHA-256)"),
    "tree": _("Goal tree"),
    "sections": _("Sections"),
    "plan_state": _("State"),
}
