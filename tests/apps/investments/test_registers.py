from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command

from roder.apps.audit.models import AuditEntry
from roder.apps.console import RefusedError
from roder.apps.decisions.models import Decision
from roder.apps.identity.queries import system_user
from roder.apps.investments.actions.entries import cancel_project
from roder.apps.investments.actions.entries import change_entry
from roder.apps.investments.actions.entries import decide_total
from roder.apps.investments.actions.entries import register_entry
from roder.apps.investments.actions.entries import remove_entry
from roder.apps.investments.actions.imports import import_register
from roder.apps.investments.actions.refusals import RegisterRefusedError
from roder.apps.investments.queries import entries
from roder.apps.investments.queries import projects
from roder.apps.investments.queries import row_of
from roder.apps.organisation.actions.imports import replace_organisation
from roder.apps.organisation.importing import TableChangedError
from roder.domain.budget_registers import RegisterEntry
from roder.domain.decisions import DecisionFacts
from roder.domain.investments import consequence
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.register_shapes import RegisterKind
from roder.domain.versions import StaleVersionError
from roder.formats.tabular.register_table import write_register

KEY = "2120000159"
PROJECT = RegisterKind.PROJECT
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Schools", BodyKind.COMMITTEE, "100"),
    Body("T11", "Homes AB", BodyKind.COMPANY, "100"),
]
SCHOOL = RegisterEntry(
    "P1",
    {"name": "School", "body_code": "300", "kind": "expansion", "funding": "loan", "status": "planned"},
    {2019: {"expenditure_ore": 50_00, "income_ore": 10_00}},
)
DECISION = DecisionFacts("100", date(2017, 11, 27), "210", "Budget 2018")
TABLE = "Kod;Namn;Organ;Avskrivningstid;Tas i bruk;År;Utgift;Inkomst\nP1;Skola;Schools;2;2019;2019;100;0\nP1;;;;;2020;50;0\n"


@pytest.fixture
def person(db: Any) -> Any:
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    return system_user()


def codes(refused: Any) -> list[str]:
    return [each.code for each in refused.value.problems]


def test_a_project_is_registered_changed_decided_and_cancelled(person: Any) -> None:
    with pytest.raises(RegisterRefusedError) as refused:
        register_entry(PROJECT, KEY, RegisterEntry("P1"), acting_user=person)
    assert codes(refused)[0] == "entry_without_name"
    row: Any = register_entry(PROJECT, KEY, SCHOOL, acting_user=person)
    with pytest.raises(RegisterRefusedError) as refused:
        register_entry(PROJECT, KEY, SCHOOL, acting_user=person)
    assert codes(refused) == ["entry_code_taken"]
    kept = entries(KEY, PROJECT)["P1"]
    assert not change_entry(PROJECT, row, kept, seen_version=1, acting_user=person)
    more = replace(kept, years={2020: {"expenditure_ore": 5}})
    assert change_entry(PROJECT, row, more, seen_version=1, acting_user=person)
    with pytest.raises(StaleVersionError):
        change_entry(
            PROJECT,
            row,
            replace(kept, years={2020: {"expenditure_ore": 6}}),
            seen_version=1,
            acting_user=person,
        )
    assert entries(KEY, PROJECT)["P1"].years[2020]["expenditure_ore"] == 5
    assert decide_total(row, 60_00, DECISION, seen_version=2, acting_user=person)
    assert (row.status, row.decision.paragraph, row.decided_ore) == ("decided", "210", 60_00)
    with pytest.raises(RegisterRefusedError) as refused:
        remove_entry(PROJECT, row, acting_user=person)
    assert codes(refused) == ["project_decided_is_not_removed"]
    with pytest.raises(RegisterRefusedError) as refused:
        cancel_project(row, " ", seen_version=3, acting_user=person)
    assert codes(refused) == ["project_cancelled_without_reason"]
    assert cancel_project(row, "No land", seen_version=3, acting_user=person)
    assert projects(KEY)[0].is_cancelled
    assert row_of(KEY, PROJECT, "P1").text == "No land"


def test_amounts_of_a_year_stand_under_the_year_in_the_history(person: Any) -> None:
    row = register_entry(PROJECT, KEY, SCHOOL, acting_user=person)
    kept = entries(KEY, PROJECT)["P1"]
    more = replace(kept, years={2019: {"expenditure_ore": 70_00}})
    change_entry(PROJECT, row, more, seen_version=1, acting_user=person)
    entry = AuditEntry.objects.get(event=AuditEntry.Event.PROJECT_CHANGED)
    assert (entry.old, entry.new) == (
        {"2019": {"expenditure_ore": 50_00}},
        {"2019": {"expenditure_ore": 70_00}},
    )


