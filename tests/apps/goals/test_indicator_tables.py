"""A table of indicators in and out again: what is refused, what is stored, and that nothing is lost on the way."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roder.apps.audit.models import AuditEntry
from roder.apps.goals.actions.imports import import_goals
from roder.apps.goals.actions.indicator_tables import import_indicator_table
from roder.apps.goals.indicator_tables import exported_indicator_table
from roder.apps.goals.indicator_tables import plan_indicator_table
from roder.apps.goals.models import GoalIndicator
from roder.apps.identity.queries import system_user
from roder.apps.indicators.models import Indicator
from roder.apps.indicators.models import Observation
from roder.apps.indicators.models import Target
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.importing import TableChangedError
from roder.domain.indicator_row_faults import MESSAGES
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.row_changes import RowCount

if TYPE_CHECKING:
    from roder.apps.indicators.importing import IndicatorPlan

KEY = "2120000159"
PAGE = (Path(__file__).parents[3] / "docs/formats/indicators.md").read_text("utf-8")
LONG, WIDE = (block.encode() for block in re.findall(r"```\n(.*?)```", PAGE, re.DOTALL))
BODIES = [Body("100", "Council", BodyKind.COUNCIL), Body("300", "Utbildning", BodyKind.COMMITTEE, "100")]
GOALS = b"Slag;Version;Kod;Rubrik;\xc3\x85r\nm\xc3\xa5ltr\xc3\xa4d;2018-2020;;Budget;2018\nm\xc3\xa5l;2018-2020;1;Skola;\nm\xc3\xa5l;2018-2020;8;Arbetsgivare;\n"
HEAD = "Kod;Mätvärde;Enhet;Riktning"


@pytest.fixture
def organised(db: None) -> None:
    del db
    assert replace_organisation(KEY, BODIES, acting_user=system_user()) == []
    assert not import_goals(KEY, GOALS, acting_user=system_user()).refused


def planned(text: str, **facts: str) -> IndicatorPlan:
    return plan_indicator_table(KEY, text.encode(), **facts)


def stored(content: bytes | str) -> IndicatorPlan:
    raw = content.encode() if isinstance(content, str) else content
    plan = import_indicator_table(KEY, raw, file_name="indicators.csv", acting_user=system_user())
    assert not plan.refused, plan.problems
    return plan


WRONG = {
    "indicator_without_direction": "Kod;Mätvärde;Enhet\nN1;Frånvaro;procent\n",
    "indicator_direction_unknown": f"{HEAD}\nN1;Frånvaro;procent;snett\n",
    "indicator_sex_unknown": f"{HEAD};Period;Kön;Utfall\nN1;Frånvaro;procent;ner;2018;F;1\n",
    "indicator_period_unknown": f"{HEAD};Period;Utfall\nN1;Frånvaro;procent;ner;2018T4;1\n",
    "indicator_period_missing": f"{HEAD};Utfall\nN1;Frånvaro;procent;ner;1\n",
    "indicator_number_unknown": f"{HEAD};Decimaler\nN1;Frånvaro;procent;ner;två\n",
    "indicator_text_too_long": f"{HEAD}\nN1;Frånvaro;{'x' * 41};ner\n",
    "indicator_stated_otherwise": f"{HEAD}\nN1;Frånvaro;procent;ner\nN1;Frånvaro;dagar;ner\n",
    "indicator_value_twice": f"{HEAD};Period;Utfall\nN1;A;procent;ner;2018;1\nN1;;;;2018;1\n",
    "indicator_target_twice": f"{HEAD};Period;Målvärde\nN1;A;procent;ner;2018;1\nN1;;;;2018;2\n",
    "indicator_target_missing": f"{HEAD};Period;Gräns\nN1;A;procent;ner;2018;1\n",
    "indicator_body_unknown": f"{HEAD};Nämnd\nN1;A;procent;ner;999\n",
    "indicator_place_unknown": f"{HEAD};Period;Plats;Utfall\nN1;A;procent;ner;2018;0180;1\n",
    "indicator_owner_unknown": f"{HEAD};Användarnamn\nN1;A;procent;ner;nobody\n",
    "indicator_goal_unknown": f"{HEAD};Mål\nN1;A;procent;ner;9\n",
    "indicator_without_title": "Kod;Enhet;Riktning\nN1;procent;ner\n",
    "indicator_without_unit": "Kod;Mätvärde;Riktning\nN1;A;ner\n",
    "indicator_without_sexes_or_reason": f"{HEAD};Könsuppdelat\nN1;A;procent;ner;nej\n",
    "target_range_backwards": f"{HEAD};Period;Målvärde;Övre målvärde\nN1;A;procent;intervall;2018;9;7\n",
    "target_limit_inside": f"{HEAD};Period;Målvärde;Gräns\nN1;A;procent;upp;2018;90;95\n",
    "value_of_another_period_kind": f"{HEAD};Periodslag;Period;Utfall\nN1;A;procent;ner;år;2018T2;1\n",
    "bad_number": f"{HEAD};Period;Utfall\nN1;A;procent;ner;2018;1.234\n",
    "bad_choice": f"{HEAD};Källa\nN1;A;procent;ner;hörsägen\n",
    "missing_column": "Mätvärde;Enhet\nA;procent\n",
}
ELSEWHERE = {"indicator_bodies_unchecked", "indicator_goal_tree_not_said"}


@pytest.mark.usefixtures("organised")
@pytest.mark.parametrize("code", WRONG)
def test_each_fault_is_named_and_refuses_the_file(code: str) -> None:
    plan = planned(WRONG[code])
    assert code in {problem.code for problem in plan.problems if problem.refuses}
    assert import_indicator_table(KEY, WRONG[code].encode(), acting_user=system_user()).refused
    assert not Indicator.objects.exists()


def test_every_fault_of_a_table_of_indicators_is_tested_and_documented() -> None:
    assert set(MESSAGES) - set(WRONG) == ELSEWHERE
    assert [code for code in MESSAGES if f"`{code}`" not in PAGE] == []


@pytest.mark.usefixtures("organised")
def test_direction_is_never_guessed_and_the_refusal_says_so() -> None:
    [problem] = planned(WRONG["indicator_without_direction"]).problems
    assert "never guessed" in problem.message_en
    assert "gissas aldrig" in problem.message_sv
    stored(f"{HEAD}\nN1;Frånvaro;procent;lägre är bättre\n")
    assert Indicator.objects.get().direction == "down"


@pytest.mark.usefixtures("organised")
def test_the_long_form_is_stored_once_with_goals_and_one_audit_row() -> None:
    plan = stored(LONG)
    assert (len(plan.found.definitions), len(plan.found.targets), len(plan.found.outcomes)) == (3, 2, 6)
    values = Observation.objects.filter(indicator__code="N15428").order_by("period", "sex")
    assert list(values.values_list("period", "sex", "value", "state")) == [
        ("2017", "T", Decimal("78.1"), "value"),
        ("2018", "K", Decimal("80.3"), "value"),
        ("2018", "M", Decimal(76), "value"),
        ("2018", "T", None, "missing"),
    ]
    target = Target.objects.get(indicator__code="N15428")
    assert (target.value, target.limit, target.kind) == (Decimal(82), Decimal(78), "reach")
    links = GoalIndicator.objects.values_list("goal__code", "indicator__code").order_by("goal__code")
    assert list(links) == [("1", "N15428"), ("8", "N00090")]
    entry = AuditEntry.objects.get(event=AuditEntry.Event.INDICATORS_IMPORTED)
    assert (entry.new["indicators"], entry.new["observations"], entry.new["file"]) == (3, 6, "indicators.csv")
    assert stored(LONG).rows == RowCount(unchanged=13)
    assert AuditEntry.objects.filter(event=AuditEntry.Event.INDICATORS_IMPORTED).count() == 1


@pytest.mark.usefixtures("organised")
def test_periods_may_be_columns() -> None:
    plan = stored(WIDE)
    assert (len(plan.found.targets), len(plan.found.outcomes)) == (1, 9)
    assert Observation.objects.get(period="2018", sex="M").value == Decimal("77.2")
    mapping = '[columns]\ncode = "Kod"\n[constants]\nsex = "K"\n'
    changed = planned("Kod;Något;2018\nU00200;x;79,9\n", mapping=mapping)
    [difference] = changed.differences
    assert (difference.code, difference.changes[0].old, difference.changes[0].new) == (
        "U00200 2018 K",
        "79.2",
        "79.9",
    )


@pytest.mark.usefixtures("organised")
def test_nought_missing_and_nothing_said_are_three_things_and_a_revision_keeps_what_it_revises() -> None:
    head = "Kod;Period;Utfall\n"
    stored(f"{HEAD};Period;Utfall\nN1;Olyckor;antal;ner;2016;0\nN1;;;;2017;–\nN1;;;;2018;\n")
    kept = dict(Observation.objects.values_list("period", "value"))
    assert kept == {"2016": Decimal(0), "2017": None}
    assert stored(f"{head}N1;2016;\nN1;2017;saknas\n").rows == RowCount(unchanged=2)
    assert stored(f"{head}N1;2017;3\n").rows.changed == 1
    revised = Observation.objects.get(period="2017", is_current=True)
    assert (revised.value, revised.revises is not None) == (Decimal(3), True)
    assert Observation.objects.filter(period="2017", is_current=False).count() == 1


@pytest.mark.usefixtures("organised")
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_goes_out_comes_in_to_an_unchanged_state(form: str) -> None:
    stored(LONG)
    stored(WIDE)
    rows = [
        {
            "code": "x1",
            "title": '=1+1; "två"',
            "unit": "kr",
            "direction": "up",
            "period": "2018T2",
        }
        | {"value": "1234567890123.123456", "definition": "En rad.\n\nTvå.", "group_size": 30},
        {"code": "x1", "period": "2018T2", "sex": "K", "place": "300", "value": 7.125, "by_sex": True},
    ]
    stored(json.dumps(rows))
    content, written = exported_indicator_table(KEY, form=form)
    assert written == 5 + 6 + 9 + 2
    again = import_indicator_table(KEY, content, acting_user=system_user())
    assert (again.problems, again.differences) == ([], [])


@pytest.mark.usefixtures("organised")
def test_a_hidden_value_goes_out_as_hidden_and_is_not_lost_when_it_comes_in() -> None:
    stored(
        f"{HEAD};Period;Kön;Utfall;Antal i gruppen\n"
        "N1;Nöjda;procent;upp;2018;T;90;40\nN1;;;;2018;K;95;37\nN1;;;;2018;M;33,3;3\n"
    )
    content, _rows = exported_indicator_table(KEY)
    text = content.decode("utf-8-sig")
    assert "33,3" not in text
    assert text.count(";dold;") == 2
    assert not import_indicator_table(KEY, content, acting_user=system_user()).changes_something
    assert Observation.objects.get(sex="M").value == Decimal("33.3")
    [shown] = planned("Kod;Period;Kön;Utfall\nN1;2018;M;66,7\n").differences
    assert shown.changes[0].old == "dold"


@pytest.mark.usefixtures("organised")
def test_what_was_shown_is_what_is_saved() -> None:
    stored(LONG)
    text = "Kod;Period;Kön;Utfall\nN15428;2018;K;81\n"
    shown = planned(text)
    stored("Kod;Period;Kön;Utfall\nN15428;2018;K;82\n")
    with pytest.raises(TableChangedError):
        import_indicator_table(KEY, text.encode(), expected=shown.before, acting_user=system_user())
    assert Observation.objects.get(period="2018", sex="K", is_current=True).value == 82


def test_without_an_organisation_bodies_are_taken_as_they_stand_and_goals_need_their_version(
    db: None,
) -> None:
    del db
    text = f"{HEAD};Nämnd\nN1;A;procent;ner;300\n".encode()
    plan = import_indicator_table("", text, acting_user=system_user())
    assert {problem.code for problem in plan.problems} == {"indicator_bodies_unchecked"}
    assert Indicator.objects.get().responsible_body == "300"
    goals = plan_indicator_table("", f"{HEAD};Mål\nN2;A;procent;ner;1\n".encode())
    assert [problem.code for problem in goals.problems] == ["indicator_goal_tree_not_said"]
