"""What the outturn beside a budget is called: of a year that is not over it says how far it goes."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.ledger.queries import fiscal_year_holding
from roder.domain.internal_budgets import MONTHS
from roder.domain.periods import Month
from roder.ui.formatting import month_name


def outturn_name(organisation: str, year: int) -> str:
    """Return the heading of a year's outturn, with its last month when the ledger does not hold the whole year."""
    books = LedgerOrganisation.objects.filter(key=organisation).first()
    end = Month(year, MONTHS)
    held = fiscal_year_holding(books, end) if books else None
    if held is None or held.last_month is None or held.last_month >= end:
        return _("Outturn %(year)s") % {"year": year}
    month = month_name(held.last_month.month, get_language() or "sv", short=True)
    return _("Outturn %(year)s to %(month)s") % {"year": year, "month": month}
