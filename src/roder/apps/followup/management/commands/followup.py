from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from roder.apps.console import ConsoleCommand
from roder.apps.console import RefusedError
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.printing import as_json
from roder.apps.followup.printing import as_text
from roder.apps.followup.queries import follow_up
from roder.domain.forecasting import ForecastMethod
from roder.domain.periods import Month

if TYPE_CHECKING:
    from argparse import ArgumentParser


def month(text: str) -> Month:
    return Month.parse(text)


class Command(ConsoleCommand):
    help = "The budget follow-up of a month, per committee."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        show = commands.add_parser("show", help="print the follow-up of a month")
        show.add_argument("--period", required=True, type=month, help="the month, YYYY-MM")
        show.add_argument(
            "--unit", default="", help="the code of a committee or unit: show what lies below it"
        )
        show.add_argument("--method", default="budget_profile", choices=[m.value for m in ForecastMethod])
        show.add_argument(
            "--organisation-as-of",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="sum last year by the organisation of that day; restated to the period's when left out",
        )
        show.add_argument("--json", action="store_true", help="one JSON document, amounts in öre")
        show.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            try:
                table = follow_up(
                    options["period"],
                    unit=options["unit"],
                    method=ForecastMethod(options["method"]),
                    as_of=options["organisation_as_of"],
                )
            except UnknownUnitError as error:
                message = _(
                    "No body has the code %(unit)s in %(period)s. `roder followup show --period …` without --unit lists the codes."
                )
                raise RefusedError(
                    message % {"unit": error, "period": options["period"]}, "unit_unknown"
                ) from None
            if options["json"]:
                self.print_document(as_json(table))
            else:
                self.stdout.write(as_text(table))
