"""The console command ``roder``: Django's management with a ready installation under RODER_HOME."""

from __future__ import annotations

import os
import sys

# Commands that must not touch the database before they run.
BARE = {
    "help",
    "--help",
    "-h",
    "--version",
    "version",
    "makemigrations",
    "migrate",
    "makemessages",
    "restore",
}


def main() -> None:
    """Prepare the installation when the command needs one, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roder.config.settings.base")
    arguments = sys.argv
    import django  # noqa: PLC0415 - the settings module must be named first

    try:
        django.setup()
    except ValueError as error:
        sys.stderr.write(f"roder: {error}\n")
        raise SystemExit(2) from None
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the settings

    from roder.config.installation import prepare  # noqa: PLC0415 - needs the settings

    asks_for_help = len(arguments) < 2 or {"-h", "--help"} & set(arguments)  # noqa: PLR2004 - program and command
    if not asks_for_help and arguments[1] not in BARE:
        prepare()
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
