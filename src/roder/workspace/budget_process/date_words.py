"""The law's rules on days in words: what each asks for, how it stands and why."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.apps.notices.queries import duty_rules
from roder.apps.notices.queries import legal_rows
from roder.domain.duties import PARAGRAPHS
from roder.domain.duties import LegalRule
from roder.domain.duties import legal_due
from roder.domain.legal_dates import DateRule

if TYPE_CHECKING:
    from datetime import date

    from roder.domain.legal_dates import RuleOutcome


def rule_row(outcome: RuleOutcome) -> dict[str, Any]:
    """Return how a rule stands as a row of a page: what it asks for, its paragraph, its state in words and why."""
    return {
        "name": rule_name(outcome.rule),
        "paragraph": outcome.paragraph,
        "code": f"rule_{outcome.state.value}",
        "due": outcome.due,
        "on": outcome.on,
        "why": reason_text(outcome.code),
    }


def report_rows(year: int, day: date) -> list[dict[str, Any]]:
    """Return the reports on the year that the law asks for (R6 and R7), as rows of the same page."""
    known = {row.rule: row for row in legal_rows(day) if row.year == year}
    names = {
        LegalRule.ANNUAL_REPORT: _("The annual report goes to the council and the auditors"),
        LegalRule.INTERIM_REPORT: _("The interim report goes to the council and the auditors"),
    }
    rows = []
    for rule in (LegalRule.INTERIM_REPORT, LegalRule.ANNUAL_REPORT):
        row = known.get(rule)
        registered = row.registered if row else None
        rows.append(
            {
                "name": names[rule],
                "paragraph": PARAGRAPHS[rule],
                "code": row.code if row else "rule_not_yet",
                "due": legal_due(rule, year, duty_rules()),
                "on": registered.handed_over_on if registered else None,
                "why": "",
            }
        )
    return rows


def rule_name(rule: DateRule) -> str:
    """Return what a rule asks for."""
    return {
        DateRule.BOARD_PROPOSES: _("The executive board proposes a budget"),
        DateRule.BOARD_PROPOSES_LATE: _(
            "With special reasons the board proposes later, and the tax rate by the end of October"
        ),
        DateRule.COUNCIL_ADOPTS: _("The council adopts the budget"),
        DateRule.COUNCIL_ADOPTS_LATE: _(
            "With special reasons the council adopts later, and the tax rate by the end of November"
        ),
        DateRule.NEW_COUNCIL: _("In an election year the newly elected council adopts the budget"),
        DateRule.TAX_AUTHORITY: _("The tax authority is told of the tax rate at once"),
    }[rule]


def reason_text(code: str) -> str:
    """Return why a rule stands as it does."""
    return {
        "in_time": _("In time."),
        "late": _("Later than the law says, and no special reasons are given."),
        "passed": _("The day has passed, and no special reasons are given."),
        "late_with_reasons": _("Later than the main rule, with special reasons."),
        "passed_with_reasons": _("The day of the main rule has passed; special reasons are given."),
        "planned_late": _("The planned day is later than the law says."),
        "waits": _("The day has not come."),
        "reasons_missing": _("Special reasons must be given for a later day."),
        "tax_in_time": _("The tax rate was in time."),
        "tax_late": _("The tax rate came later than the law says."),
        "tax_passed": _("The tax rate's own day has passed without a decision or proposal on it."),
        "tax_waits": _("The tax rate's own day has not come."),
        "by_new_council": _("Adopted by the newly elected council."),
        "by_old_council": _("Adopted before the newly elected council had taken its seats."),
        "planned_for_old_council": _("The planned day lies before the newly elected council sits."),
        "waits_for_new_council": _("The newly elected council sits from this day."),
        "tax_not_decided": _("The tax rate is not decided yet."),
        "told": _("Told without delay."),
        "told_late": _("Told, but not at once."),
        "tell_now": _("The tax rate is decided. Tell the tax authority, and register the day."),
        "not_told": _("The tax rate is decided, and no notice to the tax authority is registered."),
    }[code]
