"""Sends the weekly mail: to each person at most once a week, whatever happens on the way.

That a mail is taken on is written before it leaves. If the process dies between the two, that person gets
no mail that week rather than two; their notices stand in the product all the same. A server that cannot
be reached, or that refuses a mail, has taken nothing on: a second try sends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from smtplib import SMTPDataError
from smtplib import SMTPRecipientsRefused
from smtplib import SMTPSenderRefused
from typing import TYPE_CHECKING

from django.core.mail import get_connection
from django.utils import timezone

from roder.apps.notices.letters import letter_for
from roder.apps.notices.letters import week_of
from roder.apps.notices.models import WeeklyMail
from roder.apps.notices.queries import people_with_accounts
from roder.apps.notices.queries import wants_weekly_mail

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from roder.apps.identity.models import User
    from roder.apps.notices.letters import Letter

REFUSALS = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
"""What a server says before it has taken a mail on: it is certain that nothing left."""


@dataclass
class WeeklyOutcome:
    """Who got the mail of a week and who did not, by user name; ``unsure`` may have got it or not."""

    week: str
    sent: list[str] = field(default_factory=list)
    nothing_waits: list[str] = field(default_factory=list)
    turned_off: list[str] = field(default_factory=list)
    without_address: list[str] = field(default_factory=list)
    sent_before: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def send_weekly_mail(
    day: date,
    *,
    dry_run: bool = False,
    on_progress: Callable[[int], None] = lambda _percent: None,
    acting_user: User,
) -> tuple[WeeklyOutcome, list[Letter]]:
    """Send the mail of the day's week to everybody for whom something waits; returns the letters too.

    A dry run writes and sends nothing, and says who would get one. No audit row: a mail changes nothing,
    and WeeklyMail keeps who got one.
    """
    del acting_user
    outcome = WeeklyOutcome(week_of(day))
    letters = []
    people = people_with_accounts()
    for number, person in enumerate(people):
        on_progress(number * 90 // max(1, len(people)))
        letter = _letter(person, day, outcome)
        if letter is not None:
            letters.append(letter)
    if dry_run:
        outcome.sent = [letter.person.username for letter in letters]
    elif letters:
        _send(letters, outcome)
    return outcome, letters


def _letter(person: User, day: date, outcome: WeeklyOutcome) -> Letter | None:
    before = WeeklyMail.objects.filter(person=person, week=outcome.week).first()
    if before is not None:
        (outcome.sent_before if before.sent_at else outcome.unsure).append(person.username)
        return None
    if not wants_weekly_mail(person):
        outcome.turned_off.append(person.username)
        return None
    letter = letter_for(person, day)
    if letter is None:
        outcome.nothing_waits.append(person.username)
        return None
    if not person.email:
        outcome.without_address.append(person.username)
        return None
    return letter


def _send(letters: list[Letter], outcome: WeeklyOutcome) -> None:
    # Opening the connection comes first: while the server is out of reach no mail is taken on.
    with get_connection() as connection:
        for letter in letters:
            name = letter.person.username
            row, is_mine = WeeklyMail.objects.get_or_create(person=letter.person, week=letter.week)
            if not is_mine:
                outcome.sent_before.append(name)
                continue
            try:
                connection.send_messages([letter.message()])
            except REFUSALS:
                row.delete()
                outcome.refused.append(name)
                continue
            WeeklyMail.objects.filter(pk=row.pk).update(sent_at=timezone.now())
            outcome.sent.append(name)