def test_a_decision_that_is_registered_otherwise_refuses_the_entry(person: Any) -> None:
    fee = RegisterEntry(
        "F1",
        {
            "name": "Water",
            "decision_body": "100",
            "decision_date": date(2017, 11, 27),
            "paragraph": "210",
            "decision_title": "Fees",
        },
    )
    register_entry(RegisterKind.FEE, KEY, fee, acting_user=person)
    other = replace(fee, code="F2", facts={**fee.facts, "decision_title": "Other"})
    with pytest.raises(RegisterRefusedError) as refused:
        register_entry(RegisterKind.FEE, KEY, other, acting_user=person)
    assert codes(refused) == ["decision_registered_otherwise"]
    assert Decision.objects.count() == 1
    remove_entry(RegisterKind.FEE, row_of(KEY, RegisterKind.FEE, "F1"), acting_user=person)
    assert entries(KEY, RegisterKind.FEE) == {}


def test_a_table_comes_in_goes_out_and_changes_nothing_the_second_time(person: Any) -> None:
    bad = import_register(PROJECT, KEY, TABLE.replace("Schools", "Nowhere").encode(), acting_user=person)
    assert bad.refused
    assert not entries(KEY, PROJECT)
    assert import_register(PROJECT, KEY, b"", mapping="nonsense = [", acting_user=person).refused
    plan = import_register(PROJECT, KEY, TABLE.encode(), acting_user=person)
    assert plan.changes_something
    assert [project.years[1].expenditure_ore for project in projects(KEY)] == [50_00]
    assert consequence(projects(KEY)[0], 2019).depreciation_ore == -50_00
    assert not import_register(PROJECT, KEY, TABLE.encode(), acting_user=person).changes_something
    written = write_register(PROJECT, entries(KEY, PROJECT).values()).content
    assert not import_register(PROJECT, KEY, written, acting_user=person).differences
    more = TABLE.replace(";50;", ";70;").encode()
    with pytest.raises(TableChangedError):
        import_register(PROJECT, KEY, more, expected="other", acting_user=person)
    assert import_register(
        PROJECT, KEY, more, expected=plan.before and "", acting_user=person
    ).changes_something
    assert row_of(KEY, PROJECT, "P1").version == 2


def test_companies_and_directives_come_in_too(person: Any) -> None:
    table = "Bolag;Namn;År;Omsättning;Resultat\nT11;Homes;2018;1000;-5\n".encode()
    assert import_register(RegisterKind.COMPANY, KEY, table, acting_user=person).changes_something
    assert entries(KEY, RegisterKind.COMPANY)["T11"].years == {
        2018: {"turnover_ore": 1000_00, "result_ore": -5_00}
    }
    table = "Kod;Rubrik;Slag;Bolag;Text\nD1;Utdelning;särskilt;T11;Dela ut\nD2;Alla;generellt;;Följ målen\n".encode()
    assert import_register(RegisterKind.DIRECTIVE, KEY, table, acting_user=person).changes_something
    assert [each.facts["kind"] for each in entries(KEY, RegisterKind.DIRECTIVE).values()] == [
        "general",
        "special",
    ]


def test_the_command_imports_lists_and_exports(person: Any, home: Any, capsys: Any) -> None:
    del person
    path = home / "projects.csv"
    with pytest.raises(RefusedError):
        call_command("investments", "export", str(home / "out.csv"), "--organisation", KEY)
    path.write_text(TABLE, "utf-8")
    call_command("investments", "import", str(path), "--organisation", KEY, "--json")
    document = json.loads(capsys.readouterr().out)
    assert (document["ok"], document["changed"], document["differences"][0]["code"]) == (True, True, "P1")
    path.write_text(TABLE.replace(";50;", ";70;"), "utf-8")
    call_command("investments", "import", str(path), "--organisation", KEY, "--language", "en")
    assert "expenditure 2020: 50 → 70" in capsys.readouterr().out
    call_command("investments", "list", "--organisation", KEY, "--json")
    assert json.loads(capsys.readouterr().out)["entries"][0]["years"][1]["expenditure_ore"] == 70_00
    call_command("investments", "list", "--organisation", KEY)
    assert "P1 Skola" in capsys.readouterr().out
    call_command("investments", "export", str(home / "out.xlsx"), "--organisation", KEY)
    assert (home / "out.xlsx").read_bytes()[:2] == b"PK"
