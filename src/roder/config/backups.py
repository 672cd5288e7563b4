"""A backup is one file from which an installation comes back with equal answers.

A zip holds the database rows as JSON (so that SQLite and PostgreSQL read each other's), the data
files of the ledger's current snapshots, and a manifest with the SHA-256 of each. Earlier snapshots
stay behind: an import made before the backup cannot be undone after a restore, unless it was the
first of its year.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

import roder
from roder.apps.audit.append_only import unguarded
from roder.apps.audit.queries import verify_chain
from roder.apps.ledger.actions.pointers import move_pointers
from roder.apps.ledger.locking import ledger_lock
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.queries import pointers
from roder.columnstore.staging import StagedChange
from roder.columnstore.transfer import ForeignFileError
from roder.columnstore.transfer import copy_out
from roder.columnstore.transfer import stored_files

if TYPE_CHECKING:
    from pathlib import Path

    from roder.columnstore.staging import Swap

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.json"
KEPT_APPS = ("identity", "audit", "organisation", "signin", "mfa", "ledger", "budgets", "notices")
LEFT_OUT = {
    "identity.signinlink",
    "signin.onetimelink",
    "signin.signin",
    "signin.guesscount",
    "signin.spenttoken",
    "signin.waitinganswer",
    "ledger.icebergtable",
    "ledger.upload",
}


class BackupError(Exception):
    """The backup cannot be written or restored; the message says why and what to do."""


class ExactTimes(DjangoJSONEncoder):
    """Keeps times to the microsecond, as the database does; Django's own encoder cuts them to thousandths."""

    def default(self, o: Any) -> Any:
        """Return what stands for a value that JSON has no form of."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def write_backup(target: Path, *, force: bool = False) -> dict[str, Any]:
    """Write the backup beside its place and move it there whole; returns the manifest."""
    if target.exists() and not force:
        raise BackupError(f"{target} exists already. Give another name, or --force to write over it.")
    fresh = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with ledger_lock(), zipfile.ZipFile(fresh, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
            manifest = _fill(archive)
        fresh.replace(target)
    except OSError as error:
        raise BackupError(f"{target} cannot be written: {error.strerror or error}.") from None
    finally:
        with suppress(OSError):
            fresh.unlink()
    return manifest


def _fill(archive: zipfile.ZipFile) -> dict[str, Any]:
    members: dict[str, dict[str, Any]] = {}
    rows = [row for model in _models() for row in model._default_manager.order_by("pk")]  # noqa: SLF001 - Django's own name
    text = serializers.serialize("json", rows, cls=ExactTimes)
    archive.writestr(DATABASE, text)
    members[DATABASE] = {"sha256": hashlib.sha256(text.encode()).hexdigest()}
    for number, file in enumerate(stored_files(pointers())):
        name = f"ledger/{number:06d}.parquet"
        content = BytesIO()
        copy_out(file.path, content)
        archive.writestr(name, content.getvalue())
        members[name] = {
            "sha256": hashlib.sha256(content.getvalue()).hexdigest(),
            "table": file.table,
            "organisation": file.organisation,
            "fiscal_year": file.fiscal_year,
        }
    manifest = {
        "format": FORMAT,
        "roder": roder.__version__,
        "made_at": timezone.now().isoformat(),
        "rows": len(rows),
        "members": members,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
    return manifest


def _models() -> list[Any]:
    found = [model for label in KEPT_APPS for model in apps.get_app_config(label).get_models()]
    return [model for model in found if model._meta.label_lower not in LEFT_OUT]  # noqa: SLF001 - Django's own name


def restore_backup(source: Path) -> dict[str, Any]:
    """Bring a backup into an installation without a ledger; nothing changes unless all of it fits."""
    with ledger_lock():
        if ImportBatch.objects.exists():
            raise BackupError(
                f"{settings.RODER_HOME} holds a ledger already. Restore into an empty folder: "
                "RODER_HOME=/another/folder roder restore FILE."
            )
        try:
            with zipfile.ZipFile(source) as archive:
                return _restore(archive, _checked(archive))
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise BackupError(
                f"{source} is not a whole backup of Roder: {error}. Nothing was changed."
            ) from None


def _checked(archive: zipfile.ZipFile) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise BackupError(f"The backup has format {manifest['format']}; this Roder reads format {FORMAT}.")
    for name, member in manifest["members"].items():
        if hashlib.sha256(archive.read(name)).hexdigest() != member["sha256"]:
            raise BackupError(
                f"{name} in the backup has been changed since it was made. Nothing was restored."
            )
    return manifest


def _restore(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> dict[str, Any]:
    change = StagedChange(settings.RODER_LEDGER_ROOT, {})
    try:
        for name, member in manifest["members"].items():
            if name != DATABASE:
                with archive.open(name) as content:
                    change.take_copy(
                        member["table"],
                        BytesIO(content.read()),
                        organisation=member["organisation"],
                        fiscal_year=member["fiscal_year"],
                    )
        _load(archive.read(DATABASE).decode(), change.finish())
    except (ForeignFileError, DeserializationError) as error:
        change.abandon()
        raise BackupError(
            f"The backup does not fit this version of Roder: {error}. Nothing was changed."
        ) from None
    except BaseException:
        change.abandon()
        raise
    return manifest


@transaction.atomic
def _load(text: str, swaps: dict[str, Swap]) -> None:
    with unguarded():
        for model in reversed(_models()):
            model._base_manager.all().delete()  # noqa: SLF001 - Django's own name  # house: allow write-outside-action: an empty installation is filled
    for row in serializers.deserialize("json", text):
        row.save()  # house: allow write-outside-action: rows as they were, audit rows too
    broken = verify_chain().first_break
    if broken is not None:
        raise BackupError(
            f"The history in the backup is broken at row {broken.number} ({broken.damage}). Nothing was restored."
        )
    move_pointers(swaps)
