"""The two jobs that come back: notices brought in order each night, the mail each Monday."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.notices.actions.refreshing import refresh_notices
from roder.apps.notices.actions.weekly import send_weekly_mail
from roder.apps.notices.queries import people_with_accounts

if TYPE_CHECKING:
    from roder.apps.jobs.actions import Progress
    from roder.apps.jobs.models import Job


class MailRefusedError(Exception):
    """The mail server refused some mails; the message names the people."""


def refresh_all(job: Job, progress: Progress) -> dict[str, Any]:
    """Bring everybody's notices in order, so that the count in the menu is right before they sign in."""
    day = date.fromisoformat(job.arguments["day"])
    people = people_with_accounts()
    for number, person in enumerate(people):
        progress("noticing", number * 100 // len(people))
        refresh_notices(person, day, acting_user=job.created_by)
    return {"people": len(people)}


def send_weekly(job: Job, progress: Progress) -> dict[str, Any]:
    """Send the mail of the week in which the job came due; carried out again it sends what is left."""
    day = date.fromisoformat(job.arguments["day"])
    outcome, _letters = send_weekly_mail(
        day, on_progress=lambda percent: progress("mailing", percent), acting_user=job.created_by
    )
    if outcome.refused:
        raise MailRefusedError(", ".join(outcome.refused))
    return asdict(outcome)
