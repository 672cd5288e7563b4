"""Files that people drop on the import page: kept, checked in the background, confirmed or thrown away."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.jobs.actions import enqueue
from roder.apps.ledger.models import SavedMapping
from roder.apps.ledger.models import Upload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roder.apps.identity.models import User


class UploadStateError(Exception):
    """The uploaded file is not in a state in which this can be done (someone else may have been first)."""


def receive_upload(
    file_name: str, chunks: Iterable[bytes], *, mapping: str = "", acting_user: User
) -> Upload:
    """Keep a dropped file under RODER_HOME and queue its check."""
    folder: Path = settings.RODER_UPLOADS
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(12)}.upload"
    size = 0
    try:
        with path.open("xb") as target:
            for chunk in chunks:
                size += len(chunk)
                target.write(chunk)
        with transaction.atomic():
            upload = Upload.objects.create(
                file_name=Path(file_name).name[-255:],
                path=str(path),
                size=size,
                mapping=mapping,
                uploaded_by=acting_user,
            )
            _queue(upload, "check_upload", Upload.State.CHECKING, acting_user)
            record(
                AuditEntry.Event.FILE_UPLOADED,
                str(upload.pk),
                acting_user=acting_user,
                new={"file": upload.file_name, "size": size},
            )
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return upload


def _queue(upload: Upload, kind: str, state: Upload.State, acting_user: User) -> None:
    upload.job = enqueue(kind, {"upload": upload.pk}, acting_user=acting_user)
    upload.state = state
    upload.save(update_fields=["job", "state"])


@transaction.atomic
def set_mapping(
    upload: Upload, toml: str, *, name: str = "", seen_version: int = 0, acting_user: User
) -> None:
    """Give a table its column mapping, keep it under a name when one is given, and check anew.

    ``seen_version`` is the version of the kept mapping that the person built on, 0 for none. Raises
    ``StaleVersionError``, and leaves the file as it is, when the name holds another mapping by now.
    """
    _require(
        upload, Upload.State.CHECKED, Upload.State.REFUSED, Upload.State.NEEDS_MAPPING, Upload.State.FAILED
    )
    if name:
        keep_mapping(name, toml, seen_version=seen_version, acting_user=acting_user)
    upload.mapping = toml
    upload.save(update_fields=["mapping"])
    _queue(upload, "check_upload", Upload.State.CHECKING, acting_user)


@transaction.atomic
def keep_mapping(name: str, toml: str, *, seen_version: int, acting_user: User) -> None:
    """Keep a mapping under its name, for the next file of the same form."""
    row, is_new = SavedMapping.objects.get_or_create(
        name=name, defaults={"toml": toml, "made_by": acting_user}
    )
    event = AuditEntry.Event.MAPPING_SAVED
    if is_new:
        record(event, name, acting_user=acting_user, new={"toml": toml})
    else:
        change(
            row,
            {"toml": toml},
            seen_version=seen_version,
            event=event,
            subject=name,
            acting_user=acting_user,
        )


@transaction.atomic
def confirm_upload(upload: Upload, *, reason: str = "", acting_user: User) -> None:
    """Queue the import of a checked file; one that does not prove itself needs a reason."""
    _require(upload, Upload.State.CHECKED)
    if upload.report.get("unproved") and not reason.strip():
        raise UploadStateError("reason")
    upload.reason = reason.strip()
    upload.save(update_fields=["reason"])
    _queue(upload, "import_upload", Upload.State.IMPORTING, acting_user)


@transaction.atomic
def discard_upload(upload: Upload, *, acting_user: User) -> None:
    """Throw a file away that has not been imported."""
    _require(
        upload, Upload.State.CHECKED, Upload.State.REFUSED, Upload.State.NEEDS_MAPPING, Upload.State.FAILED
    )
    upload.state = Upload.State.DISCARDED
    upload.save(update_fields=["state"])
    record(
        AuditEntry.Event.UPLOAD_DISCARDED,
        str(upload.pk),
        acting_user=acting_user,
        old={"file": upload.file_name},
    )
    remove_file(upload)


def remove_file(upload: Upload) -> None:
    """Delete the kept file; its row stays."""
    with contextlib.suppress(OSError):
        Path(upload.path).unlink()


def _require(upload: Upload, *states: Upload.State) -> None:
    current = Upload.objects.select_for_update().get(pk=upload.pk)
    upload.state = current.state
    if current.state not in states:
        raise UploadStateError(current.state)
