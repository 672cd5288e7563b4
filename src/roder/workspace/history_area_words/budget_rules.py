from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.FRAME_AMENDED: Words(
        _("Frame changed after the vote"), _("%(person)s changed a frame after the vote (%(subject)s).")
    ),
}

FIELDS: dict[str, Promise] = {
    "amounts": _("Amounts"),
    "financing": _("Financed by"),
}
