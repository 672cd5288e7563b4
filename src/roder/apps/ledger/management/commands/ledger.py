from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError
from django.db import OperationalError
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import ImportRefusedError
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.imports import report_in
from roder.apps.ledger.actions.undo import UndoRefusedError
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.balances import BalancesError
from roder.apps.ledger.balances import balances_document
from roder.apps.ledger.importing import check_file
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.printing import batch_document
from roder.apps.ledger.printing import batch_lines
from roder.apps.ledger.printing import kronor
from roder.apps.ledger.printing import report_lines
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.periods import Month

if TYPE_CHECKING:
    from argparse import ArgumentParser


def month(text: str) -> Month | int:
    """Return a month of ``YYYY-MM``, or the calendar month of a bare number 1 to 12."""
    if text.isdigit() and 1 <= int(text) <= MONTHS_PER_YEAR:
        return int(text)
    return Month.parse(text)


def grouping(text: str) -> str:
    if text in {"account", "month"} or (text.startswith("object:") and text[7:].isdigit()):
        return text
    raise ValueError(text)


class Command(BaseCommand):
    help = "Ledger files: check, import, balances, batches, undo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        check = commands.add_parser("check", help="read and prove a file; nothing is stored")
        check.add_argument("file", type=Path)
        imports = commands.add_parser("import", help="read, prove and store files")
        imports.add_argument("files", type=Path, nargs="+", metavar="FILE")
        imports.add_argument(
            "--accept",
            default="",
            metavar="REASON",
            help="store a file that does not prove itself, for this reason",
        )
        for command in (check, imports):
            command.add_argument("--mapping", type=Path, help="column mapping (TOML) of a CSV or Excel file")
        balances = commands.add_parser("balances", help="balances of a fiscal year, ledger sign")
        balances.add_argument(
            "--year", type=int, required=True, help="the year in which the fiscal year begins"
        )
        balances.add_argument("--through", type=month, help="through this month, YYYY-MM or a month number")
        balances.add_argument("--by", type=grouping, default="account", help="account, month or object:DIM")
        balances.add_argument("--organisation", default="", help="key of one organisation; all when left out")
        commands.add_parser("batches", help="every import, newest first")
        undo = commands.add_parser("undo", help="take a batch back in one step")
        undo.add_argument("batch", type=int)
        for command in commands.choices.values():
            command.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
            command.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            getattr(self, f"do_{options['action']}")(options)

    def do_check(self, options: dict[str, Any]) -> None:
        path = _readable(options["file"])
        read = check_file(path, mapping=_mapping(options), on_progress=self._progress)
        report = read.document(options["language"])
        report["ok"] = not (read.refused or read.unproved)
        self._print(report, report_lines(report), options)
        if not report["ok"]:
            self.stderr.write(_("The file is refused or does not prove itself; see above."))
            raise SystemExit(1)

    def do_import(self, options: dict[str, Any]) -> None:
        documents, failed = [], False
        for path in options["files"]:
            document, ok = self._import_one(_readable(path), options)
            documents.append(document)
            failed = failed or not ok
        if options["json"]:
            one = documents[0] if len(documents) == 1 else documents
            self.stdout.write(json.dumps(one, ensure_ascii=False, indent=2))
        if failed:
            raise SystemExit(1)

    def _import_one(self, path: Path, options: dict[str, Any]) -> tuple[dict[str, Any], bool]:
        language = options["language"]
        try:
            outcome = import_file(
                path,
                acting_user=system_user(),
                mapping=_mapping(options),
                reason=options["accept"],
                language=language,
                on_progress=self._progress,
                on_wait=lambda: self.stderr.write(_("Another import is running; waiting for it to end.")),
            )
        except ImportRefusedError as error:
            report = error.read.document(language) | {"batch": None, "replaced": None, "postings_stored": 0}
            if not options["json"]:
                self.stdout.write("\n".join(report_lines(report)))
            advice = (
                _(
                    "%(file)s does not prove itself. Nothing was stored. If the difference is known, import again with --accept and the reason."
                )
                if error.needs_reason
                else _("%(file)s is refused. Nothing was stored. Correct what is listed and import again.")
            )
            self.stderr.write(advice % {"file": path})
            return report, False
        except (OSError, OperationalError) as error:
            raise CommandError(
                _(
                    "%(file)s could not be stored: %(reason)s. Nothing was changed. Make room on the disk, or give access to it, and import again."
                )
                % {"file": path, "reason": error}
            ) from None
        document = report_in(outcome, language)
        if not options["json"]:
            self.stdout.write("\n".join([*report_lines(document), "", _outcome_text(document)]))
        return document, True

    def do_balances(self, options: dict[str, Any]) -> None:
        try:
            document = balances_document(
                options["year"],
                options["by"],
                through=options["through"],
                organisation=options["organisation"],
            )
        except BalancesError as error:
            raise CommandError(str(error)) from None
        lines = [
            f"{row['key']:<12}" + "".join(f"{kronor(row[name]):>22}" for name in _AMOUNTS)
            for row in document["rows"]
        ]
        lines.append(
            _("Result %(result)s, budget %(budget)s (ledger sign: income is negative)")
            % {"result": kronor(document["result_ore"]), "budget": kronor(document["budget_result_ore"])}
        )
        self._print(document, lines, options)

    def do_batches(self, options: dict[str, Any]) -> None:
        batches = list(ImportBatch.objects.select_related("organisation", "imported_by").order_by("-number"))
        document = {"batches": [batch_document(batch) for batch in batches]}
        self._print(document, batch_lines(batches) or [_("Nothing has been imported.")], options)

    def do_undo(self, options: dict[str, Any]) -> None:
        try:
            batch = undo_import(options["batch"], acting_user=system_user())
        except UndoRefusedError as error:
            raise CommandError(error.message(options["language"])) from None
        restored = [int(number) for number in batch.batches_before]
        text = _("Batch %(batch)s is undone; the year is as it was before.") % {"batch": batch.number}
        self._print({"batch": batch.number, "undone": True, "restored": restored}, [text], options)

    def _print(self, document: dict[str, Any], lines: list[str], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(lines))

    def _progress(self, step: str, percent: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{step} {percent} % ", ending="")
            self.stderr.flush()


_AMOUNTS = ("opening_ore", "outturn_ore", "closing_ore", "budget_ore")


def _readable(path: Path) -> Path:
    if not path.exists():
        raise CommandError(_("%(file)s does not exist. Check the path.") % {"file": path})
    if not path.is_file():
        raise CommandError(_("%(file)s is not a file. Name one or more files.") % {"file": path})
    return path


def _mapping(options: dict[str, Any]) -> str:
    path = options["mapping"]
    if path is None:
        return ""
    try:
        return _readable(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise CommandError(
            _("%(file)s is not UTF-8 text. Save the mapping as UTF-8.") % {"file": path}
        ) from None


def _outcome_text(document: dict[str, Any]) -> str:
    if not document["changed"]:
        return _("This very file is already imported as batch %(batch)s; nothing was changed.") % document
    if document["replaced"] is not None:
        return _("Stored as batch %(batch)s; it replaces batch %(replaced)s.") % document
    return _("Stored as batch %(batch)s.") % document
