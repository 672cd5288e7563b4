from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.core.management import call_command
from django.utils import translation

from roder.apps.console import ConsoleCommand
from roder.apps.followup.printing import as_text
from roder.apps.followup.queries import follow_up
from roder.apps.identity.actions import make_sign_in_link
from roder.devtools.building import KEY
from roder.devtools.building import build_example
from roder.devtools.goal_line import goal_line
from roder.domain.periods import Month

if TYPE_CHECKING:
    from argparse import ArgumentParser

SHOWN = Month(2018, 8)


def month(text: str) -> Month:
    return Month.parse(text)


class Command(ConsoleCommand):
    help = "Build the example municipality, print its August 2018 follow-up, and serve the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop after the follow-up")
        parser.add_argument(
            "--scale", choices=["small", "full"], default="small", help="60 000 or 2 000 000 postings a year"
        )
        parser.add_argument("--through", type=month, default=SHOWN, help="last month of the ledger, YYYY-MM")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--language", default="sv", choices=["sv", "en"])

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        people = build_example(scale=options["scale"], through=options["through"], say=self.stderr.write)
        with translation.override(options["language"]):
            self.stdout.write(as_text(follow_up(SHOWN)))
            self.stdout.write(goal_line(KEY, SHOWN))
        if options["no_serve"]:
            return
        address = f"http://{options['host']}:{options['port']}"
        self.stderr.write("")
        for person in people:
            secret = make_sign_in_link(person)
            self.stderr.write(f"{person}, {person.title}: {address}/logga-in/lank/{secret}/")
        call_command("serve", host=options["host"], port=options["port"])
