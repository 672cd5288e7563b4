from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.imports import import_register
from roder.apps.investments.console.register_words import difference_lines
from roder.apps.investments.importing import plan_document
from roder.apps.investments.importing import plan_register
from roder.apps.investments.importing import register_document
from roder.apps.investments.queries import entries
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.printing import kronor
from roder.domain.register_shapes import RegisterKind
from roder.formats.tabular.register_table import write_register

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.investments.importing import RegisterPlan
    from roder.domain.budget_registers import RegisterEntry


class Command(TableCommand):
    help = "Registers of the budget: investment projects, fees, companies' budgets, owner directives."
    may_be_unknown = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        self.add_import(commands, "let a register say what a CSV file or workbook says")
        shown = commands.add_parser("list", help="list a register with the amounts of each year")
        shown.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        export = commands.add_parser("export", help="write a register, in kronor, to .csv or .xlsx")
        export.add_argument("file", type=Path)
        for command in commands.choices.values():
            command.add_argument(
                "--register",
                choices=[kind.value for kind in RegisterKind],
                default=RegisterKind.PROJECT.value,
                help="which register; projects when not said",
            )
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        kind = RegisterKind(options["register"])

        def save(path: Path, mapping: str) -> RegisterPlan:
            person = system_user()
            return import_register(kind, key, path, mapping=mapping, file_name=path.name, acting_user=person)

        self.read_in(
            options,
            plan=lambda path, mapping: plan_register(kind, key, path, mapping=mapping),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=import_lines,
        )

    def do_list(self, key: str, options: dict[str, Any]) -> None:
        kind = RegisterKind(options["register"])
        found = list(entries(key, kind).values())
        lines = [line for entry in found for line in entry_lines(entry)] or [_("The register is empty.")]
        self.print_result(register_document(kind, found), lines, options)

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        kind = RegisterKind(options["register"])
        found = list(entries(key, kind).values())
        if not found:
            raise RefusedError(_("The register is empty."), "register_empty")
        path = options["file"]
        written = write_register(kind, found, as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(found))


def import_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, differences, and what became of them."""
    unchanged = _("No differences: the register already is like this.")
    count = len(document["differences"])
    return outcome_lines(document, difference_lines(document), count=count, unchanged=unchanged)


def entry_lines(entry: RegisterEntry) -> list[str]:
    """Return an entry for the terminal: code, name, and a line for each year."""
    lines = [f"{entry.code} {entry.name}"]
    for year, amounts in entry.years.items():
        lines.append(f"    {year}: {', '.join(kronor(ore) for ore in amounts.values())}")
    return lines
