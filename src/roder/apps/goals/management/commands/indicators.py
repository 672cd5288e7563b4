from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import RefusedError
from roder.apps.goals.actions.indicator_tables import import_indicator_table
from roder.apps.goals.indicator_tables import exported_indicator_table
from roder.apps.goals.indicator_tables import plan_indicator_table
from roder.apps.identity.queries import system_user
from roder.apps.indicators.console.fetch_options import add_fetching
from roder.apps.indicators.importing import plan_document
from roder.apps.ledger.console.table_commands import TableCommand
from roder.apps.ledger.console.table_commands import form_of
from roder.apps.ledger.console.table_commands import outcome_lines
from roder.apps.ledger.console.table_commands import row_lines
from roder.domain.indicator_periods import IndicatorPeriod

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.indicators.importing import IndicatorPlan


MODULES = {"attainment": "attainment", "search": "fetch", "fetch": "fetch"}


class Command(TableCommand):
    """It stands among the goals, since a table of indicators names the goals that they tell of."""

    help = "Indicators: import, export, attainment, search, fetch."
    may_be_unknown = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        self.add_import(
            commands, "add what a CSV, Excel or JSON file says of indicators, targets and outcomes"
        )
        export = commands.add_parser(
            "export", help="write indicators, targets and outcomes to .csv, .xlsx or .json"
        )
        export.add_argument("file", type=Path)
        self.add_shared(commands)
        attainment = commands.add_parser("attainment", help="how indicators stand to their targets")
        attainment.add_argument(
            "--period",
            type=IndicatorPeriod.parse,
            help="2018, 2017/18, 2018T2, 2018Q3, 2018-08; the last year with a value when left out",
        )
        attainment.add_argument(
            "--organisation", default="", help="key of one organisation; all when left out"
        )
        add_fetching(commands)
        for name in MODULES:
            command = commands.choices[name]
            command.add_argument("--json", action="store_true", help="one JSON document, decimals as text")
            command.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Carry out the command; what asks of every organisation at once stands among the indicators."""
        action = options["action"]
        if action not in MODULES:
            super().handle(*args, **options)
            return
        acts = import_module(f"roder.apps.indicators.console.{MODULES[action]}")
        with translation.override(options["language"]):
            getattr(acts, f"do_{action}")(self, options)

    def do_import(self, key: str, options: dict[str, Any]) -> None:
        def save(path: Path, mapping: str) -> IndicatorPlan:
            person = system_user()
            return import_indicator_table(key, path, mapping=mapping, file_name=path.name, acting_user=person)

        self.read_in(
            options,
            plan=lambda path, mapping: plan_indicator_table(key, path, mapping=mapping),
            save=save,
            document=partial(plan_document, language=options["language"]),
            lines=indicator_lines,
        )

    def do_export(self, key: str, options: dict[str, Any]) -> None:
        path = options["file"]
        content, rows = exported_indicator_table(key, form=form_of(path))
        if not rows:
            raise RefusedError(_("There are no indicators to write. Import them first."), "no_indicators")
        self.write_out(path, content, rows)


def indicator_lines(document: dict[str, Any]) -> list[str]:
    """Return an import's outcome for the terminal."""
    rows = document["rows"]
    unchanged = _("No differences: the indicators already are like this.")
    count = rows["added"] + rows["changed"]
    return outcome_lines(document, row_lines(document), count=count, unchanged=unchanged)
