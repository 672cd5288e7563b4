"""Files that a command line names: read and written, with a sentence that says what to do when they cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.console import RefusedError

if TYPE_CHECKING:
    from pathlib import Path


def readable(path: Path) -> Path:
    """Return the path of a file that can be read; raises ``RefusedError``."""
    if not path.exists():
        raise RefusedError(_("%(file)s does not exist. Check the path.") % {"file": path}, "file_missing")
    if not path.is_file():
        raise RefusedError(
            _("%(file)s is not a file. Name one or more files.") % {"file": path}, "not_a_file"
        )
    try:
        with path.open("rb"):
            return path
    except OSError as error:
        raise RefusedError(
            _("%(file)s cannot be read: %(reason)s. Give access to it and try again.")
            % {"file": path, "reason": error.strerror},
            "file_unreadable",
        ) from None


def mapping_text(path: Path | None) -> str:
    """Return the TOML text of a mapping file, empty when none is named; raises ``RefusedError``."""
    if path is None:
        return ""
    try:
        return readable(path).read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedError(
            _("%(file)s is not UTF-8 text. Save the mapping as UTF-8.") % {"file": path}, "mapping_unreadable"
        ) from None


def write_file(path: Path, content: bytes) -> None:
    """Write a file; raises ``RefusedError``."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise RefusedError(
            _("%(file)s could not be written: %(reason)s. Choose another place.")
            % {"file": path, "reason": error.strerror or error},
            "file_unwritable",
        ) from None
