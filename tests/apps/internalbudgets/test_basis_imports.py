"""Staff lists, drivers and assumptions by file: the example's own files, for units of several committees at once."""

from __future__ import annotations

import json
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.basis_imports import import_basis
from roder.apps.internalbudgets.actions.writing import begin_internal_budget
from roder.apps.internalbudgets.basis_importing import BasisKind
from roder.apps.internalbudgets.basis_importing import plan_basis
from roder.apps.internalbudgets.models import InternalBudgetLine
from roder.apps.organisation.actions.imports import replace_organisation
from roder.devtools.building_internal_bases import FILES
from roder.devtools.building_internal_bases import build_internal_bases
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

if TYPE_CHECKING:
    from pathlib import Path

KEY, YEAR = "2120000159", 2019
BODIES = [
    Body("300", "Education", BodyKind.COMMITTEE),
    Body("3030", "School", BodyKind.UNIT, "300"),
    Body("500", "Elderly", BodyKind.COMMITTEE),
    Body("5020", "Home", BodyKind.UNIT, "500"),
]
FOLDER = files("roder.devtools").joinpath("data")


@pytest.fixture
def budgets(home: Path, db: None) -> None:
    del home, db
    replace_organisation(KEY, BODIES, acting_user=system_user())
    for body in ("300", "500"):
        begin_internal_budget(KEY, body, YEAR, acting_user=system_user())


@pytest.mark.usefixtures("budgets")
def test_the_example_comes_in_by_the_same_door() -> None:
    said: list[str] = []
    build_internal_bases(KEY, said.append)
    build_internal_bases(KEY, said.append)
    assert said == ["positions and drivers 2019: 2 units"]
    rows = InternalBudgetLine.objects.order_by("unit_code", "account", "activity")
    places = [(row.unit_code, row.account, row.activity) for row in rows]
    assert places == [
        ("3030", "5020", "440"),
        ("3030", "5023", "425"),
        ("3030", "5023", "440"),
        ("3030", "5610", "425"),
        ("3030", "5610", "440"),
        ("3030", "5710", "425"),
        ("3030", "5710", "440"),
        ("3030", "6421", "440"),
        ("5020", "5020", "510"),
        ("5020", "5021", "510"),
        ("5020", "5610", "510"),
        ("5020", "5710", "510"),
        ("5020", "7511", "510"),
    ]
    hours = rows.get(account="7511")
    assert (hours.year_ore, hours.m07_ore) == (-960 * 39_500, -240 * 39_500)
    assert rows.get(account="6421").plan1_ore == -655 * 190_000


@pytest.mark.usefixtures("budgets")
def test_what_is_wrong_is_listed_and_nothing_is_saved() -> None:
    text = (
        "Enhet;Titel;Antal tjänster;Månadslön;Konto;PO-pålägg\n3030;Lärare;1;30000;5023;PO\n9;X;1;1;5020;\n"
    )
    plan = import_basis(KEY, YEAR, BasisKind.POSITIONS, text.encode(), acting_user=system_user())
    assert [(each.code, each.line) for each in plan.problems] == [
        ("unit_without_budget", 3),
        ("overhead_unknown", 2),
    ]
    assert not InternalBudgetLine.objects.exists()
    unread = plan_basis(KEY, YEAR, BasisKind.POSITIONS, b"", mapping="[columns]\nx = 1")
    assert unread.refused
    assert plan_basis(KEY, YEAR, BasisKind.DRIVERS, b"Enhet;Drivare\n1;2\n").refused


@pytest.mark.usefixtures("budgets")
def test_the_command_shows_what_moves_and_saves(tmp_path: Path) -> None:
    def told(kind: BasisKind, *more: str) -> str:
        path, out = tmp_path / FILES[kind], StringIO()
        path.write_bytes(FOLDER.joinpath(FILES[kind]).read_bytes())
        said = ("import", str(path), "--kind", kind.value, "--year", str(YEAR), *more)
        call_command("budgetbases", *said, stdout=out, stderr=out)
        return out.getvalue()

    with pytest.raises(SystemExit):
        told(BasisKind.POSITIONS)
    told(BasisKind.ASSUMPTIONS)
    found = json.loads(told(BasisKind.POSITIONS, "--dry-run", "--json"))
    assert (found["ok"], found["changed"], found["rows"]) == (True, False, 8)
    assert {move["unit"] for move in found["moves"]} == {"3030", "5020"}
    assert not InternalBudgetLine.objects.exists()
    assert "kvar att fördela" in told(BasisKind.POSITIONS)
    assert InternalBudgetLine.objects.exists()
    assert "6421" in told(BasisKind.DRIVERS)
