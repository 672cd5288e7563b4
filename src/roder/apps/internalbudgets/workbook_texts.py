"""What the workbook of an internal budget says to the person who fills it in, and what its file is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.internalbudgets.exporting import budget_sheet
from roder.apps.internalbudgets.exporting import lines_in_file
from roder.apps.internalbudgets.queries import bodies_of_year
from roder.domain.internal_budgets import InternalBudgetState
from roder.formats.tabular.internal_budget_table import write_internal_budget
from roder.formats.tabular.internal_budget_workbook import WorkbookWords
from roder.formats.tabular.internal_budget_workbook import write_budget_workbook

if TYPE_CHECKING:
    from datetime import datetime

    from roder.apps.internalbudgets.models import InternalBudget
    from roder.domain.organisation import Body
    from roder.formats.tabular.internal_budget_stamp import TakenOut


def budget_file(budget: InternalBudget, unit: str, *, as_workbook: bool) -> bytes:
    """Return the bytes of a unit's budget as a file, or of the whole when no unit is named."""
    if not as_workbook:
        return write_internal_budget(budget.year, lines_in_file(budget, unit)).content
    at = timezone.localtime()  # house: allow clock: the file says when it was taken out
    sheet = budget_sheet(budget, unit, at)
    is_open = budget.state == InternalBudgetState.DRAFT
    return write_budget_workbook(sheet, _words(budget, sheet.taken, at, is_open=is_open), is_open=is_open)


def file_name(budget: InternalBudget, unit: str, *, as_workbook: bool) -> str:
    """Return what the file is called."""
    return f"internbudget-{budget.year}-{unit or budget.body_code}.{'xlsx' if as_workbook else 'csv'}"


def _words(budget: InternalBudget, taken: TakenOut, at: datetime, *, is_open: bool) -> WorkbookWords:
    bodies = bodies_of_year(budget.organisation, budget.year).bodies
    code = taken.unit or taken.body
    name = bodies[code].name if code in bodies else code
    hint = _(
        "Fill in the coloured cells. Income is plus, cost is minus. New lines go in the empty rows below."
    )
    closed = _("The budget is decided: this file is to be read, not to be sent back.")
    return WorkbookWords(
        sheet=_("Internal budget"),
        about_sheet=_("About the file"),
        title=_("%(name)s, internal budget %(year)s") % {"name": name, "year": budget.year},
        hint=hint if is_open else closed,
        given=_("Given"),
        net=_("Net of the lines"),
        left=_("Left to distribute"),
        unit_name=_("Name of the unit"),
        account_name=_("Name of the account"),
        activity_name=_("Name of the activity"),
        outturn=_("Outturn %(year)s") % {"year": budget.year - 1},
        about=[
            (_("Organisation"), taken.organisation),
            (_("Committee or company"), _named(taken.body, bodies)),
            (_("Unit"), _named(taken.unit, bodies) if taken.unit else _("All units")),
            (_("Budget year"), str(taken.year)),
            (_("Layer of the budget"), str(taken.layer)),
            (_("Taken out"), at.strftime("%Y-%m-%d %H:%M")),
            (_("Lines"), str(len(taken.lines))),
            (
                _("How it comes back"),
                _(
                    "Send the file back on the page Read in a file. You see every difference before anything is saved, also where somebody else has changed the same figure meanwhile."
                ),
            ),
        ],
    )


def _named(code: str, bodies: dict[str, Body]) -> str:
    return f"{code} {bodies[code].name}" if code in bodies else code
