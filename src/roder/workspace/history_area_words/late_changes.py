from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.FIGURES_BUILT: Words(_("Figures kept"), _("%(person)s kept the figures of %(subject)s.")),
    Event.LATE_CHANGES_SIGNED: Words(
        _("Late changes signed"), _("%(person)s signed late changes of %(subject)s.")
    ),
}

FIELDS: dict[str, Promise] = {
    "figures": _("Figures"),
    "moved": _("Figures that moved"),
    "digest": _("Fingerprint (SHA-256)"),
}
