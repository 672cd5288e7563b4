from __future__ import annotations

import re
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.apps.identity.queries import system_user
from roder.config.deploy_health import deploy_checks
from roder.config.health import checks
from roder.domain.audit_chain import Head

if TYPE_CHECKING:
    from argparse import ArgumentParser


def published_head(text: str) -> Head:
    """Read a head as the history page and ``roder check`` show it: its number, a colon, its hash."""
    match = re.fullmatch(r"([1-9]\d{0,17}):([0-9a-f]{64})", text.strip())
    if match is None:
        raise ArgumentTypeError(f"{text} is no head of the history; write NUMBER:HASH, with all 64 signs")
    return Head(int(match[1]), match[2])


class Command(ConsoleCommand):
    help = "The health of data and settings; exit code 1 when anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument(
            "--repair", action="store_true", help="make kept totals anew and remove orphan files"
        )
        parser.add_argument(
            "--audit-head",
            action="append",
            default=[],
            type=published_head,
            metavar="NUMBER:HASH",
            help="a published head of the history, which the chain has to pass through; may be given again",
        )
        parser.add_argument(
            "--deploy", action="store_true", help="also whether the installation is fit to be run for others"
        )
        parser.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            found = list(
                checks(repair=options["repair"], acting_user=system_user(), published=options["audit_head"])
            )
            if options["deploy"]:
                found += deploy_checks()
        ok = all(row.ok for row in found)
        if options["json"]:
            rows = [{"name": row.name, "ok": row.ok, "detail": row.detail} for row in found]
            self.print_document({"ok": ok, "checks": rows})
        else:
            for row in found:
                mark = _("in order") if row.ok else _("WRONG")
                self.stdout.write(f"[{mark}] {row.name}: {row.detail}")
        if not ok:
            raise SystemExit(1)
