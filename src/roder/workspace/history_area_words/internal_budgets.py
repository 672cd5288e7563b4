from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.INTERNAL_BUDGET_BEGUN: Words(
        _("Internal budget begun"), _("%(person)s began the internal budget %(subject)s.")
    ),
    Event.INTERNAL_LINES_PUT: Words(
        _("Lines of an internal budget put in"),
        _("%(person)s put lines into the internal budget of %(subject)s."),
    ),
    Event.INTERNAL_CELLS_WRITTEN: Words(
        _("Cells of an internal budget written"),
        _("%(person)s wrote in the grid of the internal budget of %(subject)s."),
    ),
    Event.CELL_COMMENTED: Words(
        _("Number of an internal budget commented on"),
        _("%(person)s commented on a number in the internal budget of %(subject)s."),
    ),
    Event.CELL_COMMENT_ANSWERED: Words(
        _("Comment on a number answered"),
        _("%(person)s answered a comment in the internal budget of %(subject)s."),
    ),
    Event.CELL_COMMENT_SETTLED: Words(
        _("Comment on a number settled"),
        _("%(person)s marked a comment as settled in the internal budget of %(subject)s."),
    ),
    Event.INTERNAL_BASE_FILLED: Words(
        _("Internal budget filled from a base"),
        _("%(person)s filled units of the internal budget of %(subject)s from a base."),
    ),
    Event.INTERNAL_COLUMNS_REBUILT: Words(
        _("Columns of internal budgets made anew"),
        _("%(person)s had the internal budgets in force written anew for the follow-up (%(subject)s)."),
    ),
    Event.STAFF_LIST_PUT: Words(
        _("Staff list put in"), _("%(person)s put in the staff list of %(subject)s.")
    ),
    Event.BUDGET_DRIVERS_PUT: Words(
        _("Drivers of a unit put in"), _("%(person)s put in the drivers of %(subject)s.")
    ),
    Event.BUDGET_ASSUMPTIONS_PUT: Words(
        _("Assumptions of an internal budget put in"),
        _("%(person)s put in what the internal budget of %(subject)s assumes."),
    ),
    Event.LINES_RECKONED: Words(
        _("Lines of a unit reckoned"), _("The lines of %(subject)s were reckoned by what %(person)s did.")
    ),
}

FIELDS: dict[str, Promise] = {
    "units": _("Units"),
    "units_deadline": _("Units hand in by"),
    "cells": _("Cells"),
    "fitted_ore": _("Fitted to what was allotted"),
    "positions": _("Positions"),
    "drivers": _("Drivers"),
    "assumptions": _("Assumptions"),
    "lines_taken": _("Lines whose place was taken"),
}
