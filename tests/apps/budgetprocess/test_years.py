"""A budget year is opened from the template, dated, taken from step to step, and locks what it has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from tests.budget_process_world import KEY
from tests.budget_process_world import YEAR
from tests.budget_process_world import finish
from tests.budget_process_world import make_process_year

from roder.apps.audit.models import AuditEntry
from roder.apps.budgetprocess.access import access_process
from roder.apps.budgetprocess.access import access_process_running
from roder.apps.budgetprocess.access import access_step_act
from roder.apps.budgetprocess.access import access_step_artefact
from roder.apps.budgetprocess.access import may_take_step
from roder.apps.budgetprocess.actions.refusals import ProcessRefusedError
from roder.apps.budgetprocess.actions.steps import close_late_change
from roder.apps.budgetprocess.actions.steps import sign_late_change
from roder.apps.budgetprocess.actions.steps import take_process_step
from roder.apps.budgetprocess.actions.years import StepArtefact
from roder.apps.budgetprocess.actions.years import StepPlan
from roder.apps.budgetprocess.actions.years import open_year
from roder.apps.budgetprocess.actions.years import plan_steps
from roder.apps.budgetprocess.actions.years import set_artefact
from roder.apps.budgetprocess.models import ProcessStep
from roder.apps.budgetprocess.queries import is_locked
from roder.apps.budgetprocess.queries import lock_problems
from roder.apps.budgetprocess.queries import step_named
from roder.apps.budgetprocess.queries import steps_of
from roder.apps.budgets.actions.refusals import BudgetRefusedError
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.actions.versions import remove_version
from roder.apps.budgets.locks import base_lock_problems
from roder.apps.documents.models import SteeringDocument
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_process import StepAct
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.steering_documents import DocumentKind
from roder.domain.versions import StaleVersionError

JUNE = date(2018, 6, 13)


def person(name: str, role: Role) -> User:
    found = User.objects.create(username=name, first_name=name.title())
    organisation = "" if role is Role.CENTRAL_CONTROLLER else KEY
    grant_mandate(found, Mandate(role, organisation), acting_user=system_user())
    return found


def step_of(key: StepKey, year: int = YEAR) -> ProcessStep:
    found = step_named(KEY, year, key)
    assert found is not None
    return found


@pytest.mark.django_db
def test_a_year_is_opened_once_and_takes_over_last_years_owners() -> None:
    system, owner = system_user(), person("stina", Role.READER)
    row = make_process_year()
    assert [step.key for step in steps_of(row)] == list(StepKey)
    assert step_of(StepKey.CONSULTATION).due_on == date(2018, 9, 3)
    with pytest.raises(ProcessRefusedError, match="open already"):
        open_year(KEY, YEAR, acting_user=system)
    step = step_of(StepKey.HANDOVER)
    plan = StepPlan(step.starts_on, JUNE, "Stadsdirektören", owner)
    seen = {StepKey.HANDOVER: 1}
    assert plan_steps(row, {StepKey.HANDOVER: plan}, seen_versions=seen, acting_user=system) == [
        StepKey.HANDOVER
    ]
    entry = AuditEntry.objects.get(event=AuditEntry.Event.PROCESS_STEP_PLANNED)
    assert (entry.old["owner"], entry.new["owner"], entry.new["due_on"]) == ("", "stina", "2018-06-13")
    make_process_year(year=YEAR + 1)
    later = step_of(StepKey.HANDOVER, YEAR + 1)
    assert (later.owner, later.owner_title, later.due_on) == (owner, "Stadsdirektören", date(2019, 6, 15))


@pytest.mark.django_db
def test_days_are_set_all_or_none_and_not_over_another_hand() -> None:
    system, row = system_user(), make_process_year()
    days = StepPlan(date(2018, 9, 1), date(2018, 10, 1))
    wanted = {StepKey.PROPOSALS: days, StepKey.BOARD: replace(days, due_on=date(2018, 8, 1))}
    seen = dict.fromkeys(wanted, 1)
    with pytest.raises(ProcessRefusedError, match="Step 8 ends before"):
        plan_steps(row, wanted, seen_versions=seen, acting_user=system)
    wanted[StepKey.BOARD] = days
    assert len(plan_steps(row, wanted, seen_versions=seen, acting_user=system)) == 2
    assert plan_steps(row, wanted, seen_versions=seen, acting_user=system) == []
    other = replace(days, due_on=date(2018, 10, 9))
    with pytest.raises(StaleVersionError):
        plan_steps(row, {StepKey.BOARD: other}, seen_versions=seen, acting_user=system)
    with pytest.raises(IntegrityError):
        ProcessStep.objects.filter(key=StepKey.BOARD).update(due_on=date(2018, 1, 1))


@pytest.mark.django_db
def test_a_step_is_taken_in_order_and_says_why() -> None:
    system = system_user()
    make_process_year(StepKey.ANALYSIS)
    with pytest.raises(ProcessRefusedError, match="builds on step 3"):
        take_process_step(step_of(StepKey.DRAFT), StepAct.FINISH, day=JUNE, acting_user=system)
    with pytest.raises(ProcessRefusedError, match="Say why"):
        take_process_step(step_of(StepKey.CONSEQUENCES), StepAct.SKIP, day=JUNE, acting_user=system)
    skipped = take_process_step(
        step_of(StepKey.CONSEQUENCES), StepAct.SKIP, reason=" För få ", day=JUNE, acting_user=system
    )
    assert (skipped.state, skipped.reason, skipped.settled_on) == (StepState.SKIPPED, "För få", JUNE)
    finish(StepKey.DRAFT)
    entry = AuditEntry.objects.filter(event=AuditEntry.Event.PROCESS_STEP_SKIPPED).get()
    assert entry.subject == f"{KEY} {YEAR} consequences"
    assert (entry.old["step_state"], entry.new["step_state"]) == ("not_begun", "skipped")
    reopened = take_process_step(
        step_of(StepKey.DRAFT), StepAct.REOPEN, reason="Fel", day=JUNE, acting_user=system
    )
    assert (reopened.state, reopened.settled_on) == (StepState.UNDER_WAY, None)


@pytest.mark.django_db
def test_what_is_passed_locks_until_a_late_change_is_signed() -> None:
    system, row = system_user(), make_process_year(StepKey.DRAFT)
    assert not is_locked(KEY, YEAR, LockedThing.BASE)
    assert lock_problems(KEY, 2030, LockedThing.BASE) == []
    with pytest.raises(ProcessRefusedError, match="open already"):
        sign_late_change(row, LockedThing.BASE, "Ny prognos", acting_user=system)
    finish(StepKey.HANDOVER)
    assert [problem.code for problem in lock_problems(KEY, YEAR, LockedThing.BASE)] == [
        "locked_with_its_step"
    ]
    assert [problem.code for problem in base_lock_problems(KEY, YEAR, "base")] == ["locked_with_its_step"]
    assert base_lock_problems(KEY, YEAR, "outcome") == base_lock_problems(KEY, 2030, "base") == []
    permit = sign_late_change(row, LockedThing.BASE, "Ny prognos", acting_user=system)
    assert not is_locked(KEY, YEAR, LockedThing.BASE)
    with pytest.raises(ProcessRefusedError):
        sign_late_change(row, LockedThing.BASE, "Igen", acting_user=system)
    assert close_late_change(permit, acting_user=system)
    assert not close_late_change(permit, acting_user=system)
    assert is_locked(KEY, YEAR, LockedThing.BASE)
    for key in (StepKey.CONSULTATION, StepKey.PROPOSALS, StepKey.BOARD, StepKey.COUNCIL):
        finish(key)
    assert all(is_locked(KEY, YEAR, thing) for thing in LockedThing)


@pytest.mark.django_db
def test_the_artefact_of_a_step_is_an_address_or_a_document() -> None:
    system = system_user()
    make_process_year()
    step = step_of(StepKey.SCAN)
    book = SteeringDocument.objects.create(
        organisation=KEY, code="OMV", title="Omvärld", kind=DocumentKind.PLAN
    )
    said = StepArtefact(" Omvärldsanalys 2018 ", "", book)
    assert set_artefact(step, said, seen_version=1, acting_user=system)
    entry = AuditEntry.objects.get(event=AuditEntry.Event.PROCESS_STEP_ARTEFACT_SET)
    assert entry.new == {"artefact_title": "Omvärldsanalys 2018", "document": "OMV"}
    assert not set_artefact(step_of(StepKey.SCAN), said, seen_version=1, acting_user=system)
    with pytest.raises(StaleVersionError):
        set_artefact(step_of(StepKey.SCAN), StepArtefact("Annat"), seen_version=1, acting_user=system)


@pytest.mark.django_db
def test_an_owner_begins_and_finishes_their_own_step_and_no_more() -> None:
    make_process_year()
    stina, karin = person("stina", Role.READER), person("karin", Role.CENTRAL_CONTROLLER)
    outside = User.objects.create(username="outside")
    ProcessStep.objects.filter(key=StepKey.SCAN).update(owner=stina)
    mine, other = step_of(StepKey.SCAN), step_of(StepKey.DRAFT)
    with pytest.raises(PermissionDenied):
        access_process(outside)
    for refused in (stina, outside):
        with pytest.raises(PermissionDenied):
            access_process_running(refused)
        for step, act in ((mine, StepAct.SKIP), (other, StepAct.FINISH)):
            with pytest.raises(PermissionDenied):
                access_step_act(refused, step, act)
        with pytest.raises(PermissionDenied):
            access_step_artefact(refused, other)
    assert access_process(stina) == access_step_act(stina, mine, StepAct.FINISH) == stina
    assert access_step_artefact(stina, mine) == stina
    assert access_process_running(karin) == access_step_act(karin, mine, StepAct.REOPEN) == karin
    assert access_step_artefact(karin, other) == karin
    ProcessStep.objects.filter(key=StepKey.SCAN).update(owner=outside)
    assert not may_take_step(outside, step_of(StepKey.SCAN), StepAct.BEGIN)
    with pytest.raises(PermissionDenied):
        access_process(AnonymousUser())


@pytest.mark.django_db
def test_no_door_leads_to_a_base_that_is_handed_over() -> None:
    system, row = system_user(), make_process_year(StepKey.DRAFT)
    line = VersionLine(YEAR, BudgetSection.CENTRAL, -5)
    base = make_version(KEY, name="Underlag", kind=VersionKind.BASE, year=YEAR, acting_user=system)
    put_lines(base, BudgetSection.CENTRAL, [line], acting_user=system)
    finish(StepKey.HANDOVER)
    with pytest.raises(BudgetRefusedError, match="handed over"):
        put_lines(base, BudgetSection.CENTRAL, [], acting_user=system)
    with pytest.raises(BudgetRefusedError):
        make_version(KEY, name="Nytt", kind=VersionKind.BASE, year=YEAR, acting_user=system)
    with pytest.raises(BudgetRefusedError):
        remove_version(base, acting_user=system)
    assert base.lines.count() == 1
    make_version(KEY, name="Utfall", kind=VersionKind.OUTCOME, year=YEAR, acting_user=system)
    sign_late_change(row, LockedThing.BASE, "Ny prognos", acting_user=system)
    assert put_lines(base, BudgetSection.CENTRAL, [], acting_user=system)
