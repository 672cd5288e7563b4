from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.config.backup_archive import BackupError
from roder.config.backups import write_backup

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(ConsoleCommand):
    help = "Write everything of this installation to one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="write over an existing file")
        parser.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            try:
                manifest = write_backup(options["file"], force=options["force"])
            except BackupError as error:
                raise CommandError(str(error)) from None
            text = _("%(file)s: %(rows)s rows, %(files)s files, %(snapshots)s states of the ledger")
            self.stdout.write(
                text
                % {
                    "file": options["file"],
                    "rows": manifest["rows"],
                    "files": len(manifest["members"]),
                    "snapshots": len(manifest["snapshots"]),
                }
            )
