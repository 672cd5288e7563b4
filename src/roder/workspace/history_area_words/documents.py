from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.DOCUMENT_REGISTERED: Words(
        _("Steering document registered"), _("%(person)s registered the steering document %(subject)s.")
    ),
    Event.DOCUMENT_CHANGED: Words(
        _("Steering document changed"), _("%(person)s changed the steering document %(subject)s.")
    ),
    Event.EDITION_ADDED: Words(
        _("Edition added"), _("%(person)s added an edition to the steering document %(subject)s.")
    ),
    Event.EDITION_CHANGED: Words(
        _("Draft edition changed"),
        _("%(person)s changed a draft edition of the steering document %(subject)s."),
    ),
    Event.EDITION_ADOPTED: Words(
        _("Edition adopted"),
        _("%(person)s registered the decision that adopted an edition of the steering document %(subject)s."),
    ),
    Event.EDITION_DISCARDED: Words(
        _("Draft edition discarded"),
        _("%(person)s discarded a draft edition of the steering document %(subject)s."),
    ),
    Event.EDITION_FILE_ADDED: Words(
        _("File of an edition added"),
        _("%(person)s added the file of an edition of the steering document %(subject)s."),
    ),
    Event.DOCUMENT_ENDED: Words(
        _("Steering document ended"), _("%(person)s ended the steering document %(subject)s.")
    ),
    Event.DOCUMENT_REPLACED: Words(
        _("Steering document replaced"),
        _("%(person)s let another document take the place of the steering document %(subject)s."),
    ),
    Event.DOCUMENTS_IMPORTED: Words(
        _("Steering documents imported"),
        _("%(person)s imported a table of steering documents for %(subject)s."),
    ),
}

FIELDS: dict[str, str | Promise] = {
    "title_en": _("Title in English"),
    "document_kind": _("Kind of document"),
    "owner_body": _("Body that answers for it"),
    "owner": _("Kept by"),
    "owner_title": _("Role of the keeper"),
    "summary": _("Summary"),
    "review_on": _("To be reviewed"),
    "ended_on": _("Last day"),
    "replaced_by": _("Replaced by"),
    "edition": _("Edition"),
    "decision": _("Decision"),
    "in_force_from": _("In force from"),
    "in_force_to": _("In force to"),
    "note": _("Note"),
    "documents": _("Documents"),
    "editions": _("Editions"),
}
