from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.BRIDGE_CHANGED: Words(
        _("Bridge of the frames changed"), _("%(person)s changed the bridge of the frames in %(subject)s.")
    ),
    Event.BRIDGE_CARRIED: Words(
        _("Last frames carried on"), _("%(person)s carried the last frames into %(subject)s.")
    ),
    Event.BRIDGE_RECKONED: Words(
        _("Step of the bridge reckoned"), _("%(person)s reckoned a step of the frames in %(subject)s.")
    ),
    Event.VOLUMES_IMPORTED: Words(
        _("Volume model imported"), _("%(person)s imported the volume model of %(subject)s.")
    ),
    Event.VOLUME_ROW_CHANGED: Words(
        _("Volume row changed"), _("%(person)s changed a row of the volume model, %(subject)s.")
    ),
    Event.INDEX_CHANGED: Words(_("Index changed"), _("%(person)s changed the index %(subject)s.")),
    Event.BODY_INDEX_CHOSEN: Words(
        _("Index of a body chosen"), _("%(person)s chose an index for bodies of %(subject)s.")
    ),
}

FIELDS: dict[str, Promise] = {
    "origin": _("Reckoning"),
    "index": _("Index"),
    "counted_year": _("Counted in"),
}
