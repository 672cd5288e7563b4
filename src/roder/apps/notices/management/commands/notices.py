from __future__ import annotations

from dataclasses import asdict
from datetime import date
from smtplib import SMTPException
from typing import TYPE_CHECKING
from typing import Any

from django.utils import timezone

from roder.apps.console import ConsoleCommand
from roder.apps.console import RefusedError
from roder.apps.identity.queries import system_user
from roder.apps.notices.actions.weekly import send_weekly_mail

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from roder.apps.notices.actions.weekly import WeeklyOutcome


class Command(ConsoleCommand):
    help = "What waits for people: the weekly mail."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="action", required=True)
        weekly = commands.add_parser("weekly", help="send the mail of a week, to each person at most once")
        weekly.add_argument(
            "--day", type=date.fromisoformat, help="a day of the week, YYYY-MM-DD; today when it is left out"
        )
        weekly.add_argument(
            "--dry-run", action="store_true", help="send and write nothing; say who would get it"
        )
        weekly.add_argument("--json", action="store_true", help="one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        day = options["day"] or timezone.localdate()
        try:
            outcome, letters = send_weekly_mail(day, dry_run=options["dry_run"], acting_user=system_user())
        except (OSError, SMTPException) as error:
            raise RefusedError(
                f"The mail server cannot be used: {error}. Nobody gets a mail twice when you try again. "
                "See RODER_SMTP_URL in docs/settings.md.",
                "mail_server",
            ) from None
        letters_sent = [
            {
                "person": letter.person.username,
                "language": letter.language,
                "subject": letter.subject,
                "text": letter.text,
            }
            for letter in letters
        ]
        document = {
            **asdict(outcome),
            "day": str(day),
            "dry_run": options["dry_run"],
            "letters": letters_sent,
        }
        self.print_result(document, _lines(outcome, is_dry=options["dry_run"]), options)
        if outcome.refused:
            raise SystemExit(1)


def _lines(outcome: WeeklyOutcome, *, is_dry: bool) -> list[str]:
    said = {
        "would be sent to" if is_dry else "sent to": outcome.sent,
        "sent before to": outcome.sent_before,
        "may have been sent before, not sent again, to": outcome.unsure,
        "refused by the mail server for": outcome.refused,
        "turned off by": outcome.turned_off,
        "no mail address for": outcome.without_address,
        "nothing waits for": outcome.nothing_waits,
    }
    lines = [f"{words} {len(names)}: {', '.join(names)}" for words, names in said.items() if names]
    return [f"week {outcome.week}", *lines]
