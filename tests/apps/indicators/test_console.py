"""``roder indicators attainment``: the document that docs/commands.md promises."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from tests.apps.indicators.indicator_world import DAY
from tests.apps.indicators.indicator_world import indicator
from tests.apps.indicators.indicator_world import organise
from tests.apps.indicators.indicator_world import target
from tests.apps.indicators.indicator_world import value

from roder.apps.indicators.actions.definitions import retire_indicator
from roder.domain.indicators import Sex

if TYPE_CHECKING:
    from roder.apps.identity.models import User

ROW = {
    "organisation", "code", "title", "sex", "period", "status", "state", "ratio", "why", "value", "unit",
    "direction", "target", "target_kind", "upper", "limit",
}  # fmt: skip
MEAN = {"ratio", "counted", "without_value", "without_target", "without_ratio"}


@pytest.fixture
def measured(karin: User) -> None:
    organise()
    sick_leave = indicator()
    target(sick_leave, "8")
    value(sick_leave, "10.00", group=40)
    value(sick_leave, "12", sex=Sex.WOMEN, group=36)
    value(sick_leave, "3", sex=Sex.MEN, group=4)
    accidents = indicator(code="ACCIDENTS", is_by_sex=False, no_sex_reason="Too few")
    target(accidents, "0")
    value(accidents, "3")
    retired = indicator(code="RETIRED")
    retire_indicator(retired, DAY.replace(year=2018), seen_version=1, acting_user=karin)


def document(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    call_command("indicators", "attainment", "--period", "2018", "--json", "--language", "en", *more)
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.usefixtures("measured")
def test_the_document_has_its_shape_with_decimals_as_text(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys)
    assert set(found) == {"period", "indicators", "mean"}
    rows = found["indicators"]
    assert isinstance(rows, list)
    assert all(set(row) == ROW for row in rows)
    assert [(row["code"], row["sex"]) for row in rows] == [
        ("ACCIDENTS", "T"), ("N00090", "T"), ("N00090", "K"), ("N00090", "M"),
    ]  # fmt: skip
    assert rows[1] | {"why": ""} == {
        "organisation": "2120000159", "code": "N00090", "title": "Sjukfrånvaro", "sex": "T", "period": "2018",
        "status": "missed", "state": "there", "ratio": "0.8", "why": "", "value": "10", "unit": "%",
        "direction": "down", "target": "8", "target_kind": "reach", "upper": None, "limit": None,
    }  # fmt: skip
    assert rows[1]["why"] == "10 misses the target of at most 8, and 8.8, the limit for nearly there."
    assert found["mean"] == {
        "ratio": "0.8", "counted": 1, "without_value": 0, "without_target": 0, "without_ratio": 1,
    }  # fmt: skip


@pytest.mark.usefixtures("measured")
def test_a_target_of_zero_has_no_ratio_and_a_small_group_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    rows = document(capsys)["indicators"]
    assert isinstance(rows, list)
    assert (rows[0]["status"], rows[0]["ratio"]) == ("missed", None)
    assert "zero" in rows[0]["why"]
    for row in rows[2:]:
        assert (row["status"], row["state"], row["value"], row["ratio"]) == ("hidden", "hidden", None, None)


@pytest.mark.usefixtures("measured")
def test_the_lines_for_people_end_with_the_mean_and_what_is_not_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("indicators", "attainment", "--period", "2018", "--language", "en")
    last = capsys.readouterr().out.strip().splitlines()[-1]
    assert last == (
        "Mean attainment 0.8 of 1 indicators. Not in it: 0 without a target, 0 without a value,"
        " 1 whose target has no ratio."
    )
    assert document(capsys, "--organisation", "other")["indicators"] == []


def test_the_rows_of_the_document_are_those_that_are_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if "roder indicators attainment" in line)
    row, mean = re.findall(r"\{([^}]*)\}", line)
    assert (set(row.split(", ")), set(mean.split(", "))) == (ROW, MEAN)


@pytest.mark.usefixtures("measured")
def test_that_nothing_came_is_said_once_and_without_a_period_the_last_year_known_is_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    turnover = indicator(code="TURNOVER")
    target(turnover, "8")
    found = document(capsys)
    rows = found["indicators"]
    assert isinstance(rows, list)
    assert [row["sex"] for row in rows if row["code"] == "TURNOVER"] == ["T"]
    call_command("indicators", "attainment", "--json", "--language", "en")
    assert json.loads(capsys.readouterr().out) == found
