"""When the reports that the law asks for were handed to the council and the auditors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.models import AuditEntry
from roder.apps.notices.models import LegalDate

if TYPE_CHECKING:
    from datetime import date

    from roder.apps.identity.models import User
    from roder.domain.duties import LegalRule


class LegalDateError(ValueError):
    """A report cannot have been handed over on that day: it lies ahead, or before the year began."""


@transaction.atomic
def register_legal_date(
    rule: LegalRule, year: int, handed_over_on: date, *, today: date, seen_version: int = 0, acting_user: User
) -> LegalDate:
    """Enter, or correct, the day when a report was handed over.

    ``seen_version`` is that of the day which is corrected, 0 when none was entered. Raises
    ``StaleVersionError`` when somebody entered another meanwhile, and ``LegalDateError``.
    """
    if not year <= handed_over_on.year or handed_over_on > today:
        raise LegalDateError
    row, is_new = LegalDate.objects.get_or_create(
        rule=rule.value, year=year, defaults={"handed_over_on": handed_over_on}
    )
    subject = f"{rule.value} {year}"
    event = AuditEntry.Event.LEGAL_DATE_REGISTERED
    values = {"handed_over_on": handed_over_on}
    if is_new:
        record(event, subject, acting_user=acting_user, new=values)
    else:
        change(row, values, seen_version=seen_version, event=event, subject=subject, acting_user=acting_user)
    return row
