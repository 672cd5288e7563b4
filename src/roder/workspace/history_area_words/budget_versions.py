from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.BUDGET_IMPORTED: Words(_("Budget imported"), _("%(person)s imported the budget %(subject)s.")),
    Event.BUDGET_VERSION_MADE: Words(
        _("Budget version made"), _("%(person)s made the budget version %(subject)s.")
    ),
    Event.BUDGET_VERSION_FROZEN: Words(
        _("Budget version frozen"), _("%(person)s froze the budget version %(subject)s.")
    ),
    Event.BUDGET_VERSION_REMOVED: Words(
        _("Budget version removed"), _("%(person)s removed the budget version %(subject)s.")
    ),
    Event.BUDGET_LINES_PUT: Words(
        _("Lines of a budget version written"),
        _("%(person)s wrote lines of the budget version %(subject)s."),
    ),
}

FIELDS: dict[str, Promise] = {
    "made_from": _("Made from"),
    "digest": _("Fingerprint of the lines (SHA-256)"),
    "section": _("Part of the budget"),
    "amounts_ore": _("Sum by year"),
}
