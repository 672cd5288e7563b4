"""What the grid's script needs to know beside the lines: what codes are called, last year, the words it says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.internalbudgets.line_words import CODES
from roder.apps.internalbudgets.unit_reading import outturn_of_unit
from roder.apps.ledger.models import LedgerOrganisation
from roder.domain.accounts import UNMAPPED
from roder.domain.accounts import report_lines
from roder.domain.internal_budgets import MONTHS
from roder.ui.formatting import month_name
from roder.workspace.explanations import line_name
from roder.workspace.internal_budgets.outturn_words import outturn_name

if TYPE_CHECKING:
    from roder.apps.internalbudgets.comment_queries import CellTalk
    from roder.apps.internalbudgets.line_words import LineWords
    from roder.workspace.internal_budgets.chosen_unit import ChosenUnit


def grid_data(chosen: ChosenUnit, words: LineWords, talks: list[CellTalk]) -> dict[str, Any]:
    """Return what the script reads out of the page."""
    year = chosen.budget.year
    return {
        "door": chosen.url("internal_budget_cells"),
        "person": chosen.person.pk,
        "unit": f"{chosen.budget.pk}-{chosen.part.unit_code}",
        "columns": columns(year),
        "groups": [[line.code, line_name(line.code)] for line in report_lines()]
        + [[UNMAPPED, _("Without a report line")]],
        "accounts": {number: [name, words.line(number)] for number, name in words.accounts.items()},
        "objects": [words.objects.get(column, {}) for column in CODES],
        "lastYear": last_year(chosen),
        "comments": [
            {
                "place": list(place_codes(each)),
                "month": each.comment.month,
                "isOpen": not each.is_settled,
            }
            for each in talks
        ],
        "words": script_words(outturn_name(chosen.budget.organisation, year - 1)),
    }


def place_codes(talk: CellTalk) -> tuple[str, str, str, str]:
    """Return the codes of what a comment is about, in the order of a line's place."""
    comment = talk.comment
    return (comment.account, comment.activity, comment.project, comment.counterparty)


def columns(year: int) -> list[dict[str, str]]:
    """Return the columns of a grid in their order: the year, its months, the plan years, the text."""
    language = get_language() or "sv"
    months = [
        {"cell": f"m{month:02}", "label": month_name(month, language, short=True)}
        for month in range(1, MONTHS + 1)
    ]
    plans = [
        {"cell": f"plan{number}", "label": _("Plan %(year)s") % {"year": year + number}} for number in (1, 2)
    ]
    return [
        {"cell": "year", "label": _("The year")},
        *months,
        *plans,
        {"cell": "text", "label": _("Text")},
    ]


def last_year(chosen: ChosenUnit) -> dict[str, int]:
    """Return the outturn of the year before by account, öre in report sign; nothing when no ledger tells."""
    books = LedgerOrganisation.objects.filter(key=chosen.budget.organisation).first()
    found = outturn_of_unit(books, chosen.part.unit_code, chosen.budget.year - 1) if books else None
    return found or {}


def script_words(last_year_name: str) -> dict[str, str]:
    """Return what the script says, in the language of the page; names in braces are put in by it."""
    return {
        "grid": _("Lines of the budget"),
        "line": _("Line"),
        "lastYear": last_year_name,
        "total": _("Sum of all lines"),
        "saved": _("All changes are saved."),
        "saving": _("Saving…"),
        "unsaved": _(
            "Not saved yet: {count} changes. They are kept on this computer until the server answers."
        ),
        "kept": _("{count} changes from before were not saved. They are sent now."),
        "refused": _("This could not be saved:"),
        "closed": _("The server does not take the changes: {text}"),
        "signedOut": _("You are signed out. Sign in again in another tab; the changes are kept here."),
        "here": _("Here now: {names}"),
        "conflict": _("{name} has changed this since you saw it"),
        "conflicts": _("{count} cells were changed by others while you wrote. Choose which value holds."),
        "theirs": _("Theirs: {value}"),
        "mine": _("Mine: {value}"),
        "keepTheirs": _("Keep theirs"),
        "keepMine": _("Use mine"),
        "removed": _("the line is removed"),
        "somebody": _("Somebody"),
        "unreadable": _("Not an amount: {text}. Write for example 1 250, −300,50 or =12*4500."),
        "commented": _("has a comment"),
        "isHere": _("{name} is here"),
        "unknownAccount": _("The ledger has no account {code}."),
        "isThere": _("The line is there already."),
        **_act_words(),
    }


def _act_words() -> dict[str, str]:
    return {
        "copied": _("{count} cells copied."),
        "pasted": _("{count} cells pasted."),
        "cut": _("{count} pasted cells lay outside the grid or could not be written, and were left out."),
        "buttons": _("What to do with the chosen cells"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "fillRight": _("Fill right"),
        "fillDown": _("Fill down"),
        "turnSign": _("Change sign"),
        "removeLines": _("Remove lines"),
        "addLine": _("Add the line"),
        "removeAsk": _("Removed: {name}. Undo brings it back."),
    }
