from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.bases import set_basis
from roder.apps.investments.queries import basis_of
from roder.apps.investments.queries import entries
from roder.apps.investments.queries import projects
from roder.apps.investments.statement_queries import statements_of
from roder.apps.organisation.actions.imports import import_organisation
from roder.devtools.building_investments import build_investments
from roder.devtools.building_investments import build_registers
from roder.devtools.example.data_files import written_table
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.investments import left_ore
from roder.domain.investments import net_ore
from roder.domain.register_shapes import RegisterKind

if TYPE_CHECKING:
    from pathlib import Path

KEY = "2120000159"
MNKR = 100_000_000


def test_the_registers_of_the_example_come_in_and_are_left_alone_the_second_time(home: Path, db: Any) -> None:
    del db
    system = system_user()
    tree = written_table(home / "example", "organisation.csv")
    assert import_organisation(KEY, tree, file_name=tree.name, acting_user=system).problems == []
    said: list[str] = []
    build_registers(KEY, [], said.append)
    assert len(said) == 4
    assert all(entry.facts["example"] == "yes" for entry in entries(KEY, RegisterKind.FEE).values())
    assert len(entries(KEY, RegisterKind.COMPANY)) == 11
    found = projects(KEY)
    assert [net_ore(found, year) // MNKR for year in (2018, 2019)] == [222, 249]
    pool = next(each for each in found if each.code == "I601")
    assert left_ore(pool, 2021) == -4 * MNKR
    build_registers(KEY, [], said.append)
    assert len(said) == 4
    for name, year in (("Base 2018", 2018), ("Base 2019", 2019)):
        version = make_version(KEY, name=name, kind=VersionKind.BASE, year=year, acting_user=system)
        line = VersionLine(year, BudgetSection.DEPRECIATION, -100 * MNKR)
        put_lines(version, BudgetSection.DEPRECIATION, [line], acting_user=system)
    set_basis(version, opening={"cash": 1}, assumed={}, acting_user=system)
    build_investments(KEY, [], said.append)
    kept = basis_of(version)
    assert kept is not None
    assert kept.opening == {"cash": 1}
    assert statements_of(version).years[0].net_investment_ore == 0
