from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.importing import kept_frames
from roder.apps.budgets.importing import plan_document
from roder.apps.budgets.importing import plan_frames
from roder.apps.console import ConsoleCommand
from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import change_lines
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.differences import problem_lines
from roder.apps.ledger.console.named_files import mapping_text
from roder.apps.ledger.console.named_files import readable
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.printing import kronor
from roder.apps.ledger.queries import OrganisationChoiceError
from roder.apps.ledger.queries import tree_organisation
from roder.formats.tabular.frame_table import write_frames

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(ConsoleCommand):
    help = "The frames that the council gives the committees for a year: import, export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        imports = commands.add_parser("import", help="make the year's frames what a file says")
        imports.add_argument("file", type=Path)
        imports.add_argument("--mapping", type=Path, help="column mapping (TOML); states the unit too")
        imports.add_argument(
            "--dry-run", action="store_true", help="list the differences and the faults; save nothing"
        )
        imports.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        export = commands.add_parser("export", help="write the year's frames, in tkr, to .csv or .xlsx")
        export.add_argument("file", type=Path)
        for command in (imports, export):
            command.add_argument("--year", type=int, required=True, help="the budget year")
            command.add_argument(
                "--organisation", default="", metavar="KEY", help="its organisation number or key"
            )
            command.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            try:
                key = tree_organisation(options["organisation"])
            except OrganisationChoiceError as error:
                raise CommandError(
                    _(
                        "Say whose frames they are with --organisation and an organisation number. Known: %(known)s."
                    )
                    % {"known": ", ".join(error.known) or "–"},
                    returncode=2,
                ) from None
            getattr(self, f"do_{options['action']}")(key, options)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        path = readable(options["file"])
        mapping, year = mapping_text(options["mapping"]), options["year"]
        if options["dry_run"]:
            plan = plan_frames(key, year, path, mapping=mapping)
        else:
            plan = import_frames(key, year, path, mapping=mapping, acting_user=system_user())
        document = plan_document(plan, language=options["language"]) | {
            "dry_run": options["dry_run"],
            "changed": plan.changes_something and not options["dry_run"],
        }
        self.print_result(document, frame_lines(document), options)
        if plan.refused:
            raise SystemExit(1)

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = kept_frames(key, options["year"])
        if not found:
            raise RefusedError(
                _("%(organisation)s has no frames for %(year)s. Import them first.")
                % {"organisation": key, "year": options["year"]},
                "no_frames",
            )
        path = options["file"]
        write_file(path, write_frames(found.values(), as_workbook=path.suffix.lower() == ".xlsx").content)
        self.stderr.write(_("%(count)s rows written to %(file)s.") % {"count": len(found), "file": path})


def frame_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, differences, and what became of them."""
    lines = problem_lines(document["problems"])
    for row in document["differences"]:
        amounts = [kronor(ore) if ore is not None else "–" for ore in (row["old_ore"], row["new_ore"])]
        lines.append(f"{kind_text(row['kind'])}: {row['code']} {row['name']}: {amounts[0]} → {amounts[1]}")
        lines.extend(change_lines(row["fields"]))
    if not document["ok"]:
        lines.append(_("Nothing was saved. Correct what is listed and import again."))
        return lines
    if not document["differences"]:
        lines.append(_("No differences: the frames already are like this."))
    elif document["dry_run"]:
        lines.append(_("Nothing was saved: this was a trial. Leave out --dry-run to save."))
    else:
        lines.append(_("%(count)s differences saved.") % {"count": len(document["differences"])})
    lines.append(_("Sum of the frames: %(sum)s kronor.") % {"sum": kronor(document["total_ore"])})
    return lines
