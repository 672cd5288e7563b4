"""What a meeting decides is noted in the budget year: the law's days, and the steps that it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.budget_process_world import make_process_year
from tests.meeting_world import DAY
from tests.meeting_world import NAMED
from tests.meeting_world import WISH
from tests.meeting_world import decided
from tests.meeting_world import make_item
from tests.meeting_world import make_meeting
from tests.meeting_world import make_meeting_world
from tests.proposal_world import KEY
from tests.proposal_world import YEAR

from roder.apps.budgetprocess.queries import is_locked
from roder.apps.identity.queries import system_user
from roder.apps.meetings.actions.matters import put_proposals
from roder.apps.meetings.actions.minutes import register_tax_notice
from roder.apps.meetings.models import BudgetDecision
from roder.domain.budget_decisions import BudgetDecisionKind
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_steps import StepKey


@pytest.mark.django_db
def test_the_laws_days_of_the_budget_year_follow_the_meetings() -> None:
    me, world = system_user(), make_meeting_world()
    row = make_process_year(StepKey.PROPOSALS)
    called = make_meeting(NAMED, body="200", day=date(2018, 10, 29))
    board = make_item(called, BudgetDecisionKind.BOARD_PROPOSAL)
    put_proposals(board, [(world.second, "")], acting_user=me)
    decided(board, 0, replace(WISH, paragraph="190", tax_rate=None))
    decided(world.item, 0, WISH)
    made = BudgetDecision.objects.get(item=world.item)
    register_tax_notice(made, date(2018, 11, 28), seen_version=1, acting_user=me)
    row.refresh_from_db()
    assert (row.board_proposed_on, row.adopted_on) == (date(2018, 10, 29), DAY)
    assert row.tax_notified_on == date(2018, 11, 28)
    assert is_locked(KEY, YEAR, LockedThing.DECISION)
