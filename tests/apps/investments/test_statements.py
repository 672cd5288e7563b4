from __future__ import annotations

from typing import Any

import pytest

from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.version_queries import lines_of
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.bases import set_basis
from roder.apps.investments.actions.entries import register_entry
from roder.apps.investments.actions.putting_in import put_projects_in
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.queries import basis_of
from roder.apps.investments.statement_queries import opening_from_adopted
from roder.apps.investments.statement_queries import opening_from_ledger
from roder.apps.investments.statement_queries import statements_of
from roder.domain.budget_registers import RegisterEntry
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.register_shapes import SHAPES
from roder.domain.register_shapes import RegisterKind
from roder.domain.statements import BalanceItem
from roder.domain.versions import StaleVersionError

KEY = "2120000159"
PROJECT = RegisterKind.PROJECT
OPENING = {"cash": 100, "other_equity": 100}


@pytest.fixture
def base(db: None) -> Any:
    del db
    version = make_version(KEY, name="Base", kind=VersionKind.BASE, year=2018, acting_user=system_user())
    put_lines(
        version,
        BudgetSection.FINANCING,
        [VersionLine(2018, BudgetSection.FINANCING, 50, line="municipal_tax")],
        acting_user=system_user(),
    )
    return version


def test_the_register_makes_the_investment_lines_of_a_draft_and_not_of_a_frozen_version(base: Any) -> None:
    facts = {**SHAPES[PROJECT].usual, "name": "School"}
    entry = RegisterEntry("P1", facts, {2019: {"expenditure_ore": 30, "income_ore": 10}})
    register_entry(PROJECT, KEY, entry, acting_user=system_user())
    assert put_projects_in(base, acting_user=system_user())
    assert not put_projects_in(base, acting_user=system_user())
    assert sum(line.amount_ore for line in lines_of(base, [2019])) == -20
    freeze_version(base, kind=VersionKind.ADOPTED, acting_user=system_user())
    with pytest.raises(RegisterRefusedError):
        put_projects_in(base, acting_user=system_user())


def test_a_version_closes_where_its_opening_and_lines_lead(base: Any) -> None:
    assert not statements_of(base).has_balance
    with pytest.raises(RegisterRefusedError) as refused:
        set_basis(base, opening={"gold": 10**18}, assumed={2018: {"luck": 1}}, acting_user=system_user())
    assert [each.code for each in refused.value.problems] == [
        "basis_name_unknown",
        "basis_name_unknown",
        "basis_amount_too_large",
    ]
    assumed = {2018: {"new_loans": 30}}
    assert set_basis(
        base, opening=OPENING, assumed=assumed, opening_source="typed", acting_user=system_user()
    )
    found = statements_of(base)
    assert found.has_balance
    assert found.years[0].closing[BalanceItem.CASH] == 180
    assert found.years[0].imbalance_ore == 0
    assert not set_basis(
        base,
        opening=OPENING,
        assumed=assumed,
        opening_source="typed",
        seen_version=1,
        acting_user=system_user(),
    )
    assert set_basis(base, opening=OPENING, assumed={}, seen_version=1, acting_user=system_user())
    with pytest.raises(StaleVersionError):
        set_basis(base, opening={"cash": 1}, assumed={}, seen_version=1, acting_user=system_user())


def test_the_basis_of_a_frozen_version_is_said_once(base: Any) -> None:
    assert opening_from_adopted(KEY, 2018) == {}
    freeze_version(base, kind=VersionKind.ADOPTED, acting_user=system_user())
    assert opening_from_adopted(KEY, 2018) == {}
    set_basis(base, opening=OPENING, assumed={}, acting_user=system_user())
    assert opening_from_adopted(KEY, 2018)[BalanceItem.CASH] == 150
    with pytest.raises(RegisterRefusedError) as refused:
        set_basis(base, opening={"cash": 1}, assumed={}, seen_version=1, acting_user=system_user())
    assert [each.code for each in refused.value.problems] == ["basis_of_frozen_version"]
    kept = basis_of(base)
    assert kept is not None
    assert kept.opening == OPENING


def test_without_a_ledger_there_is_no_balance_to_open_with(db: None) -> None:
    del db
    assert opening_from_ledger(KEY, 2017) == {}
