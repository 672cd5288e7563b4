"""The form of a backup file: a zip of members, a manifest with the SHA-256 of each, and that of the manifest."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import zipfile
    from typing import IO

FORMAT = 2
MANIFEST = "manifest.json"
_CHUNK_BYTES = 1024 * 1024


class BackupError(Exception):
    """The backup cannot be written or restored; the message says why and what to do."""


class HashedMember:
    """A member being written: what passes through is hashed on its way."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._digest = hashlib.sha256()

    def write(self, content: bytes, /) -> int:
        """Write bytes to the member."""
        self._digest.update(content)
        return self._target.write(content)

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class EncodedText:
    """A member that takes text."""

    def __init__(self, target: HashedMember) -> None:
        self._target = target

    def write(self, text: str, /) -> int:
        """Write text to the member, in UTF-8."""
        return self._target.write(text.encode())


class ExactTimes(DjangoJSONEncoder):
    """Keeps times to the microsecond, as the database does; Django's own encoder cuts them to thousandths."""

    def default(self, o: Any) -> Any:
        """Return what stands for a value that JSON has no form of."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def seal(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    """Write the manifest last, and its own checksum as the archive's comment."""
    text = json.dumps(manifest, indent=2).encode()
    archive.writestr(MANIFEST, text)
    archive.comment = hashlib.sha256(text).hexdigest().encode()


def checked_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the manifest of a backup that is whole and of this form; raises ``BackupError``."""
    text = archive.read(MANIFEST)
    manifest: dict[str, Any] = json.loads(text)
    if manifest["format"] != FORMAT:
        raise BackupError(
            _(
                "The backup was made by Roder %(version)s in form %(theirs)s; this Roder reads form %(ours)s. "
                "Restore it with that version. Nothing was changed."
            )
            % {"version": manifest["roder"], "theirs": manifest["format"], "ours": FORMAT}
        )
    if hashlib.sha256(text).hexdigest().encode() != archive.comment:
        raise _changed(MANIFEST)
    for name, member in manifest["members"].items():
        if _sha256(archive, name) != member["sha256"]:
            raise _changed(name)
    return manifest


def _sha256(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as content:
        while chunk := content.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _changed(name: str) -> BackupError:
    return BackupError(
        _(
            "%(name)s in the backup has been changed since it was made. "
            "Use another backup. Nothing was changed here."
        )
        % {"name": name}
    )
