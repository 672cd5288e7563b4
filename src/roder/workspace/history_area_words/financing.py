from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.FINANCING_ROUND_MADE: Words(
        _("Financing round made"), _("%(person)s made the financing round %(subject)s.")
    ),
    Event.FINANCING_FIGURES_SET: Words(
        _("Figures of a financing round set"), _("%(person)s set figures of the financing round %(subject)s.")
    ),
    Event.FINANCING_ROUND_LOCKED: Words(
        _("Financing round locked"), _("%(person)s locked the financing round %(subject)s.")
    ),
    Event.FINANCING_ROUND_REMOVED: Words(
        _("Financing round removed"), _("%(person)s removed the financing round %(subject)s.")
    ),
    Event.BUDGET_RESTED_ON_ROUND: Words(
        _("Budget version rests on a financing round"),
        _("%(person)s set the budget version %(subject)s to rest on a financing round."),
    ),
}

FIELDS: dict[str, Promise] = {
    "published_on": _("Published"),
    "financing_round": _("Financing round"),
    "tax_rate": _("Tax rate"),
    "copied_from": _("Copied from"),
    "inputs": _("Inputs"),
}
