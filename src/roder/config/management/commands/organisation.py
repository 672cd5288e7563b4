from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import change_lines
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.importing import plan_document
from roder.apps.organisation.importing import plan_import
from roder.apps.organisation.printing import tree_document
from roder.apps.organisation.printing import tree_lines
from roder.apps.organisation.queries import bodies
from roder.apps.organisation.queries import organisation_tree
from roder.formats.tabular.organisation_table import write_organisation

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.organisation.importing import OrganisationPlan


class Command(TableCommand):
    help = "The organisation's tree: import, export, show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        self.add_import(commands, "make the tree what a CSV file or workbook says")
        export = commands.add_parser("export", help="write the tree, all dates, to .csv or .xlsx")
        export.add_argument("file", type=Path)
        show = commands.add_parser("show", help="print the tree in force on a day")
        show.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today when left out")
        show.add_argument("--json", action="store_true", help="one JSON document")
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        def save(path: Path, mapping: str) -> OrganisationPlan:
            person = system_user()
            return import_organisation(key, path, mapping=mapping, file_name=path.name, acting_user=person)

        self.read_in(
            options,
            plan=lambda path, mapping: plan_import(key, path, mapping=mapping),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=import_lines,
        )

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = bodies(key)
        if not found:
            raise RefusedError(
                _("%(organisation)s has no tree. Import one first.") % {"organisation": key}, "no_tree"
            )
        path = options["file"]
        written = write_organisation(found, as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(found))

    def do_show(self, key: str, options: dict[str, Any]) -> None:
        day = options["day"] or timezone.localdate()
        tree = organisation_tree(key, day)
        self.print_result(tree_document(tree, key, day), tree_lines(tree), options)


def import_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, differences, and what became of them."""
    lines = []
    for row in document["differences"]:
        facts = {"what": kind_text(row["kind"]), "body": f"{row['code']} {row['name']}", "day": row["from"]}
        text = _("%(what)s from %(day)s: %(body)s") if row["from"] else _("%(what)s: %(body)s")
        lines.append(text % facts)
        lines.extend(change_lines(row["fields"]))
    unchanged = _("No differences: the organisation already is like this.")
    return outcome_lines(document, lines, count=len(document["differences"]), unchanged=unchanged)
