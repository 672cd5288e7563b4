from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.core.management.base import CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.config.backup_archive import BackupError
from roder.config.backups import restore_backup
from roder.config.installation import prepare

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(ConsoleCommand):
    help = "Bring a backup back into an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        prepare()
        with translation.override(options["language"]):
            try:
                manifest = restore_backup(options["file"])
            except BackupError as error:
                raise CommandError(str(error)) from None
            text = _("%(file)s: %(rows)s rows restored, made %(made_at)s")
            self.stdout.write(
                text % {"file": options["file"], "rows": manifest["rows"], "made_at": manifest["made_at"]}
            )
