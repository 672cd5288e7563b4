"""``roder ledger check`` and ``roder ledger import``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.db import OperationalError
from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.console import refusal_document
from roder.apps.identity.queries import system_user
from roder.apps.ledger.actions.imports import ImportRefusedError
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.imports import report_in
from roder.apps.ledger.console.named_files import mapping_text
from roder.apps.ledger.console.named_files import readable
from roder.apps.ledger.importing import check_file
from roder.apps.ledger.printing import report_lines

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.console import ConsoleCommand

NOTHING_STORED = {"batch": None, "replaced": None, "postings_stored": 0}


def do_check(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Read and prove a file; nothing is stored."""
    path, mapping = readable(options["file"]), mapping_text(options["mapping"])
    read = check_file(path, mapping=mapping, on_progress=_progress(console))
    report = read.document(options["language"])
    report["ok"] = not (read.refused or read.unproved)
    console.print_result(report, report_lines(report), options)
    if not report["ok"]:
        console.stderr.write(_("The file is refused or does not prove itself; see above."))
        raise SystemExit(1)


def do_import(console: ConsoleCommand, options: dict[str, Any]) -> None:
    """Read, prove and store files, each by itself: one that is refused does not stop the others."""
    mapping = mapping_text(options["mapping"])
    documents = [_import_one(console, path, mapping, options) for path in options["files"]]
    if options["json"]:
        console.print_document(documents[0] if len(documents) == 1 else documents)
    if not all(document["ok"] for document in documents):
        raise SystemExit(1)


def _import_one(console: ConsoleCommand, path: Path, mapping: str, options: dict[str, Any]) -> dict[str, Any]:
    try:
        document = _stored(console, readable(path), mapping, options)
    except ImportRefusedError as error:
        document = {"ok": False} | error.read.document(options["language"]) | NOTHING_STORED
        if not options["json"]:
            console.stdout.write("\n".join(report_lines(document)))
        console.stderr.write(_advice(error) % {"file": path})
    except RefusedError as error:
        document = refusal_document(error) | NOTHING_STORED
        console.stderr.write(str(error))
    return {"file": str(path)} | document


def _stored(console: ConsoleCommand, path: Path, mapping: str, options: dict[str, Any]) -> dict[str, Any]:
    try:
        outcome = import_file(
            path,
            acting_user=system_user(),
            mapping=mapping,
            reason=options["accept"],
            language=options["language"],
            on_progress=_progress(console),
            on_wait=lambda: console.stderr.write(_("Another import is running; waiting for it to end.")),
        )
    except (OSError, OperationalError) as error:
        message = _(
            "%(file)s could not be stored: %(reason)s. Nothing was changed. Make room on the disk, or give access to it, and import again."
        )
        raise RefusedError(message % {"file": path, "reason": error}, "not_stored") from None
    document = {"ok": True} | report_in(outcome, options["language"])
    if not options["json"]:
        console.stdout.write("\n".join([*report_lines(document), "", _outcome_text(document)]))
    return document


def _advice(error: ImportRefusedError) -> str:
    if error.needs_reason:
        return _(
            "%(file)s does not prove itself. Nothing was stored. If the difference is known, import again with --accept and the reason."
        )
    return _("%(file)s is refused. Nothing was stored. Correct what is listed and import again.")


def _outcome_text(document: dict[str, Any]) -> str:
    if not document["changed"]:
        return _("This very file is already imported as batch %(batch)s; nothing was changed.") % document
    if document["replaced"] is not None:
        return _("Stored as batch %(batch)s; it replaces batch %(replaced)s.") % document
    return _("Stored as batch %(batch)s.") % document


def _progress(console: ConsoleCommand) -> Any:
    def show(step: str, percent: int) -> None:
        if console.stderr.isatty():
            console.stderr.write(f"\r{step} {percent} % ", ending="")
            console.stderr.flush()

    return show
