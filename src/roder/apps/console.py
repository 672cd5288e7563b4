"""What every console command does alike: one JSON document, sentences on stderr, exit codes."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand
from django.core.management.base import CommandError


class RefusedError(CommandError):
    """The input cannot be used; the message says why and what to do, ``code`` names the reason to programs."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


class ConsoleCommand(BaseCommand):
    """A command of ``roder``: results on stdout, the rest on stderr, and also a refusal is a document."""

    # Django's checks load every page of the site; `roder check` and the tests look after what they look at.
    requires_system_checks: list[str] = []
    _called_from_command_line: bool  # Django sets it; its stubs leave it out

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; a refusal ends it with 1, said once, and as JSON when that was asked for."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if options.get("json"):
                self.print_document(refusal_document(error))
            if not self._called_from_command_line:
                raise
            self.stderr.write(str(error))
            raise SystemExit(error.returncode) from None

    def print_document(self, document: Any) -> None:
        """Write the one JSON document of the command."""
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))

    def print_result(self, document: dict[str, Any], lines: list[str], options: dict[str, Any]) -> None:
        """Write the result as its document or as its lines, as the options ask."""
        if options["json"]:
            self.print_document(document)
        else:
            self.stdout.write("\n".join(lines))


def refusal_document(error: CommandError) -> dict[str, Any]:
    """Return the refusal in the shape of a file's problems."""
    message = str(error)
    code = error.code if isinstance(error, RefusedError) else "refused"
    return {
        "ok": False,
        "problems": [{"severity": "error", "code": code, "line": None, "message": message}],
    }
