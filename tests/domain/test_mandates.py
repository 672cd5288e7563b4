"""Roles and mandates say what docs/algorithms/roles.md says, both ways."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import ALGORITHMS
from tests.worked_tables import worked_table

from roder.domain.mandates import ROLES_OF_THE_WHOLE
from roder.domain.mandates import Mandate
from roder.domain.mandates import Permission
from roder.domain.mandates import Role
from roder.domain.mandates import faults
from roder.domain.mandates import giving
from roder.domain.mandates import may_approve
from roder.domain.mandates import permissions_of

ROLES = worked_table("roles", "role")
PAGE_PERMISSIONS = [row[0] for row in worked_table("roles", "permission")]
YES_NO = {True: "yes", False: "no"}


def heading() -> list[str]:
    lines = (ALGORITHMS / "roles.md").read_text("utf-8").splitlines()
    line = next(line for line in lines if line.startswith("| role "))
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_names_every_role_and_every_permission_and_no_other() -> None:
    assert [row[0] for row in ROLES] == [role.value for role in Role]
    assert heading()[2:] == [permission.value for permission in Permission]
    assert [permission.value for permission in Permission] == PAGE_PERMISSIONS


@pytest.mark.parametrize("row", ROLES, ids=lambda row: row[0])
def test_a_role_may_do_what_the_page_says_and_nothing_else(row: list[str]) -> None:
    role = Role(row[0])
    assert (row[1] == "the whole") == (role in ROLES_OF_THE_WHOLE)
    said = {Permission(name) for name, cell in zip(heading()[2:], row[2:], strict=True) if cell == "yes"}
    assert set(row[2:]) <= {"yes", "no"}
    assert permissions_of(role) == said


@pytest.mark.parametrize("row", worked_table("roles", "first day"))
def test_a_mandate_holds_on_the_days_the_page_says(row: list[str]) -> None:
    first, last, asked = (date.fromisoformat(cell) if cell else None for cell in row[:3])
    assert asked is not None
    mandate = Mandate(Role.READER, valid_from=first, valid_to=last)
    assert YES_NO[mandate.in_force(asked)] == row[3]
    assert YES_NO[bool(giving([mandate], Permission.READ_FOLLOW_UP, asked))] == row[3]
    assert giving([mandate], Permission.READ_VOUCHERS, asked) == []


@pytest.mark.parametrize("row", worked_table("roles", "author"))
def test_four_eyes_follow_the_page(row: list[str]) -> None:
    assert YES_NO[may_approve(row[0], row[1])] == row[2]


@given(st.dates(), st.dates(), st.dates())
def test_a_mandate_never_holds_outside_its_days(first: date, last: date, asked: date) -> None:
    mandate = Mandate(Role.READER, valid_from=first, valid_to=last)
    assert mandate.in_force(asked) == (first <= asked <= last)


@pytest.mark.parametrize(
    ("mandate", "code"),
    [
        (Mandate(Role.AUDITOR, "k", "400"), "mandate_only_for_the_whole"),
        (Mandate(Role.CENTRAL_CONTROLLER, "k"), "mandate_only_for_the_whole"),
        (Mandate(Role.READER, "", "400"), "mandate_body_without_organisation"),
        (Mandate(Role.POLITICIAN, "k", "400"), "mandate_without_party"),
        (Mandate(Role.READER, "k", "400", "A"), "mandate_party_of_no_politician"),
        (
            Mandate(Role.READER, valid_from=date(2018, 2, 1), valid_to=date(2018, 1, 31)),
            "mandate_ends_before_it_begins",
        ),
    ],
)
def test_a_mandate_that_makes_no_sense_is_refused_by_name(mandate: Mandate, code: str) -> None:
    assert [problem.code for problem in faults(mandate)] == [code]


def test_a_mandate_that_makes_sense_is_not_refused() -> None:
    assert faults(Mandate(Role.POLITICIAN, "k", "400", "A", date(2018, 1, 1), date(2018, 1, 1))) == []
    assert faults(Mandate(Role.AUDITOR)) == []
