"""The law's days are registered as what happened, and the vote finishes the council's step."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.budget_process_world import KEY
from tests.budget_process_world import YEAR
from tests.budget_process_world import make_process_year

from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.actions.legal_days import note_adoption
from roder.apps.budgetprocess.actions.legal_days import note_board_proposal
from roder.apps.budgetprocess.actions.legal_days import note_day
from roder.apps.budgetprocess.actions.legal_days import register_legal_days
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.queries import legal_days_of
from roder.apps.budgetprocess.queries import open_years
from roder.apps.budgetprocess.queries import process_year
from roder.apps.budgetprocess.queries import step_named
from roder.apps.identity.queries import system_user
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.legal_dates import LegalDays
from roder.domain.legal_dates import RuleState
from roder.domain.legal_dates import rule_outcomes
from roder.domain.legal_dates import worst_state
from roder.domain.versions import StaleVersionError

DECEMBER = date(2018, 12, 17)
TODAY = date(2018, 12, 31)


@pytest.mark.django_db
def test_a_day_that_breaks_the_law_is_registered_and_seen() -> None:
    system, row = system_user(), make_process_year()
    ahead = LegalDays(YEAR, adopted_on=DECEMBER)
    with pytest.raises(ProcessRefusedError, match="lies ahead"):
        register_legal_days(row, ahead, today=date(2018, 12, 1), seen_version=1, acting_user=system)
    assert register_legal_days(row, ahead, today=TODAY, seen_version=1, acting_user=system)
    known = legal_days_of(row)
    assert (known.adopted_on, known.planned_adoption) == (DECEMBER, date(2018, 11, 30))
    assert worst_state(rule_outcomes(known, TODAY)) is RuleState.BREACH
    wrong = replace(ahead, adopted_on=date(2018, 12, 18))
    with pytest.raises(StaleVersionError):
        register_legal_days(row, wrong, today=TODAY, seen_version=1, acting_user=system)
    entry = AuditEntry.objects.get(event=AuditEntry.Event.LEGAL_DAYS_REGISTERED)
    assert entry.new == {"adopted_on": "2018-12-17"}


@pytest.mark.django_db
def test_the_vote_stands_whatever_the_steps_say() -> None:
    system = system_user()
    assert note_adoption(KEY, YEAR, DECEMBER, acting_user=system) == []
    make_process_year(StepKey.PROPOSALS)
    assert open_years(KEY) == [YEAR]
    [problem] = note_adoption(KEY, YEAR, DECEMBER, acting_user=system)
    assert problem.code == "step_before_what_it_builds_on"
    row = process_year(KEY, YEAR)
    assert row is not None
    assert row.adopted_on == DECEMBER
    assert note_board_proposal(KEY, YEAR, date(2018, 10, 30), acting_user=system) == []
    assert note_day(KEY, YEAR, "tax_notified_on", DECEMBER, acting_user=system)
    assert not note_day(KEY, YEAR, "tax_notified_on", TODAY, acting_user=system)
    row.refresh_from_db()
    assert (row.board_proposed_on, row.tax_notified_on) == (date(2018, 10, 30), DECEMBER)
    for _twice in range(2):
        assert note_adoption(KEY, YEAR, DECEMBER, acting_user=system) == []
    step = step_named(KEY, YEAR, StepKey.COUNCIL)
    assert step is not None
    assert (step.state, step.settled_on) == (StepState.DONE, DECEMBER)
