from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError

from roder.apps.console import ConsoleCommand
from roder.config.backups import BackupError
from roder.config.backups import write_backup

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(ConsoleCommand):
    help = "Write everything of this installation to one file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="write over an existing file")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        try:
            manifest = write_backup(options["file"], force=options["force"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{options['file']}: {manifest['rows']} rows, {len(manifest['members'])} files")
