"""A table of goals in and out again: what is refused, what is stored, and that nothing is lost on the way."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roder.apps.audit.models import AuditEntry
from roder.apps.decisions.models import Decision
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.exporting import exported_goals
from roder.apps.goals.importing import plan_goals
from roder.apps.goals.models import Assignment
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalTree
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.importing import TableChangedError
from roder.domain.goal_row_faults import MESSAGES
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.row_changes import RowCount

if TYPE_CHECKING:
    from roder.apps.goals.importing import GoalPlan

KEY = "2120000159"
DAY = date(2018, 8, 31)
PAGE = (Path(__file__).parents[3] / "docs/formats/goals.md").read_text("utf-8")
PLAIN, EVERY_KIND = (block.encode() for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL))
BODIES = [
    Body("100", "Council", BodyKind.COUNCIL),
    Body("300", "Utbildningsnämnden", BodyKind.COMMITTEE, "100"),
    Body("3030", "Ronnaskolan", BodyKind.UNIT, "300"),
    Body("750", "Miljönämnden", BodyKind.COMMITTEE, "100"),
]


@pytest.fixture
def organised(db: None) -> None:
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []


def planned(text: str, **facts: str) -> GoalPlan:
    return plan_goals(KEY, text.encode(), day=DAY, **facts)


def stored(content: bytes | str) -> GoalPlan:
    raw = content.encode() if isinstance(content, str) else content
    plan = import_goals(KEY, raw, file_name="goals.csv", acting_user=system_user())
    assert not plan.refused, plan.problems
    return plan


WRONG = {
    "goal_row_incomplete": "Slag;Kod;Rubrik;Organ\nuppdrag;U1;Pröva;300\n",
    "goal_row_twice": "Kod;Rubrik\n1;Skola\n1;Vård\n",
    "goal_state_unknown": "Slag;Uppdrag;Datum;Läge;Text\nrapport;U1;2018-08-31;kanske;Text\n",
    "goal_year_unknown": "Slag;Version;Rubrik;År\nmålträd;M;Mål;18\n",
    "goal_order_unknown": "Kod;Rubrik;Ordning\n1;Skola;först\n",
    "goal_levels_unreadable": "Slag;Version;Rubrik;År;Nivåer\nmålträd;M;Mål;2018;overall\n",
    "goal_text_too_long": f"Kod;Rubrik\n1;{'x' * 201}\n",
    "goal_tree_unknown": "Slag;Version;Rubrik;År;Tidigare version\nmålträd;M;Mål;2018;L\n",
    "goal_tree_without_decision": "Slag;Version;Rubrik;År;Läge\nmålträd;M;Mål;2018;antaget\n",
    "goal_level_unknown": "Slag;Kod;Rubrik\nDelmål;1;Skola\n",
    "goal_unknown": "Kod;Rubrik;Överordnat mål\n1.1;Skola;9\n",
    "goal_loop": "Slag;Kod;Rubrik;Överordnat mål\nNämndmål;A;Skola;B\nNämndmål;B;Vård;A\n",
    "goal_body_unknown": "Kod;Rubrik;Organ\n1;Skola;999\n",
    "goal_owner_unknown": "Kod;Rubrik;Användarnamn\n1;Skola;nobody\n",
    "goal_assignment_unknown": "Slag;Uppdrag;Datum;Läge;Text\nrapport;U9;2018-08-31;klart;Text\n",
    "goal_activity_serves_nothing": "Slag;Kod;Rubrik;Organ\naktivitet;A1;Pröva;300\n",
    "goal_activity_of_several_goals": "Slag;Kod;Rubrik;Organ;Mål\nmål;1;Skola;;\nmål;2;Vård;;\naktivitet;A1;Pröva;300;1 2\n",
    "goal_indicator_unknown": "Kod;Rubrik;Mätvärden\n1;Skola;N15428\n",
    "goal_document_unknown": "Kod;Rubrik;Styrdokument\n1;Skola;D1\n",
    "goal_decision_incomplete": "Kod;Rubrik;Beslutsdatum\n1;Skola;2018-01-01\n",
    "goal_verdict_level_unknown": "Slag;Kod;Rubrik;Mål;Period;Läge;Text\nmål;1;Skola;;;;\nbedömning;;;1;2018T2;Toppen;Bra jobbat\n",
    "goal_period_unknown": "Slag;Kod;Rubrik;Mål;Period;Läge;Text\nmål;1;Skola;;;;\nbedömning;;;1;hösten;Bra;Bra jobbat\n",
    "assignment_due_before_given": "Slag;Kod;Rubrik;Organ;Uppdragsgivare;Givet den;Klart senast\nuppdrag;U1;Pröva;300;100;2018-02-01;2018-01-01\n",
    "assignment_given_upwards": "Slag;Kod;Rubrik;Organ;Uppdragsgivare;Givet den\nuppdrag;U1;Pröva;100;300;2018-02-01\n",
    "funding_without_amount": "Slag;Kod;Rubrik;Mål;År;Belopp;Slag av pengar;Organ\nmål;1;Skola;;;;;\npengar;;;1;2018;0;ram;300\n",
    "not_json": '{"rows": [',
    "json_without_rows": '{"goals": []}',
    "bad_choice": "Kod;Rubrik;Finansiellt mål\n1;Skola;kanske\n",
}
ELSEWHERE = {
    "goal_tree_not_said",
    "goal_tree_made",
    "goal_bodies_unchecked",
    "goal_assignment_due_before_given",
}
"""Codes that need more than one file or no organisation: tested below."""


@pytest.mark.usefixtures("organised")
@pytest.mark.parametrize("code", WRONG)
def test_each_fault_is_named_and_refuses_the_file(code: str) -> None:
    plan = planned(WRONG[code])
    assert code in {problem.code for problem in plan.problems if problem.refuses}
    assert plan.refused
    assert not plan.changes_something
    assert import_goals(KEY, WRONG[code].encode(), acting_user=system_user()).refused
    assert not GoalTree.objects.exists()


@pytest.mark.usefixtures("organised")
def test_the_one_version_that_the_first_file_names_is_made() -> None:
    plan = planned("Version;Kod;Rubrik\n2018-2020;1;Skola\n2018-2020;2;Vård\n")
    assert not plan.refused
    assert "goal_tree_made" in {problem.code for problem in plan.problems}


@pytest.mark.usefixtures("organised")
def test_a_goal_of_a_version_that_is_not_there_is_told_and_nothing_breaks() -> None:
    text = "Version;Kod;Rubrik;Slag\n2016;1;Skola;\n2015;2;Vård;Nämndmål\n2016;3;Miljö;mål\n"
    problems = planned(text).problems
    assert [(each.code, each.line) for each in problems] == [
        ("goal_tree_unknown", line) for line in (2, 3, 4)
    ]


def test_every_fault_of_a_table_of_goals_is_tested_and_documented() -> None:
    assert set(MESSAGES) - set(WRONG) == ELSEWHERE
    assert [code for code in MESSAGES if f"`{code}`" not in PAGE] == []


@pytest.mark.usefixtures("organised")
def test_faults_carry_line_and_both_languages_and_stay_a_short_list() -> None:
    rows = "".join(f"{number};Mål;999\n" for number in range(300))
    problems = planned("Kod;Rubrik;Organ\n" + rows).problems
    unknown = [problem for problem in problems if problem.code == "goal_body_unknown"]
    assert [problem.line for problem in unknown[:2]] == [2, 3]
    assert (len(unknown), unknown[-1].count) == (101, 200)
    assert "organisation" in unknown[0].message_en
    assert "organisationen" in unknown[0].message_sv


@pytest.mark.usefixtures("organised")
def test_a_plain_file_of_goals_needs_neither_kind_nor_version() -> None:
    plan = stored(PLAIN)
    assert "goal_tree_made" in {problem.code for problem in plan.problems}
    assert list(Goal.objects.values_list("code", "level", "body_code", "parent__code")) == [
        ("1", "overall", "", None),
        ("1.1", "committee", "300", "1"),
    ]
    stored("Slag;Version;Rubrik;År\nmålträd;2020-2022;Mål;2020\n")
    assert "goal_tree_not_said" in {problem.code for problem in planned("Kod;Rubrik\n1;Skola\n").problems}
    assert planned("Kod;Rubrik\n7;Skola\n", tree="2020-2022").rows.added == 1


@pytest.mark.usefixtures("organised")
def test_the_usual_words_for_levels_hold_whatever_a_version_calls_them() -> None:
    stored(
        "Slag;Version;Kod;Rubrik;År;Nivåer;Överordnat mål\n"
        "målträd;2019;;Mål;2019;overall: Målområde; own: Nämndens inriktning;\n"
        "Övergripande mål;2019;1;Skola;;;\nNämndmål;2019;A;Läsning;;;1\nNämndens inriktning;2019;B;Räkning;;;1\n".replace(
            "overall: Målområde; own: Nämndens inriktning", '"overall: Målområde; own: Nämndens inriktning"'
        )
    )
    assert list(Goal.objects.order_by("code").values_list("level", flat=True)) == ["overall", "own", "own"]


def test_without_an_organisation_bodies_are_taken_as_they_stand(db: None) -> None:
    del db
    late = WRONG["assignment_due_before_given"].encode()
    refused = plan_goals("", late, day=DAY)
    assert "goal_assignment_due_before_given" in {problem.code for problem in refused.problems}
    plan = import_goals("", PLAIN, acting_user=system_user())
    assert "goal_bodies_unchecked" in {problem.code for problem in plan.problems}
    assert Goal.objects.get(code="1.1").body_code == "300"


@pytest.mark.usefixtures("organised")
def test_every_kind_of_row_is_stored_once_and_with_one_audit_row() -> None:
    plan = stored(EVERY_KIND)
    assert (plan.rows.added, plan.rows.changed, plan.rows.unchanged) == (13, 0, 0)
    assignment = Assignment.objects.get(code="U18-1")
    assert (assignment.state, assignment.given_to, str(assignment.decision)) == (
        "deviating",
        "300",
        "100 2017-11-27 § 210",
    )
    assert [goal.code for goal in assignment.goals.all()] == ["1"]
    assert Decision.objects.count() == 3
    entry = AuditEntry.objects.get(event=AuditEntry.Event.GOALS_IMPORTED)
    assert (entry.subject, entry.new["file"], entry.new["added"]) == (KEY, "goals.csv", 13)
    assert stored(EVERY_KIND).rows == RowCount(unchanged=13)
    assert AuditEntry.objects.filter(event=AuditEntry.Event.GOALS_IMPORTED).count() == 1


@pytest.mark.usefixtures("organised")
def test_the_latest_report_moves_its_assignment_as_far_as_the_states_allow() -> None:
    stored(EVERY_KIND)
    head = "Slag;Uppdrag;Datum;Läge;Text\n"
    early = stored(f"{head}rapport;U18-1;2018-04-30;pågår enligt plan;23 av 30 är anställda.\n")
    assert [each.what for each in early.differences] == ["report"]
    done = stored(f"{head}rapport;U18-1;2018-12-20;genomfört;Alla 30 är anställda.\n")
    assert [each.what for each in done.differences] == ["report", "assignment"]
    assert Assignment.objects.get(code="U18-1").state == "done"
    back = planned(f"{head}rapport;U18-1;2018-12-31;pågår med avvikelse;Två slutade.\n")
    assert [problem.code for problem in back.problems] == ["report_not_possible"]


@pytest.mark.usefixtures("organised")
def test_what_the_council_has_adopted_is_fixed_and_answers_go_on() -> None:
    stored(EVERY_KIND)
    change = planned("Version;Kod;Rubrik\n2018-2020;1;Skola\n")
    assert [problem.code for problem in change.problems] == ["goal_tree_adopted"]
    added = planned("Version;Kod;Rubrik\n2018-2020;9;Nytt mål\n")
    assert added.refused
    answer = stored("Slag;Version;Kod;Rubrik;Överordnat mål;Organ\nNämndmål;2018-2020;MN1;Giftfritt;3;750\n")
    assert answer.rows.added == 1


@pytest.mark.usefixtures("organised")
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_goes_out_comes_in_to_an_unchanged_state(form: str) -> None:
    stored(EVERY_KIND)
    stored(
        json.dumps(
            [
                {
                    "kind": "section",
                    "tree": "2019",
                    "code": "1",
                    "title": "=1+1",
                    "text": 'En rad.\n\nTvå; "tre"',
                },
                {
                    "kind": "tree",
                    "tree": "2019",
                    "title": "Mål 2019",
                    "year": 2019,
                    "earlier_tree": "2018-2020",
                },
                {"kind": "goal", "tree": "2019", "code": "0407", "title": "@skola", "title_en": "'t Hof"},
                {
                    "kind": "lineage",
                    "tree": "2019",
                    "code": "0407",
                    "earlier_tree": "2018-2020",
                    "goals": ["1", "3"],
                },
                {"kind": "funding", "tree": "2019", "goals": ["0407"], "year": 2019, "funding": "frame"}
                | {"body": "300", "amount_ore": 1_234_567_89},
            ]
        )
    )
    content, rows = exported_goals(KEY, form=form)
    assert rows == 19
    unchanged = import_goals(KEY, content, acting_user=system_user())
    assert (unchanged.refused, unchanged.rows.unchanged, unchanged.differences) == (False, 19, [])
    elsewhere = import_goals("5560000000", content, acting_user=system_user())
    assert (elsewhere.refused, elsewhere.rows.added) == (False, 19)
    assert exported_goals("5560000000", form=form)[0] == content


@pytest.mark.usefixtures("organised")
def test_an_empty_cell_says_nothing_and_differences_are_seen_before_they_are_saved() -> None:
    stored(PLAIN)
    plan = planned("Kod;Rubrik;Organ\n1.1;;\n")
    assert (plan.refused, plan.rows.unchanged) == (False, 1)
    plan = planned("Kod;Rubrik\n1.1;Ny lydelse\n")
    assert [
        (change.field, change.old, change.new) for each in plan.differences for change in each.changes
    ] == [("title", "Fler elever når målen", "Ny lydelse")]
    assert Goal.objects.get(code="1.1").title == "Fler elever når målen"
    stored("Kod;Rubrik\n1.1;En annan lydelse\n")
    with pytest.raises(TableChangedError):
        import_goals(KEY, b"Kod;Rubrik\n1.1;Ny lydelse\n", expected=plan.before, acting_user=system_user())
    assert Goal.objects.get(code="1.1").version == 2


@pytest.mark.usefixtures("organised")
def test_a_mapping_names_the_columns_and_the_unit() -> None:
    stored(EVERY_KIND)
    mapping = """
        [columns]
        goals = "Till mål"
        amount = "Pengar"
        body = "Vem"
        [constants]
        kind = "pengar"
        tree = "2018-2020"
        year = "2019"
        funding = "ram"
        [amount]
        unit = "mnkr"
        sign = "report"
    """
    plan = planned("Till mål;Vem;Pengar\n3;Utbildningsnämnden;-1,5\n", mapping=mapping)
    [row] = plan.found.rows.values()
    assert (row["amount"], row["body"], row["year"]) == (150_000_000, "300", 2019)
    unknown = planned("Kod;Rubrik\n1;Skola\n", mapping="[columns]\ncolour = 1\n")
    assert [problem.code for problem in unknown.problems] == ["mapping_unknown_name"]


@pytest.mark.usefixtures("organised")
def test_the_number_of_a_json_row_is_told_not_its_line() -> None:
    rows = [
        {"code": "1", "title": "Skola", "text": "En\ntext\nmed rader"},
        {"code": "2", "title": "Vård", "body": "999"},
    ]
    problems = [each for each in planned(json.dumps(rows)).problems if each.refuses]
    assert (problems[0].code, {each.line for each in problems}) == ("goal_body_unknown", {2})
