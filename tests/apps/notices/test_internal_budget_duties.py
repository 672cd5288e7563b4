from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.apps.internalbudgets.test_writing import BODIES
from tests.apps.internalbudgets.test_writing import KEY

from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.models import UnitPart
from roder.apps.notices.queries import duties_of
from roder.apps.notices.wording import duty_path
from roder.apps.notices.wording import duty_title
from roder.apps.organisation.actions.imports import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.duties import INTERNAL_BUDGET_KINDS
from roder.domain.internal_budgets import UnitPartState
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from roder.domain.duties import Duty

DUE = date(2017, 11, 16)


def person_with(role: Role, body: str) -> User:
    person = User.objects.create(username=f"{role}{body}")
    mandate = Mandate(role, KEY if body else "", body, valid_from=date(2017, 1, 1))
    grant_mandate(person, mandate, acting_user=system_user())
    return person


def asked(person: User, day: date) -> list[Duty]:
    return [duty for duty in duties_of(person, day) if duty.kind in INTERNAL_BUDGET_KINDS]


def test_a_part_waits_for_its_writer_then_for_its_approver_and_when_it_was_sent_back(db: None) -> None:
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    begin_internal_budget(KEY, "300", 2018, units_deadline=DUE, acting_user=system_user())
    writer, head = person_with(Role.REPORTER, "3011"), person_with(Role.APPROVER, "3010")
    central = person_with(Role.CENTRAL_CONTROLLER, "")
    [duty] = asked(writer, date(2017, 11, 1))
    assert (duty.kind.value, duty.subject, duty.due) == ("internal_budget_part", "2018/300/3011", DUE)
    assert duty_title(duty.kind, duty.subject).endswith("North school 2018")
    assert duty_path(duty.kind, duty.subject).endswith("/budget/2018/internbudget/300/enhet/3011/")
    assert asked(writer, date(2017, 10, 1)) == []
    assert asked(central, DUE) == []
    parts = UnitPart.objects.filter(unit_code="3011")
    parts.update(state=UnitPartState.SUBMITTED)
    assert asked(writer, DUE) == []
    waiting = [duty for duty in asked(head, DUE) if duty.due is None]
    assert [duty.kind.value for duty in waiting] == ["internal_budget_to_approve"]
    parts.update(state=UnitPartState.RETURNED)
    assert [duty.kind.value for duty in asked(writer, DUE)] == ["internal_budget_returned"]
