"""What a role is called where people read it."""

from __future__ import annotations

from django.utils.translation import pgettext

from roder.domain.mandates import Role


def role_name(role: str) -> str:
    names = {
        Role.READER: pgettext("role", "Reader"),
        Role.REPORTER: pgettext("role", "Reporter"),
        Role.APPROVER: pgettext("role", "Approver"),
        Role.COMMITTEE_CONTROLLER: pgettext("role", "Committee controller"),
        Role.CENTRAL_CONTROLLER: pgettext("role", "Central controller"),
        Role.COMMITTEE_SECRETARY: pgettext("role", "Committee secretary"),
        Role.POLITICIAN: pgettext("role", "Politician"),
        Role.AUDITOR: pgettext("role", "Auditor"),
        Role.ADMINISTRATOR: pgettext("role", "Administrator"),
    }
    return names[Role(role)]
