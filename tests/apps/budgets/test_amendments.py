"""Frames change after the vote by decisions, and original, changes and current stand apart everywhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError
from django.db import transaction

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.actions.amendments import amend_frames
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.models import FrameAmendment
from roder.apps.budgets.queries import frames
from roder.apps.decisions.actions import register_decision
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.decisions import DecisionFacts
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import AmendmentWish
from roder.domain.frame_amendments import FinancingSource
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from roder.apps.decisions.models import Decision

KEY = "2120000159"
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "100"),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "100"),
]


def decided(day: date = date(2018, 9, 24), paragraph: str = "150") -> Decision:
    facts = DecisionFacts("100", day, paragraph, "Supplement")
    return register_decision(KEY, facts, acting_user=system_user())


def wish(
    amounts: tuple[tuple[str, int], ...],
    kind: AmendmentKind = AmendmentKind.SUPPLEMENTARY,
    source: FinancingSource = FinancingSource.CENTRAL_RESERVE,
) -> AmendmentWish:
    return AmendmentWish(kind, 2018, amounts, "More pupils", source, "The council's reserve")


@pytest.fixture
def _world(db: None) -> None:
    replace_organisation(KEY, BODIES, acting_user=system_user())
    set_frames(KEY, 2018, [FrameRow("400", 1200), FrameRow("500", 2400)], acting_user=system_user())


@pytest.mark.usefixtures("_world")
def test_a_supplement_is_added_beside_the_original() -> None:
    with pytest.raises(BudgetRefusedError, match="no frame"):
        amend_frames(KEY, wish((("999", 5),)), decided(), acting_user=system_user())
    assert not FrameAmendment.objects.exists()
    amend_frames(KEY, wish((("400", 40),)), decided(), acting_user=system_user())
    frame = frames(KEY, 2018)["400"]
    assert (frame.original_ore, frame.changes_ore, frame.current_ore) == (1200, 40, 1240)
    assert frames(KEY, 2018, until=date(2018, 8, 31))["400"].current_ore == 1200
    entry = AuditEntry.objects.get(event=AuditEntry.Event.FRAME_AMENDED)
    assert entry.new["amounts"] == {"400": 40}


@pytest.mark.usefixtures("_world")
def test_a_transfer_is_one_row_for_each_body() -> None:
    amounts = (("400", 100), ("500", -100))
    transfer = wish(amounts, AmendmentKind.TRANSFER, FinancingSource.OTHER_FRAME)
    rows = amend_frames(KEY, transfer, decided(), acting_user=system_user())
    assert len({row.transfer_key for row in rows}) == 1
    assert sum(frame.current_ore for frame in frames(KEY, 2018).values()) == 3600


@pytest.mark.usefixtures("_world")
def test_the_database_refuses_a_change_without_financing() -> None:
    row = FrameAmendment(
        organisation=KEY, body_code="400", year=2018, kind="supplementary", amount_ore=1, decision=decided()
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.usefixtures("_world")
def test_frames_that_the_council_decided_are_not_changed_by_a_file() -> None:
    person = system_user()
    version = make_version(KEY, name="Adopted", kind=VersionKind.BASE, year=2018, acting_user=person)
    lines = [VersionLine(2018, BudgetSection.FRAME, -1200, body="400")]
    put_lines(version, BudgetSection.FRAME, lines, acting_user=person)
    table = b"Kod;Ram kr\n400;12\n500;25\n"
    freeze_version(version, decision=decided(), kind=VersionKind.ADOPTED, acting_user=person)
    plan = import_frames(KEY, 2018, table, acting_user=person)
    assert [problem.code for problem in plan.problems] == ["frames_are_decided"]
    assert frames(KEY, 2018)["500"].original_ore == 2400
    same = b"Kod;Ram kr\n400;12\n500;24\n"
    assert not import_frames(KEY, 2018, same, acting_user=person).refused
