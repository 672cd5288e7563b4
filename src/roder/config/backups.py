"""A backup is one file from which an installation comes back with equal answers.

It holds the database rows as JSON (so that SQLite and PostgreSQL read each other's), every data file
that a kept snapshot of the ledger names, and which snapshot names which: what could be undone before
can be undone after. All is of one moment, whoever imports or edits meanwhile.
"""

from __future__ import annotations

import json
import os
import zipfile
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import roder
from roder.apps.audit.queries import verify_chain
from roder.apps.audit.row_guards import unguarded
from roder.apps.jobs.models import Job
from roder.apps.ledger.actions.pointers import move_pointers
from roder.apps.ledger.locking import ledger_lock
from roder.apps.ledger.queries import pointers
from roder.apps.search.actions import rebuild_search
from roder.columnstore.rebuilding import RebuiltTables
from roder.columnstore.transfer import ForeignFileError
from roder.columnstore.transfer import copy_out
from roder.columnstore.transfer import stored_snapshots
from roder.config.backup_archive import FORMAT
from roder.config.backup_archive import BackupError
from roder.config.backup_archive import EncodedText
from roder.config.backup_archive import ExactTimes
from roder.config.backup_archive import HashedMember
from roder.config.backup_archive import checked_manifest
from roder.config.backup_archive import seal
from roder.config.backup_versions import refuse_other_tables
from roder.config.backup_versions import table_versions
from roder.config.document_files import is_document
from roder.config.document_files import put_documents
from roder.config.document_files import take_documents
from roder.config.kept_rows import KEPT_APPS
from roder.config.kept_rows import holds_work
from roder.config.kept_rows import kept_models

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from roder.columnstore.staging import Swap

DATABASE = "database.json"
LATEST = "latest_backup.json"


def write_backup(target: Path, *, force: bool = False) -> dict[str, Any]:
    """Write the backup beside its place and move it there whole; returns the manifest."""
    if target.exists() and not force:
        raise BackupError(
            _("%(file)s exists already. Give another name, or --force to write over it.") % {"file": target}
        )
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with ledger_lock(), zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            manifest = _fill(archive)
        fresh.chmod(0o600)
        fresh.replace(target)
    except OSError as error:
        raise BackupError(
            _("%(file)s cannot be written: %(fault)s.")
            % {"file": target, "fault": error.strerror or str(error)}
        ) from None
    finally:
        with suppress(OSError):
            fresh.unlink()
    note = {"file": str(target.resolve()), "made_at": manifest["made_at"]}
    (settings.RODER_HOME / LATEST).write_text(json.dumps(note), encoding="utf-8")
    return manifest


def _fill(archive: zipfile.ZipFile) -> dict[str, Any]:
    members: dict[str, dict[str, Any]] = {}
    with _one_moment():
        made_at, where = timezone.now().isoformat(), pointers()
        rows = _put_rows(archive, members)
        tables = table_versions(KEPT_APPS)
    # The ledger's lock is held, so no file that these snapshots name goes away.
    try:
        snapshots = _put_ledger(archive, where, members)
        put_documents(archive, members)
    except FileNotFoundError as error:
        raise BackupError(
            _("A file that is to be kept is missing (%(fault)s). Run: roder check") % {"fault": error}
        ) from None
    manifest = {
        "format": FORMAT,
        "roder": roder.__version__,
        "made_at": made_at,
        "tables": tables,
        "rows": rows,
        "snapshots": snapshots,
        "members": members,
    }
    seal(archive, manifest)
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """See all rows as they are now, whatever others write meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _put_rows(archive: zipfile.ZipFile, members: dict[str, dict[str, Any]]) -> int:
    counts = [model._base_manager.count() for model in kept_models()]  # noqa: SLF001 - Django's own name
    rows = (row for model in kept_models() for row in model._base_manager.order_by("pk").iterator())  # noqa: SLF001 - Django's own name
    with archive.open(DATABASE, "w", force_zip64=True) as content:
        member = HashedMember(content)
        serializers.serialize("json", rows, stream=EncodedText(member), cls=ExactTimes)
    members[DATABASE] = {"sha256": member.sha256}
    return sum(counts)


def _put_ledger(
    archive: zipfile.ZipFile, where: Mapping[str, str], members: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    names: dict[str, str] = {}
    snapshots = []
    for snapshot in stored_snapshots(where):
        for file in snapshot.files:
            if file.path not in names:
                name = names[file.path] = f"ledger/{len(names):06d}.parquet"
                with archive.open(name, "w", force_zip64=True) as content:
                    member = HashedMember(content)
                    copy_out(file.path, member)
                members[name] = {
                    "sha256": member.sha256,
                    "table": snapshot.table,
                    "organisation": file.organisation,
                    "fiscal_year": file.fiscal_year,
                }
        files = [names[file.path] for file in snapshot.files]
        snapshots.append(
            {
                "table": snapshot.table,
                "id": snapshot.snapshot_id,
                "made_ms": snapshot.made_ms,
                "files": files,
            }
        )
    return snapshots


def restore_backup(source: Path) -> dict[str, Any]:
    """Bring a backup into an installation in which nobody has worked yet; nothing changes unless all of it fits."""
    with ledger_lock():
        if holds_work():
            raise BackupError(
                _(
                    "%(home)s holds a ledger, goals or documents already. Restore into an empty folder: "
                    "RODER_HOME=/another/folder roder restore FILE."
                )
                % {"home": settings.RODER_HOME}
            )
        try:
            with zipfile.ZipFile(source) as archive:
                manifest = checked_manifest(archive)
                refuse_other_tables(manifest["roder"], manifest["tables"], KEPT_APPS)
                _restore(archive, manifest)
        except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
            raise BackupError(
                _("%(file)s is not a whole backup of Roder: %(fault)s. Nothing was changed.")
                % {"file": source, "fault": error}
            ) from None
    return manifest


def _restore(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    tables = RebuiltTables(settings.RODER_LEDGER_ROOT)
    try:
        for name, member in manifest["members"].items():
            if name != DATABASE and not is_document(name):
                with archive.open(name) as content:
                    tables.take_file(
                        name,
                        member["table"],
                        content,
                        organisation=member["organisation"],
                        fiscal_year=member["fiscal_year"],
                    )
        for snapshot in manifest["snapshots"]:
            tables.take_snapshot(snapshot["table"], snapshot["id"], snapshot["made_ms"], snapshot["files"])
        take_documents(archive, manifest["members"])
        _load(archive.read(DATABASE).decode(), tables.finish())
    except (ForeignFileError, DeserializationError) as error:
        tables.abandon()
        raise BackupError(
            _("The backup does not fit this version of Roder: %(fault)s. Nothing was changed.")
            % {"fault": error}
        ) from None
    except BaseException:
        tables.abandon()
        raise


@transaction.atomic
def _load(text: str, swaps: Mapping[str, Swap]) -> None:
    with unguarded():
        for model in (Job, *reversed(kept_models())):
            model._base_manager.all().delete()  # noqa: SLF001 - Django's own name  # house: allow write-outside-action: an empty installation is filled
        for row in serializers.deserialize("json", text):
            row.save()  # house: allow write-outside-action: rows as they were, audit rows too
    broken = verify_chain().first_break
    if broken is not None:
        raise BackupError(
            _("The history in the backup is broken at act %(number)s (%(damage)s). Nothing was restored.")
            % {"number": broken.number, "damage": broken.damage}
        )
    move_pointers(swaps)
    rebuild_search()
    # PostgreSQL numbers new rows from a counter of its own, which rows with given numbers leave behind.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
