from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.differences import change_lines
from roder.apps.ledger.console.differences import kind_text
from roder.apps.ledger.console.differences import problem_lines
from roder.apps.ledger.console.named_files import mapping_text
from roder.apps.ledger.console.named_files import readable
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.queries import OrganisationChoiceError
from roder.apps.ledger.queries import tree_organisation
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


class Command(ConsoleCommand):
    help = "The organisation's tree: import, export, show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        imports = commands.add_parser("import", help="make the tree what a CSV file or workbook says")
        imports.add_argument("file", type=Path)
        imports.add_argument("--mapping", type=Path, help="column mapping (TOML)")
        imports.add_argument(
            "--dry-run", action="store_true", help="list the differences and the faults; save nothing"
        )
        export = commands.add_parser("export", help="write the tree, all dates, to .csv or .xlsx")
        export.add_argument("file", type=Path)
        show = commands.add_parser("show", help="print the tree in force on a day")
        show.add_argument("--day", type=date.fromisoformat, help="YYYY-MM-DD; today when left out")
        for command in commands.choices.values():
            command.add_argument(
                "--organisation", default="", metavar="KEY", help="its organisation number or key"
            )
            command.add_argument("--language", default="sv", choices=["sv", "en"])
        for command in (imports, show):
            command.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            try:
                key = tree_organisation(options["organisation"])
            except OrganisationChoiceError as error:
                raise CommandError(
                    _(
                        "Say whose tree it is with --organisation and an organisation number. Known: %(known)s."
                    )
                    % {"known": ", ".join(error.known) or "–"},
                    returncode=2,
                ) from None
            getattr(self, f"do_{options['action']}")(key, options)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        path = readable(options["file"])
        mapping = mapping_text(options["mapping"])
        if options["dry_run"]:
            plan = plan_import(key, path, mapping=mapping)
        else:
            plan = import_organisation(
                key, path, mapping=mapping, file_name=path.name, acting_user=system_user()
            )
        saved = plan.changes_something and not options["dry_run"]
        document = plan_document(plan, language=options["language"]) | {
            "dry_run": options["dry_run"],
            "changed": saved,
        }
        self.print_result(document, import_lines(document), options)
        if plan.refused:
            raise SystemExit(1)

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = bodies(key)
        if not found:
            raise RefusedError(
                _("%(organisation)s has no tree. Import one first.") % {"organisation": key}, "no_tree"
            )
        path = options["file"]
        write_file(path, write_organisation(found, as_workbook=path.suffix.lower() == ".xlsx").content)
        self.stderr.write(_("%(count)s rows written to %(file)s.") % {"count": len(found), "file": path})

    def do_show(self, key: str, options: dict[str, Any]) -> None:
        day = options["day"] or timezone.localdate()
        tree = organisation_tree(key, day)
        self.print_result(tree_document(tree, key, day), tree_lines(tree), options)


def import_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal: faults, differences, and what became of them."""
    lines = problem_lines(document["problems"])
    for row in document["differences"]:
        facts = {"what": kind_text(row["kind"]), "body": f"{row['code']} {row['name']}", "day": row["from"]}
        text = _("%(what)s from %(day)s: %(body)s") if row["from"] else _("%(what)s: %(body)s")
        lines.append(text % facts)
        lines.extend(change_lines(row["fields"]))
    if not document["ok"]:
        lines.append(_("Nothing was saved. Correct what is listed and import again."))
    elif not document["differences"]:
        lines.append(_("No differences: the organisation already is like this."))
    elif document["dry_run"]:
        lines.append(_("Nothing was saved: this was a trial. Leave out --dry-run to save."))
    else:
        lines.append(_("%(count)s differences saved.") % {"count": len(document["differences"])})
    return lines
