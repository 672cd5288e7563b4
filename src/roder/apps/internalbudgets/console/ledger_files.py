"""``roder internalbudget sie`` and ``rebuild``: out to the ledger system, and the follow-up's columns made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.columns import rebuild_columns
from roder.apps.internalbudgets.ledger_files import ledger_budget
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.printing import kronor

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from roder.apps.console import ConsoleCommand


def add_ledger_commands(commands: _SubParsersAction[Any]) -> None:
    """Add the commands ``sie`` and ``rebuild``."""
    sie = commands.add_parser(
        "sie", help="write the adopted budget for the ledger system: SIE type 3, or the ledger table as .csv"
    )
    sie.add_argument("--year", type=int, required=True, help="the budget year")
    sie.add_argument(
        "--body", default="", metavar="CODE", help="one committee or company; else all in the books"
    )
    sie.add_argument("--unit", default="", metavar="CODE", help="one unit of the body")
    sie.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="ends in .csv for the ledger table"
    )
    rebuild = commands.add_parser(
        "rebuild", help="write what the follow-up reads anew from the budgets in force"
    )
    for command in (sie, rebuild):
        command.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")


def do_sie(console: ConsoleCommand, organisation: str, options: dict[str, Any]) -> None:
    """Write a decided budget to a file and say what it comes to."""
    year, body, unit = options["year"], options["body"], options["unit"]
    found = ledger_budget(organisation, year, body, unit)
    if found is None:
        message = _("No internal budget %(year)s has been adopted there; nothing was written.")
        raise RefusedError(message % {"year": year}, "not_adopted")
    as_table = options["out"].suffix.lower() == ".csv"
    write_file(options["out"], found.as_table() if as_table else found.as_sie())
    document = {
        "ok": True,
        "file": str(options["out"]),
        "form": "csv" if as_table else "sie3",
        "amounts": len(found.cells),
        "sum_ore": found.sum_ore,
        "left_out": found.left_out,
    }
    lines = [
        _("%(count)s amounts written to %(file)s; their sum is %(sum)s kr in ledger sign.")
        % {"count": len(found.cells), "file": options["out"], "sum": kronor(found.sum_ore)}
    ]
    if found.left_out:
        lines.append(
            _("Not in the file, since not adopted or of other books: %(bodies)s.")
            % {"bodies": ", ".join(found.left_out)}
        )
    console.print_result(document, lines, options)


def do_rebuild(console: ConsoleCommand, _organisation: str, options: dict[str, Any]) -> None:
    """Make the columns of all internal budgets anew and say which years had differed."""
    changed = rebuild_columns(acting_user=system_user())
    lines = [
        _("Written anew: %(years)s.") % {"years": ", ".join(changed)} if changed else _("Nothing differed.")
    ]
    console.print_result({"ok": True, "changed": changed}, lines, options)
