from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.PROPOSAL_BEGUN: Words(_("Proposal begun"), _("%(person)s began the proposal %(subject)s.")),
    Event.PROPOSAL_CHANGED: Words(
        _("Draft proposal written"),
        _(
            "%(person)s wrote in the draft proposal %(subject)s. What a draft says is not kept in the history."
        ),
    ),
    Event.PROPOSAL_HANDED_IN: Words(
        _("Proposal handed in"), _("%(person)s handed in the proposal %(subject)s.")
    ),
    Event.PROPOSAL_WITHDRAWN: Words(
        _("Proposal taken back"), _("%(person)s took back the proposal %(subject)s.")
    ),
    Event.PROPOSAL_REBASED: Words(
        _("Draft proposal set against a new base"),
        _("%(person)s set the draft proposal %(subject)s against the base as it now is."),
    ),
    Event.PROPOSAL_DISCARDED: Words(
        _("Draft proposal discarded"), _("%(person)s discarded the draft proposal %(subject)s.")
    ),
}

FIELDS: dict[str, Promise] = {"base": _("Base")}
