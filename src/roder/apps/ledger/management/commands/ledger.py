from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils import translation

from roder.apps.console import ConsoleCommand
from roder.domain.periods import MONTHS_PER_YEAR
from roder.domain.periods import Month

if TYPE_CHECKING:
    from argparse import ArgumentParser


MODULES = {
    "check": "files",
    "import": "files",
    "balances": "balances",
    "batches": "batches",
    "undo": "undo",
}


def month(text: str) -> Month | int:
    """Return a month of ``YYYY-MM``, or the calendar month of a bare number 1 to 12."""
    if text.isdigit() and 1 <= int(text) <= MONTHS_PER_YEAR:
        return int(text)
    return Month.parse(text)


def grouping(text: str) -> str:
    if text in {"account", "month"} or (text.startswith("object:") and text[7:].isdigit()):
        return text
    raise ValueError(text)


class Command(ConsoleCommand):
    help = "Ledger files: check, import, balances, batches, undo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        check = commands.add_parser("check", help="read and prove a file; nothing is stored")
        check.add_argument("file", type=Path)
        imports = commands.add_parser("import", help="read, prove and store files")
        imports.add_argument("files", type=Path, nargs="+", metavar="FILE")
        imports.add_argument(
            "--accept",
            default="",
            metavar="REASON",
            help="store a file that does not prove itself, for this reason",
        )
        for command in (check, imports):
            command.add_argument("--mapping", type=Path, help="column mapping (TOML) of a CSV or Excel file")
        balances = commands.add_parser("balances", help="balances of a fiscal year, ledger sign")
        balances.add_argument(
            "--year", type=int, required=True, help="the year in which the fiscal year begins"
        )
        balances.add_argument("--through", type=month, help="through this month, YYYY-MM or a month number")
        balances.add_argument("--by", type=grouping, default="account", help="account, month or object:DIM")
        balances.add_argument("--organisation", default="", help="key of one organisation; all when left out")
        commands.add_parser("batches", help="every import, newest first")
        undo = commands.add_parser("undo", help="take a batch back in one step")
        undo.add_argument("batch", type=int)
        for command in commands.choices.values():
            command.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
            command.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        action = options["action"]
        # Loaded when asked for: a file's reader takes a second to load, and a list need not wait for it.
        acts = import_module(f"roder.apps.ledger.console.{MODULES[action]}")
        with translation.override(options["language"]):
            getattr(acts, f"do_{action}")(self, options)
