from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.documents.actions.imports import import_documents
from roder.apps.documents.console.differences import import_lines
from roder.apps.documents.importing import kept_register
from roder.apps.documents.importing import plan_document
from roder.apps.documents.importing import plan_documents
from roder.apps.identity.queries import system_user
from roder.apps.ledger.console.named_files import write_file
from roder.apps.ledger.console.table_commands import TableCommand
from roder.formats.tabular.document_table import write_documents

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.documents.importing import DocumentPlan


class Command(TableCommand):
    help = "The register of steering documents: import and export."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        self.add_import(commands, "let the register say what a CSV file or workbook says")
        export = commands.add_parser("export", help="write the register to .csv or .xlsx")
        export.add_argument("file", type=Path)
        self.add_shared(commands)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        def save(path: Path, mapping: str) -> DocumentPlan:
            person = system_user()
            return import_documents(key, path, mapping=mapping, file_name=path.name, acting_user=person)

        self.read_in(
            options,
            plan=lambda path, mapping: plan_documents(key, path, mapping=mapping, day=timezone.localdate()),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=lambda document: list(import_lines(document)),
        )

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
