"""Who is told when a document lapses or is to be reviewed: its keeper, once, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.apps.documents.register import CYCLE_PLAN
from tests.apps.documents.register import DAY
from tests.apps.documents.register import KEY
from tests.apps.documents.register import adopted

from roder.apps.documents.actions.registering import change_document
from roder.apps.documents.actions.registering import register_document
from roder.apps.documents.keeping import kept_documents
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.notices.queries import duties_of
from roder.apps.notices.wording import duty_explanation
from roder.apps.notices.wording import duty_path
from roder.apps.notices.wording import duty_title
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.duties import DutyKind
from roder.domain.duties import Urgency
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register", "home")]


def make(username: str, role: Role, body: str = "") -> User:
    person = User.objects.create(username=username)
    mandate = Mandate(role, KEY if body else "", body, valid_from=date(2017, 1, 1))
    grant_mandate(person, mandate, acting_user=system_user())
    return person


def codes(person: User) -> list[str]:
    return [document.code for document in kept_documents(person, DAY)]


def told(person: User, day: date = DAY) -> dict[str, tuple[str, Urgency]]:
    kinds = {DutyKind.DOCUMENT_LAPSES, DutyKind.DOCUMENT_REVIEW}
    return {
        duty.subject: (duty.kind.value, duty.urgency) for duty in duties_of(person, day) if duty.kind in kinds
    }


def test_a_document_is_kept_by_whom_it_names_else_by_whoever_keeps_its_body(karin: User) -> None:
    sven, eva = make("sven", Role.COMMITTEE_SECRETARY, "400"), make("eva", Role.COMMITTEE_SECRETARY, "500")
    nils = make("nils", Role.REPORTER, "411")
    for code, body, owner in (
        ("A", "411", ""),
        ("B", "400", "nils"),
        ("C", "", ""),
        ("D", "500", ""),
    ):
        register_document(
            KEY, replace(CYCLE_PLAN, code=code, owner_body=body, owner=owner), acting_user=karin
        )
    assert (codes(sven), codes(eva), codes(nils), codes(karin)) == (["A"], ["D"], ["B"], ["C"])


def test_the_keeper_is_told_of_what_lapses_and_of_a_review_until_it_is_seen_to(karin: User) -> None:
    owned = replace(CYCLE_PLAN, owner="karin")
    adopted(karin, owned, date(2016, 1, 1), date(2018, 12, 31))
    reviewed = replace(owned, code="SD-2", title="Policy", review_on=date(2018, 8, 1))
    policy = adopted(karin, reviewed, date(2016, 1, 1), paragraph="9")
    register_document(KEY, replace(reviewed, code="SD-3"), acting_user=karin)
    assert told(karin) == {
        "SD-1": ("document_lapses", Urgency.SOON),
        "SD-2": ("document_review", Urgency.LATE),
    }
    assert told(make("ingen", Role.READER)) == {}
    assert told(karin, date(2018, 6, 1)) == {}
    assert told(karin, date(2019, 1, 1)) == {"SD-2": ("document_review", Urgency.LATE)}
    change_document(policy, replace(reviewed, review_on=date(2020, 8, 1)), seen_version=1, acting_user=karin)
    assert told(karin) == {"SD-1": ("document_lapses", Urgency.SOON)}


def test_the_notice_names_the_document_and_leads_to_it(karin: User) -> None:
    adopted(karin, CYCLE_PLAN, date(2016, 1, 1))
    for kind in (DutyKind.DOCUMENT_LAPSES, DutyKind.DOCUMENT_REVIEW):
        assert "Cykelplan" in duty_title(kind, "SD-1")
        assert duty_path(kind, "SD-1").endswith("/SD-1/")
        assert duty_explanation(kind)
    assert "SD-9" in duty_title(DutyKind.DOCUMENT_REVIEW, "SD-9")
