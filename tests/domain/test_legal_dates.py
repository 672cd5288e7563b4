"""The law's days for a budget stand as docs/algorithms/budget-dates.md says."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.legal_dates import RULE_PARAGRAPHS
from roder.domain.legal_dates import DateRule
from roder.domain.legal_dates import LegalDays
from roder.domain.legal_dates import RuleState
from roder.domain.legal_dates import is_election_year
from roder.domain.legal_dates import new_council_from
from roder.domain.legal_dates import rule_outcomes
from roder.domain.legal_dates import worst_state
from roder.domain.legal_day_faults import legal_day_faults


def day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


def test_each_rule_has_the_paragraph_of_the_page() -> None:
    found = [[rule.value, RULE_PARAGRAPHS[rule]] for rule in DateRule]
    assert found == [row[:2] for row in worked_table("budget-dates", "rule")]


def test_elections_are_in_the_years_of_the_page() -> None:
    for year, answer in worked_table("budget-dates", "election year"):
        assert is_election_year(int(year)) == (answer == "yes")
        first = new_council_from(int(year) + 1)
        assert first == (date(int(year), 10, 15) if answer == "yes" else None)


@pytest.mark.parametrize("row", worked_table("budget-dates", "budget"))
def test_the_rules_stand_as_the_page_says(row: list[str]) -> None:
    (
        year,
        seen_on,
        board,
        board_tax,
        board_reasons,
        council,
        council_tax,
        council_reasons,
        told,
        planned,
        said,
    ) = row
    proposal, adoption = (
        (date.fromisoformat(word) for word in planned.split()) if planned != "-" else (None, None)
    )
    days = LegalDays(
        int(year),
        day(board),
        day(board_tax),
        board_reasons.strip("-"),
        day(council),
        day(council_tax),
        council_reasons.strip("-"),
        day(told),
        proposal,
        adoption,
    )
    found = rule_outcomes(days, date.fromisoformat(seen_on))
    words = [f"{outcome.rule.value} {outcome.state.value} {outcome.code}" for outcome in found]
    assert "; ".join(words) == said
    assert all(outcome.paragraph for outcome in found)
    order = list(RuleState)
    assert worst_state(found) is max((outcome.state for outcome in found), key=order.index)


@pytest.mark.parametrize("row", worked_table("budget-dates", "entered for"))
def test_only_what_cannot_have_happened_is_refused(row: list[str]) -> None:
    year, today, council, told, faults = row
    days = LegalDays(int(year), adopted_on=day(council), tax_notified_on=day(told))
    found = legal_day_faults(days, date.fromisoformat(today))
    assert " ".join(fault.code for fault in found) == faults.strip("-")


DAYS = st.none() | st.dates(date(2017, 1, 1), date(2020, 12, 31))


@given(
    DAYS,
    DAYS,
    DAYS,
    DAYS,
    DAYS,
    st.sampled_from(["", "skäl"]),
    st.dates(date(2017, 1, 1), date(2020, 12, 31)),
)
def test_a_late_adoption_is_never_silently_allowed(
    board: date | None,
    council: date | None,
    tax: date | None,
    told: date | None,
    planned: date | None,
    reasons: str,
    seen_on: date,
) -> None:
    days = LegalDays(2019, board, tax, reasons, council, tax, reasons, told, planned, planned)
    found = {outcome.rule: outcome.state for outcome in rule_outcomes(days, seen_on)}
    is_late = council is not None and council > date(2018, 11, 30)
    if is_late:
        assert found[DateRule.COUNCIL_ADOPTS] in {RuleState.WARNING, RuleState.BREACH}
        assert DateRule.COUNCIL_ADOPTS_LATE in found
    if is_late and not reasons:
        assert found[DateRule.COUNCIL_ADOPTS] is RuleState.BREACH
