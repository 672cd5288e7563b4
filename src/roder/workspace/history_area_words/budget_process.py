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
    Event.LEGAL_DAYS_REGISTERED: Words(
        _("Legal days of a budget year registered"),
        _("%(person)s registered legal days of the budget year %(subject)s."),
    ),
    Event.LATE_CHANGE_SIGNED: Words(
        _("Late change signed"), _("%(person)s signed a late change in the budget year %(subject)s.")
    ),
    Event.LATE_CHANGE_CLOSED: Words(
        _("Late change closed"), _("%(person)s closed a late change in the budget year %(subject)s.")
    ),
    Event.PROCESS_STEP_PLANNED: Words(
        _("Step of a budget year planned"), _("%(person)s set the days or the owner of the step %(subject)s.")
    ),
    Event.PROCESS_STEP_ARTEFACT_SET: Words(
        _("Result of a step set"), _("%(person)s said what has come of the step %(subject)s.")
    ),
    Event.PROCESS_STEP_BEGUN: Words(
        _("Step of a budget year begun"), _("%(person)s began the step %(subject)s.")
    ),
    Event.PROCESS_STEP_DONE: Words(
        _("Step of a budget year done"), _("%(person)s marked the step %(subject)s as done.")
    ),
    Event.PROCESS_STEP_SKIPPED: Words(
        _("Step of a budget year skipped"), _("%(person)s skipped the step %(subject)s.")
    ),
    Event.PROCESS_STEP_REOPENED: Words(
        _("Step of a budget year taken up again"), _("%(person)s took up the step %(subject)s again.")
    ),
}

FIELDS: dict[str, Promise] = {
    "starts_on": _("First day"),
    "due_on": _("Last day"),
    "owner_title": _("Responsible"),
    "artefact_title": _("Result"),
    "artefact_url": _("Address of the result"),
    "step_state": _("State of the step"),
    "settled_on": _("Settled on"),
    "thing": _("What is concerned"),
    "board_proposed_on": _("The executive board's proposal"),
    "board_tax_proposed_on": _("Proposal for the tax rate"),
    "board_reasons": _("The board's special reasons"),
    "adopted_on": _("The council's decision"),
    "tax_adopted_on": _("The tax rate's decision"),
    "council_reasons": _("The council's special reasons"),
    "tax_notified_on": _("Notice to the tax authority"),
}
