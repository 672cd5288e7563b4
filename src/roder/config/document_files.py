"""Files of steering documents in a backup, and whether they are all there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from roder.apps.documents.stored_files import missing_files
from roder.apps.documents.stored_files import named_files
from roder.apps.documents.stored_files import path_of
from roder.apps.documents.stored_files import put_in_place
from roder.apps.documents.stored_files import sweep_files
from roder.config.backup_archive import HashedMember
from roder.config.health_check import Check

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

FOLDER = "documents/"


def documents_check(*, repair: bool = False) -> Check:
    """Return whether every file that an edition names is there; with ``repair`` what no edition names goes."""
    if repair:
        sweep_files(timezone.now())
    missing = missing_files()
    return Check(
        "document_files",
        not missing,
        _("every file of a steering document is there")
        if not missing
        else _("%(count)s files of steering documents are missing or spoilt. Restore the latest backup.")
        % {"count": len(missing)},
    )


def put_documents(archive: zipfile.ZipFile, members: dict[str, dict[str, Any]]) -> None:
    """Write every file that an edition names; raises ``FileNotFoundError`` when one is missing."""
    for sha256 in sorted(named_files()):
        name = f"{FOLDER}{sha256}"
        with archive.open(name, "w", force_zip64=True) as target, path_of(sha256).open("rb") as content:
            member = HashedMember(target)
            shutil.copyfileobj(content, member)
        members[name] = {"sha256": member.sha256}


def take_documents(archive: zipfile.ZipFile, members: Mapping[str, Any]) -> None:
    """Put the files of a backup in their places; one that lies there already is the same."""
    folder: Path = settings.RODER_DOCUMENTS
    folder.mkdir(parents=True, exist_ok=True)
    for name, member in members.items():
        if is_document(name):
            fresh = folder / f".{member['sha256']}.incoming"
            with archive.open(name) as content, fresh.open("wb") as target:
                shutil.copyfileobj(content, target)
            fresh.chmod(0o600)
            put_in_place(fresh, member["sha256"])


def is_document(name: str) -> bool:
    """Return whether a member of a backup is a steering document's file."""
    return name.startswith(FOLDER)
