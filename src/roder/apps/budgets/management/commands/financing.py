from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.budgets.financing_queries import known_names
from roder.apps.budgets.financing_queries import named_sheet
from roder.apps.budgets.financing_queries import sheet_document
from roder.apps.console import RefusedError
from roder.apps.financing.actions.imports import import_round
from roder.apps.financing.actions.refusals import FinancingRefusedError
from roder.apps.financing.importing import plan_document
from roder.apps.financing.importing import plan_round
from roder.apps.financing.importing import round_rows
from roder.apps.financing.importing import write_round
from roder.apps.financing.queries import round_named
from roder.apps.financing.queries import rounds
from roder.apps.financing.queries import years_of_round
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.printing import kronor

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.financing.importing import RoundPlan

LABEL_WIDTH, COLUMN_WIDTH = 42, 18


class Command(TableCommand):
    help = "Financing: show the sheet of a budget version or a round, list rounds, import and export them."
    may_be_unknown = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        show = commands.add_parser("show", help="every line and year of a budget version or a round")
        show.add_argument("--version", dest="name", required=True, metavar="NAME")
        show.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        listing = commands.add_parser("rounds", help="list the rounds, the latest first")
        listing.add_argument("--json", action="store_true", help="one JSON document")
        imported = self.add_import(commands, "let a round say what a file says; made when it is not there")
        imported.add_argument("--as", dest="name", required=True, metavar="NAME", help="the round's name")
        imported.add_argument("--source", default="", help="who published it")
        imported.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD")
        export = commands.add_parser("export", help="write a round to .csv or .xlsx, as it can be imported")
        export.add_argument("file", type=Path)
        export.add_argument("--round", dest="name", required=True, metavar="NAME")
        self.add_shared(commands)

    def do_show(self, key: str, options: dict[str, Any]) -> None:
        named = named_sheet(key, options["name"])
        if named is None:
            raise _nothing_named(options["name"], known_names(key))
        document = sheet_document(named, language=options["language"])
        self.print_result(document, sheet_lines_text(document), options)

    def do_rounds(self, key: str, options: dict[str, Any]) -> None:
        found: list[dict[str, Any]] = [
            {
                "name": each.name,
                "published_on": each.published_on.isoformat() if each.published_on else None,
                "source": each.source,
                "years": years_of_round(each),
                "is_locked": each.is_locked,
                "is_example": each.is_example,
            }
            for each in rounds(key)
        ]
        lines = [
            f"{each['published_on'] or '–':<12}{each['name']:<28}{', '.join(map(str, each['years']))}"
            for each in found
        ]
        document = {"rounds": found}
        self.print_result(document, lines or [_("There are no financing rounds.")], options)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        name = options["name"]

        def save(path: Path, mapping: str) -> RoundPlan:
            return import_round(
                key,
                name,
                path,
                mapping=mapping,
                source=options["source"],
                published_on=options["published"],
                acting_user=system_user(),
            )

        try:
            self.read_in(
                options,
                plan=lambda path, mapping: plan_round(key, name, path, mapping=mapping),
                save=save,
                document=partial(plan_document, language=options["language"]),
                lines=round_lines,
            )
        except FinancingRefusedError as error:
            problem = error.problems[0]
            raise RefusedError(problem.message(options["language"]), problem.code) from None

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = round_named(key, options["name"])
        if found is None:
            raise _nothing_named(options["name"], list(rounds(key).values_list("name", flat=True)))
        path = options["file"]
        written = write_round(found, as_workbook=path.suffix.lower() == ".xlsx")
        self.write_out(path, written.content, len(round_rows(found)))


def _nothing_named(name: str, known: list[str]) -> RefusedError:
    message = _("Nothing is called %(name)s. Known: %(known)s.")
    return RefusedError(message % {"name": name, "known": ", ".join(known) or "–"}, "financing_unknown_name")


def sheet_lines_text(document: dict[str, Any]) -> list[str]:
    """Return a sheet for the terminal, in whole kronor."""
    head = "".join(f"{year:>{COLUMN_WIDTH}}" for year in document["years"])
    lines = [f"{document['version']:<{LABEL_WIDTH}}{head}"]
    for line in document["lines"]:
        amounts = "".join(
            f"{'–' if ore is None else kronor(ore):>{COLUMN_WIDTH}}" for ore in line["amounts_ore"].values()
        )
        lines.append(f"{line['name'][: LABEL_WIDTH - 2]:<{LABEL_WIDTH}}{amounts}")
    return lines


def round_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, differences, and what became of them."""
    lines = []
    for row in document["differences"]:
        if "new" in row:
            values = [row["old"] or "–", row["new"]]
        else:
            values = ["–" if ore is None else kronor(ore) for ore in (row["old_ore"], row["new_ore"])]
        lines.append(f"{kind_text(row['kind'])}: {row['name']} {row['year']}: {values[0]} → {values[1]}")
    unchanged = _("No differences: the round already says this.")
    return outcome_lines(document, lines, count=len(document["differences"]), unchanged=unchanged)
