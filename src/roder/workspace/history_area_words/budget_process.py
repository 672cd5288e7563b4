from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.PROCESS_YEAR_OPENED: Words(
        _("Budget year opened"), _("%(person)s opened the budget year %(subject)s.")
    ),
}

FIELDS: dict[str, Promise] = {}
