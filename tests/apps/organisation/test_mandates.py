"""Mandates open doors for a part and a time, are granted and ended on record, and never vanish."""

from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db import transaction
from django.utils import timezone

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.access import access_everywhere
from roder.apps.identity.access import access_permission
from roder.apps.identity.models import Mandate as MandateRow
from roder.apps.identity.models import User
from roder.apps.organisation.access import access_bodies
from roder.apps.organisation.actions.mandates import MandateRefusedError
from roder.apps.organisation.actions.mandates import end_mandate
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Permission
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree

pytestmark = pytest.mark.django_db
KEY = "2120000159"
DAY = date(2018, 8, 31)
TREE = OrganisationTree(
    [
        Body("100", "Council", BodyKind.COUNCIL),
        Body("400", "Social", BodyKind.COMMITTEE, "100"),
        Body("402", "Children", BodyKind.DEPARTMENT, "400"),
        Body("4021", "Inquiry", BodyKind.UNIT, "402"),
        Body("500", "Elderly", BodyKind.COMMITTEE, "100"),
    ],
    DAY,
    KEY,
)


@pytest.fixture
def nils(db: None) -> User:
    """Nils, unit manager; his mandates are granted in each test."""
    del db
    return User.objects.create(username="nils", first_name="Nils", last_name="Berg")


def unit_mandate(**changes: Any) -> Mandate:
    given: dict[str, Any] = {"organisation": KEY, "body": "402", "valid_from": date(2018, 1, 1)}
    return Mandate(Role.REPORTER, **given | changes)


def test_a_person_reaches_their_body_and_what_lies_below(nils: User, karin: User) -> None:
    with pytest.raises(PermissionDenied):
        access_permission(nils, Permission.READ_VOUCHERS)
    assert access_bodies(nils, Permission.READ_VOUCHERS, TREE) == frozenset()
    grant_mandate(nils, unit_mandate(), acting_user=karin)
    assert access_permission(nils, Permission.READ_VOUCHERS) == nils
    assert access_bodies(nils, Permission.READ_VOUCHERS, TREE) == {"402", "4021"}
    assert access_bodies(nils, Permission.IMPORT_LEDGER, TREE) == frozenset()
    with pytest.raises(PermissionDenied):
        access_everywhere(nils, Permission.READ_VOUCHERS)
    assert access_everywhere(karin, Permission.READ_VOUCHERS) == karin
    assert access_bodies(karin, Permission.READ_VOUCHERS, TREE) == set(TREE.bodies)


def test_a_mandate_is_for_one_organisation(nils: User, karin: User) -> None:
    other = OrganisationTree(TREE.bodies.values(), DAY, "5566391537")
    grant_mandate(nils, unit_mandate(body=""), acting_user=karin)
    assert access_bodies(nils, Permission.READ_VOUCHERS, other) == frozenset()
    assert access_bodies(nils, Permission.READ_VOUCHERS, TREE) == set(TREE.bodies)
    with pytest.raises(PermissionDenied):
        access_everywhere(nils, Permission.READ_VOUCHERS)


