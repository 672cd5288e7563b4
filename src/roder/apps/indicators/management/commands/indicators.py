from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any

from django.utils import translation

from roder.apps.console import ConsoleCommand
from roder.apps.indicators.console.fetch_options import add_fetching
from roder.domain.indicator_periods import IndicatorPeriod

if TYPE_CHECKING:
    from argparse import ArgumentParser

MODULES = {"attainment": "attainment", "search": "fetch", "fetch": "fetch"}


class Command(ConsoleCommand):
    help = "Indicators: attainment, search, fetch."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        attainment = commands.add_parser("attainment", help="how indicators stand to their targets")
        attainment.add_argument(
            "--period",
            type=IndicatorPeriod.parse,
            required=True,
            help="2018, 2017/18, 2018T2, 2018Q3, 2018-08",
        )
        attainment.add_argument(
            "--organisation", default="", help="key of one organisation; all when left out"
        )
        add_fetching(commands)
        for command in commands.choices.values():
            command.add_argument("--json", action="store_true", help="one JSON document, decimals as text")
            command.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        action = options["action"]
        acts = import_module(f"roder.apps.indicators.console.{MODULES[action]}")
        with translation.override(options["language"]):
            getattr(acts, f"do_{action}")(self, options)
