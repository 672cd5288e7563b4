from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError

from roder.apps.console import ConsoleCommand
from roder.config.backups import BackupError
from roder.config.backups import restore_backup
from roder.config.installation import prepare

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(ConsoleCommand):
    help = "Bring a backup back into an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        prepare()
        try:
            manifest = restore_backup(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{options['file']}: {manifest['rows']} rows restored, made {manifest['made_at']}")