def test_a_mandate_ends_by_itself_on_its_date(nils: User, karin: User) -> None:
    grant_mandate(nils, unit_mandate(valid_to=DAY), acting_user=karin)
    with pytest.raises(PermissionDenied):
        access_permission(nils, Permission.READ_VOUCHERS, today=DAY + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        access_permission(nils, Permission.READ_VOUCHERS, today=date(2017, 12, 31))
    assert access_permission(nils, Permission.READ_VOUCHERS, today=DAY)
    assert access_bodies(nils, Permission.READ_VOUCHERS, TREE, today=DAY + timedelta(days=1)) == frozenset()


def test_visitors_and_closed_accounts_are_turned_away(karin: User) -> None:
    with pytest.raises(PermissionDenied):
        access_bodies(AnonymousUser(), Permission.READ_FOLLOW_UP, TREE)
    karin.is_active = False
    with pytest.raises(PermissionDenied):
        access_everywhere(karin, Permission.READ_FOLLOW_UP)


def test_nobody_grants_or_ends_their_own(karin: User) -> None:
    own = karin.mandates.get()
    with pytest.raises(MandateRefusedError) as refusal:
        grant_mandate(karin, Mandate(Role.ADMINISTRATOR), acting_user=karin)
    assert [problem.code for problem in refusal.value.problems] == ["mandate_is_ones_own"]
    with pytest.raises(MandateRefusedError):
        end_mandate(own, acting_user=karin)
    assert karin.mandates.get() == own


def test_granting_is_on_record_and_the_same_again_changes_nothing(nils: User, karin: User) -> None:
    with pytest.raises(MandateRefusedError):
        grant_mandate(nils, Mandate(Role.POLITICIAN), acting_user=karin)
    assert not nils.mandates.exists()
    granted = grant_mandate(nils, unit_mandate(), acting_user=karin)
    assert grant_mandate(nils, unit_mandate(), acting_user=karin) == granted
    (entry,) = AuditEntry.objects.filter(event=AuditEntry.Event.MANDATE_GRANTED, acting_user=karin)
    assert (entry.subject, entry.new["person"], entry.new["body"]) == (str(granted.pk), "nils", "402")


def test_a_mandate_ended_at_once_opens_nothing_more_and_stays_on_record(nils: User, karin: User) -> None:
    granted = grant_mandate(nils, unit_mandate(), acting_user=karin)
    assert access_permission(nils, Permission.READ_VOUCHERS)
    end_mandate(nils.mandates.get(), acting_user=karin)
    with pytest.raises(PermissionDenied):
        access_permission(User.objects.get(pk=nils.pk), Permission.READ_VOUCHERS)
    kept = MandateRow.objects.get(pk=granted.pk)
    assert kept.last_day == timezone.localdate() - timedelta(days=1)
    (entry,) = AuditEntry.objects.filter(event=AuditEntry.Event.MANDATE_ENDED)
    assert (entry.old["ended_on"], entry.new["ended_on"]) == ("", timezone.localdate().isoformat())
    with pytest.raises(MandateRefusedError):
        end_mandate(kept, acting_user=karin)


def test_a_mandate_can_end_on_a_coming_day_but_not_in_the_past_or_later_than_it_would(
    nils: User, karin: User
) -> None:
    today = timezone.localdate()
    until = today + timedelta(days=30)
    granted = grant_mandate(nils, unit_mandate(valid_to=until), acting_user=karin)
    for day in (today - timedelta(days=1), until + timedelta(days=1)):
        with pytest.raises(MandateRefusedError):
            end_mandate(granted, last_day=day, acting_user=karin)
    ended = end_mandate(granted, last_day=today, acting_user=karin)
    assert (ended.valid_to, ended.ended_on) == (today, None)
    assert ended.value.in_force(today)


def test_a_mandate_that_has_not_begun_can_be_ended(nils: User, karin: User) -> None:
    begins = timezone.localdate() + timedelta(days=10)
    granted = grant_mandate(nils, unit_mandate(valid_from=begins), acting_user=karin)
    ended = end_mandate(granted, acting_user=karin)
    assert not ended.value.in_force(begins)


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "reader", "valid_to": date(2017, 12, 31)},
        {"role": "reader", "body": "400"},
        {"role": "politician"},
        {"role": "reader", "party": "A"},
        {"role": "auditor", "organisation": KEY},
        {"role": "king"},
    ],
)
def test_the_database_refuses_what_the_action_would(nils: User, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateRow.objects.create(user=nils, valid_from=date(2018, 1, 1), **wrong)
    assert not nils.mandates.exists()


def test_a_persons_mandates_are_read_once(nils: User, karin: User, django_assert_num_queries: Any) -> None:
    grant_mandate(nils, unit_mandate(), acting_user=karin)
    person = User.objects.get(pk=nils.pk)
    with django_assert_num_queries(1):
        for permission in Permission:
            access_bodies(person, permission, TREE)
