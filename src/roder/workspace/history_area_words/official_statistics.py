"""Words of what is fetched from Kolada and Statistics Sweden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

WORDS: dict[int, Words] = {
    AuditEntry.Event.STATISTICS_FETCHED: Words(
        _("Statistics fetched"), _("%(person)s took in official statistics (%(subject)s).")
    ),
    AuditEntry.Event.STATISTICS_FOLLOWED: Words(
        _("Key figures taken up"), _("%(person)s took up key figures to be fetched (%(subject)s).")
    ),
    AuditEntry.Event.PLACES_CHOSEN: Words(
        _("Places of comparison chosen"),
        _("%(person)s chose what the municipality %(subject)s is compared with."),
    ),
}

FIELDS: dict[str, str | Promise] = {
    "indicators_fetched": _("Number of indicators"),
    "new_values": _("New values"),
    "revised_values": _("Revised values"),
    "withdrawn_values": _("Values no longer given"),
    "deleted_values": _("Values taken back"),
    "unchanged_values": _("Unchanged values"),
    "kept_values": _("Own values that stand"),
    "key_figures": _("Key figures"),
}
