from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.importing import kept_frames
from roder.apps.budgets.importing import plan_document
from roder.apps.budgets.importing import plan_frames
from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import change_lines
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.printing import kronor
from roder.formats.tabular.frame_table import write_frames

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.budgets.importing import FramePlan


class Command(TableCommand):
    help = "The frames that the council gives the committees for a year: import, export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        self.add_import(commands, "make the year's frames what a file says")
        export = commands.add_parser("export", help="write the year's frames, in tkr, to .csv or .xlsx")
        export.add_argument("file", type=Path)
        for command in commands.choices.values():
            command.add_argument("--year", type=int, required=True, help="the budget year")
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        year = options["year"]

        def save(path: Path, mapping: str) -> FramePlan:
            return import_frames(key, year, path, mapping=mapping, acting_user=system_user())

        self.read_in(
            options,
            plan=lambda path, mapping: plan_frames(key, year, path, mapping=mapping),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=frame_lines,
        )

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = kept_frames(key, options["year"])
        if not found:
            raise RefusedError(
                _("%(organisation)s has no frames for %(year)s. Import them first.")
                % {"organisation": key, "year": options["year"]},
                "no_frames",
            )
        path = options["file"]
        written = write_frames(found.values(), as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(found))


def frame_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, differences, and what became of them."""
    lines = []
    for row in document["differences"]:
        amounts = [kronor(ore) if ore is not None else "–" for ore in (row["old_ore"], row["new_ore"])]
        lines.append(f"{kind_text(row['kind'])}: {row['code']} {row['name']}: {amounts[0]} → {amounts[1]}")
        lines.extend(change_lines(row["fields"]))
    unchanged = _("No differences: the frames already are like this.")
    lines = outcome_lines(document, lines, count=len(document["differences"]), unchanged=unchanged)
    if document["ok"]:
        lines.append(_("Sum of the frames: %(sum)s kronor.") % {"sum": kronor(document["total_ore"])})
    return lines
