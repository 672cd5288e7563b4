"""Files of editions under RODER_HOME, each once, named by its SHA-256; a file is whole or not there."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from roder.apps.documents.models import EditionFile
from roder.formats.documents.file_types import file_problem
from roder.formats.documents.file_types import file_type
from roder.formats.documents.file_types import kept_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from roder.domain.document_texts import FileType
    from roder.domain.problems import Problem

KEPT_UNNAMED_HOURS = 24
"""A file that no row names may belong to an act that is not yet committed."""


class FileRefusedError(ValueError):
    """The file cannot be taken in; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message_en)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that lies in its place."""

    name: str
    file_type: FileType
    size: int
    sha256: str


def largest_file() -> int:
    """Return how large a file may be, in bytes."""
    return int(settings.DOCUMENT_MEGABYTES) * 1_000_000


def path_of(sha256: str) -> Path:
    """Return where a file lies."""
    folder: Path = settings.RODER_DOCUMENTS
    return folder / sha256[:2] / sha256


def take_in(name: str, chunks: Iterable[bytes]) -> StoredFile:
    """Write a file beside its place, look at what it is, and move it there whole.

    Raises ``FileRefusedError``, and keeps nothing, when it is empty, too large or of another type.
    """
    folder: Path = settings.RODER_DOCUMENTS
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{secrets.token_hex(12)}.incoming"
    try:
        digest = _written(fresh, chunks)
        problem = file_problem(fresh, largest=largest_file())
        if problem is not None:
            raise FileRefusedError(problem)
        found = file_type(fresh)
        assert found is not None  # noqa: S101 - file_problem has just said so
        stored = StoredFile(kept_name(name, found), found, fresh.stat().st_size, digest)
        put_in_place(fresh, digest)
        return stored
    finally:
        with suppress(OSError):
            fresh.unlink()


def _written(fresh: Path, chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    room = largest_file() + 1
    with fresh.open("xb") as target:
        for chunk in chunks:
            digest.update(chunk)
            target.write(chunk[:room])
            room -= len(chunk)
            if room <= 0:
                break
        target.flush()
        os.fsync(target.fileno())
    fresh.chmod(0o600)
    return digest.hexdigest()


def put_in_place(fresh: Path, sha256: str) -> None:
    """Move a file to where its hash says; one that lies there already is the same."""
    place = path_of(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh.replace(place)


def named_files() -> dict[str, int]:
    """Return the hashes of the files that editions name, and their sizes."""
    return dict(EditionFile.objects.order_by("pk").values_list("sha256", "size"))


def missing_files() -> list[str]:
    """Return the hashes of files that an edition names and that are gone or of another size."""
    return [sha256 for sha256, size in named_files().items() if not _is_whole(sha256, size)]


def _is_whole(sha256: str, size: int) -> bool:
    try:
        return path_of(sha256).stat().st_size == size
    except OSError:
        return False


def sweep_files(now: datetime) -> int:
    """Remove files that no edition names, but for fresh ones; returns how many."""
    named = named_files()
    youngest = now.timestamp() - KEPT_UNNAMED_HOURS * 3600
    folder: Path = settings.RODER_DOCUMENTS
    unnamed = [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in named and path.stat().st_mtime < youngest
    ]
    for path in unnamed:
        path.unlink(missing_ok=True)
    return len(unnamed)
