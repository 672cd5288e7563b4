from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.TABLE_UPLOADED: Words(
        _("Table sent in"), _("%(person)s sent in a table of goals or indicators (number %(subject)s).")
    ),
    Event.TABLE_DISCARDED: Words(
        _("Table thrown away"),
        _("%(person)s threw away a table of goals or indicators that was sent in (number %(subject)s)."),
    ),
    Event.GOALS_IMPORTED: Words(
        _("Goals imported"), _("%(person)s imported goals and what answers them (%(subject)s).")
    ),
    Event.INDICATORS_IMPORTED: Words(
        _("Indicators imported"), _("%(person)s imported indicators and their values (%(subject)s).")
    ),
}

FIELDS: dict[str, str | Promise] = {
    "trees": _("Goal trees"),
    "assignments": _("Assignments"),
    "resolutions": _("Verbal resolutions"),
    "activities": _("Activities"),
    "contributions": _("Contributions"),
    "fundings": _("Money for goals"),
    "verdicts": _("Verdicts"),
    "indicators": _("Indicators"),
    "targets": _("Targets"),
    "observations": _("Outcomes"),
    "added": _("Added"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "what": _("What it is"),
}
