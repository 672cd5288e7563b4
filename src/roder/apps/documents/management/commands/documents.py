from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.apps.console import RefusedError
from roder.apps.documents.actions.imports import import_documents
from roder.apps.documents.console.differences import import_lines
from roder.apps.documents.importing import kept_register
from roder.apps.documents.importing import plan_document
from roder.apps.documents.importing import plan_documents
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.named_files import mapping_text
from roder.apps.ledger.console.named_files import readable
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.queries import OrganisationChoiceError
from roder.apps.ledger.queries import tree_organisation
from roder.formats.tabular.document_table import write_documents

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(ConsoleCommand):
    help = "The register of steering documents: import and export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        imports = commands.add_parser("import", help="let the register say what a CSV file or workbook says")
        imports.add_argument("file", type=Path)
        imports.add_argument("--mapping", type=Path, help="column mapping (TOML)")
        imports.add_argument(
            "--dry-run", action="store_true", help="list the differences and the faults; save nothing"
        )
        imports.add_argument("--json", action="store_true", help="one JSON document")
        export = commands.add_parser("export", help="write the register to .csv or .xlsx")
        export.add_argument("file", type=Path)
        for command in commands.choices.values():
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
                        "Say whose documents they are with --organisation and an organisation number. "
                        "Known: %(known)s."
                    )
                    % {"known": ", ".join(error.known) or "–"},
                    returncode=2,
                ) from None
            getattr(self, f"do_{options['action']}")(key, options)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        path = readable(options["file"])
        mapping = mapping_text(options["mapping"])
        if options["dry_run"]:
            plan = plan_documents(key, path, mapping=mapping, day=timezone.localdate())
        else:
            plan = import_documents(
                key, path, mapping=mapping, file_name=path.name, acting_user=system_user()
            )
        saved = plan.changes_something and not options["dry_run"]
        document = plan_document(plan, language=options["language"]) | {
            "dry_run": options["dry_run"],
            "changed": saved,
        }
        self.print_result(document, list(import_lines(document)), options)
        if plan.refused:
            raise SystemExit(1)

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        found = kept_register(key)
        if not found:
            raise RefusedError(
                _("%(organisation)s has no steering documents. Import some first.") % {"organisation": key},
                "no_documents",
            )
        path = options["file"]
        write_file(path, write_documents(found, as_workbook=path.suffix.lower() == ".xlsx").content)
        self.stderr.write(_("%(count)s documents written to %(file)s.") % {"count": len(found), "file": path})
