from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.budgets.actions.volumes import import_volumes
from roder.apps.budgets.volume_importing import kept_volumes
from roder.apps.budgets.volume_importing import plan_volumes
from roder.apps.budgets.volume_importing import volume_document
from roder.apps.budgets.volume_queries import volume_book
from roder.apps.budgets.volume_words import volume_key_name
from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.printing import kronor
from roder.domain.money import ORE_PER_UNIT
from roder.domain.volumes import volume_changes
from roder.formats.tabular.volume_table import write_volumes

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.budgets.volume_importing import VolumePlan


class Command(TableCommand):
    help = (
        "The volume model: population, use, prices and volumes; import, export, and what it gives the frames."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        self.add_import(commands, "add and change the rows that a file names")
        export = commands.add_parser("export", help="write the model to .csv or .xlsx")
        export.add_argument("file", type=Path)
        show = commands.add_parser("show", help="what changed volumes give each body in a year")
        show.add_argument("--year", type=int, required=True, help="the budget year")
        show.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        def save(path: Path, mapping: str) -> VolumePlan:
            return import_volumes(key, path, mapping=mapping, acting_user=system_user())

        self.read_in(
            options,
            plan=lambda path, mapping: plan_volumes(key, path, mapping=mapping),
            save=save,
            document=partial(volume_document, language=options["language"]),
            lines=volume_lines,
        )

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = kept_volumes(key)
        if not found:
            raise RefusedError(
                _("%(organisation)s has no volume model. Import one first.") % {"organisation": key},
                "no_volumes",
            )
        path = options["file"]
        written = write_volumes(found, as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(found))

    def do_show(self, key: str, options: dict[str, Any]) -> None:
        found = volume_changes(volume_book(key), options["year"], ORE_PER_UNIT["tkr"])
        rows = [
            {
                "key": each.key,
                "body": each.body,
                "before": str(each.before),
                "after": str(each.after),
                "price_ore": each.price_ore,
                "amount_ore": each.amount_ore,
            }
            for each in found
        ]
        total = sum(each.amount_ore for each in found)
        lines = [
            f"{each.body} {volume_key_name(each.key)}: {each.before:f} → {each.after:f}, {kronor(each.amount_ore)}"
            for each in found
        ]
        lines.append(_("Sum: %(sum)s kronor.") % {"sum": kronor(total)})
        document = {"year": options["year"], "rows": rows, "total_ore": total}
        self.print_result(document, lines, options)


def volume_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, how many rows, and what became of them."""
    counts = document["rows"]
    text = _("%(added)s rows added, %(changed)s changed, %(unchanged)s as before.") % counts
    unchanged = _("No differences: the volume model already is like this.")
    return outcome_lines(document, [text], count=len(document["differences"]), unchanged=unchanged)
