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
    Event.MONTH_PROFILE_PUT: Words(
        _("Month profile saved"), _("%(person)s saved the month profile %(subject)s.")
    ),
    Event.MONTH_PROFILE_REMOVED: Words(
        _("Month profile taken away"), _("%(person)s took away the month profile %(subject)s.")
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
    Event.INTERNAL_FRAME_DIVIDED: Words(
        _("Frame divided to units"),
        _("%(person)s divided the frame of %(subject)s to its units."),
    ),
    Event.INTERNAL_DEADLINES_SET: Words(
        _("Deadlines of an internal budget set"),
        _("%(person)s set the days by which units hand in (%(subject)s)."),
    ),
    Event.UNIT_PART_SUBMITTED: Words(
        _("Unit's part handed in"),
        _("%(person)s handed in the unit's part of the internal budget %(subject)s."),
    ),
    Event.UNIT_PART_TAKEN_BACK: Words(
        _("Unit's part taken back"),
        _("%(person)s took back the unit's part of the internal budget %(subject)s."),
    ),
    Event.UNIT_PART_APPROVED: Words(
        _("Unit's part approved"),
        _("%(person)s approved the unit's part of the internal budget %(subject)s."),
    ),
    Event.UNIT_PART_RETURNED: Words(
        _("Unit's part sent back"),
        _("%(person)s sent back the unit's part of the internal budget %(subject)s."),
    ),
    Event.INTERNAL_BUDGET_APPROVED: Words(
        _("Internal budget approved"),
        _("%(person)s approved the internal budget %(subject)s."),
    ),
    Event.INTERNAL_BUDGET_SENT_BACK: Words(
        _("Internal budget sent back"),
        _("%(person)s sent back the internal budget %(subject)s."),
    ),
    Event.INTERNAL_BUDGET_ADOPTED: Words(
        _("Internal budget adopted"),
        _("%(person)s registered that the internal budget %(subject)s is adopted."),
    ),
    Event.INTERNAL_BUDGET_IN_FORCE: Words(
        _("Internal budget put in force"),
        _("%(person)s put the internal budget %(subject)s in force."),
    ),
    Event.INTERNAL_BUDGET_ENDED: Words(
        _("Internal budget ended"),
        _("%(person)s ended the internal budget %(subject)s."),
    ),
    Event.INTERNAL_CHANGE_MADE: Words(
        _("Change of an internal budget made"),
        _("%(person)s made a change of the internal budget %(subject)s."),
    ),
    Event.INTERNAL_CHANGE_DECIDED: Words(
        _("Change of an internal budget decided"),
        _("%(person)s decided a change of the internal budget %(subject)s."),
    ),
    Event.INTERNAL_CHANGE_WITHDRAWN: Words(
        _("Change of an internal budget withdrawn"),
        _("%(person)s withdrew a change of the internal budget %(subject)s."),
    ),
    Event.INTERNAL_FILE_IMPORTED: Words(
        _("File read into an internal budget"),
        _("%(person)s read a file into the internal budget of %(subject)s."),
    ),
}

FIELDS: dict[str, Promise] = {
    "lines_changed": _("Lines changed"),
    "units": _("Units"),
    "units_deadline": _("Units hand in by"),
    "cells": _("Cells"),
    "fitted_ore": _("Fitted to what was allotted"),
    "positions": _("Positions"),
    "drivers": _("Drivers"),
    "assumptions": _("Assumptions"),
    "lines_taken": _("Lines whose place was taken"),
    "part_state": _("State of the unit's part"),
    "internal_budget_state": _("State of the internal budget"),
    "change": _("Change"),
    "right": _("Decided by right of"),
}
