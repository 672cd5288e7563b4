from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

WORDS: dict[int, Words] = {
    AuditEntry.Event.DECISION_REGISTERED: Words(
        _("Decision registered"), _("%(person)s registered the decision %(subject)s.")
    ),
}

FIELDS: dict[str, str | Promise] = {
    "title": _("Title"),
    "case_number": _("Case number"),
}
