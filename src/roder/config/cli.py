"""The console command ``roder``: Django's management with a ready installation under RODER_HOME."""

from __future__ import annotations

import os
import sys

WRONG_USAGE = 2
INTERRUPTED = 130

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
        raise SystemExit(WRONG_USAGE) from None
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the settings
    from django.core.management import get_commands  # noqa: PLC0415 - needs the settings

    from roder.config.installation import prepare  # noqa: PLC0415 - needs the settings

    name = arguments[1] if len(arguments) > 1 else "help"
    if name not in {*BARE, *get_commands()}:
        sys.stderr.write(f"roder: there is no command {name}; `roder help` lists them.\n")
        raise SystemExit(WRONG_USAGE)
    try:
        if name not in BARE and not {"-h", "--help"} & set(arguments):
            prepare()
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
