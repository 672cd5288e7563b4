"""Recent decisions and changes as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roder.apps.audit.models import AuditEntry
from roder.domain.periods import Month
from roder.ui.formatting import ABSENT
from roder.ui.formatting import amount_with_unit
from roder.ui.formatting import span_text
from roder.workspace.mandate_texts import role_name

if TYPE_CHECKING:
    from roder.apps.notices.changes import Change
    from roder.apps.notices.changes import FrameChange

Event = AuditEntry.Event


def change_row(change: Change, language: str) -> dict[str, Any]:
    """Return the sentence, what it was and became for each body, when and by whom."""
    details = [_frame(frame, language) for frame in change.frames]
    if change.more_frames:
        details.append(
            ngettext("and %(count)s body more", "and %(count)s bodies more", change.more_frames)
            % {"count": change.more_frames}
        )
    return {"sentence": _sentence(change, language), "details": details, "at": change.at, "by": change.by}


def _sentence(change: Change, language: str) -> str:
    texts = {
        Event.LEDGER_IMPORTED: _("The ledger of %(organisation)s for %(months)s was imported."),
        Event.LEDGER_UNDONE: _("An import of the ledger of %(organisation)s for %(months)s was undone."),
        Event.FRAMES_SET: _("The frames of %(organisation)s for %(year)s were decided."),
        Event.ORGANISATION_REPLACED: _("The organisation of %(organisation)s was changed."),
        Event.BODY_ADDED: _("%(body)s was added to the organisation."),
        Event.BODY_RENAMED: _("%(body)s was renamed."),
        Event.BODY_MOVED: _("%(body)s was moved in the organisation."),
        Event.BODY_LEDGER_CODES_CHANGED: _("%(body)s was given other ledger codes."),
        Event.BODY_NUMBER_CHANGED: _("%(body)s was given another organisation number."),
        Event.BODY_ENDED: _("%(body)s was given a last day."),
        Event.MANDATE_GRANTED: _("You were given the role %(role)s."),
        Event.MANDATE_ENDED: _("Your role %(role)s was ended."),
    }
    return texts[Event(change.event)] % {
        "organisation": change.organisation,
        "body": change.body,
        "months": _months(change, language),
        "year": change.year,
        "role": role_name(change.role) if change.role else "",
    }


def _months(change: Change, language: str) -> str:
    if not change.months:
        return str(change.year)
    first, last = Month.from_number(min(change.months)), Month.from_number(max(change.months))
    return span_text(first, last, language)


def _frame(frame: FrameChange, language: str) -> str:
    old, new = (
        ABSENT if ore is None else amount_with_unit(ore, "mnkr", language)
        for ore in (frame.old_ore, frame.new_ore)
    )
    if frame.old_ore is None:
        return _("%(body)s: %(new)s") % {"body": frame.name, "new": new}
    return _("%(body)s: from %(old)s to %(new)s") % {"body": frame.name, "old": old, "new": new}
