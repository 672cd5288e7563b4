"""`roder internalbudget`: its documents, its exit codes, and that what goes out comes in unchanged."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from tests.apps.internalbudgets.test_file_imports import UNIT
from tests.apps.internalbudgets.test_file_imports import WAGES
from tests.apps.internalbudgets.test_file_imports import as_csv
from tests.apps.internalbudgets.test_file_imports import budget
from tests.apps.internalbudgets.test_file_imports import edited
from tests.apps.internalbudgets.test_file_imports import lines_now
from tests.apps.internalbudgets.test_file_imports import put
from tests.apps.internalbudgets.test_writing import KEY

from roder.domain.internal_budgets import InternalLine

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.internalbudgets.models import InternalBudget

__all__ = ["budget"]
ASKED = ("--year", "2018", "--body", "300", "--organisation", KEY)


def run(capsys: pytest.CaptureFixture[str], *words: Any) -> tuple[int, Any]:
    """The exit code and the document of a command."""
    code = 0
    try:
        call_command("internalbudget", *map(str, words), *ASKED, "--json")
    except SystemExit as stop:
        code = int(str(stop.code))
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.usefixtures("home")
def test_it_shows_each_unit_with_what_is_left(
    budget: InternalBudget, capsys: pytest.CaptureFixture[str]
) -> None:
    code, document = run(capsys, "show", "--unit", UNIT)
    assert (code, document["body"], document["year"], document["frame_ore"]) == (0, "300", 2018, None)
    row = document["units"][0]
    assert (row["unit"], row["original_ore"], row["changes_ore"], row["current_ore"]) == (
        UNIT,
        -1_320,
        0,
        -1_320,
    )
    assert (row["allotted_ore"], row["left_ore"], document["total"]["left_ore"]) == (2_000, 680, 680)
    call_command("internalbudget", "show", *ASKED)
    assert UNIT in capsys.readouterr().out
    del budget


@pytest.mark.usefixtures("home")
def test_what_goes_out_comes_in_unchanged_and_a_check_saves_nothing(
    budget: InternalBudget, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for name in ("a.xlsx", "a.csv"):
        call_command("internalbudget", "export", "--out", str(tmp_path / name), *ASKED)
        code, document = run(capsys, "import", tmp_path / name)
        assert (code, document["ok"], document["changed"]) == (0, True, False)
    changed = tmp_path / "b.csv"
    changed.write_bytes(as_csv([InternalLine(WAGES, (-200,) * 12)]))
    code, document = run(capsys, "import", changed, "--check", "--unit", UNIT)
    assert (code, document["check"], document["changed"]) == (0, True, False)
    assert document["files"][0]["changed"][0]["becomes_ore"] == -200
    assert lines_now(budget)[WAGES].months_ore[0] == -100
    code, document = run(capsys, "import", changed, "--unit", UNIT, "--remove")
    assert (code, document["changed"], set(lines_now(budget))) == (0, True, {WAGES})


@pytest.mark.usefixtures("home")
def test_a_fault_or_an_unsettled_conflict_saves_none_of_the_files(
    budget: InternalBudget, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good, bad, mine = (tmp_path / name for name in ("good.csv", "bad.csv", "mine.xlsx"))
    good.write_bytes(as_csv([InternalLine(WAGES, (-200,) * 12)]))
    bad.write_bytes(b"Enhet;Konto\n3011;5011\n")
    code, document = run(capsys, "import", good, bad)
    assert (code, document["ok"], document["changed"]) == (1, False, False)
    assert lines_now(budget)[WAGES].months_ore[0] == -100
    call_command("internalbudget", "export", "--out", str(mine), "--form", "xlsx", "--unit", UNIT, *ASKED)
    mine.write_bytes(edited(mine.read_bytes(), {"J5": "-1.05"}))
    put(budget, [InternalLine(WAGES, (-300, *((-100,) * 11)))])
    code, document = run(capsys, "import", mine, "--unit", UNIT)
    assert (code, document["files"][0]["conflicts"][0]["now_ore"]) == (1, -300)
    assert run(capsys, "import", mine, "--unit", UNIT, "--conflicts", "keep")[0] == 0
    assert lines_now(budget)[WAGES].months_ore[0] == -300
    assert run(capsys, "import", mine, "--unit", UNIT, "--conflicts", "file")[0] == 0
    assert lines_now(budget)[WAGES].months_ore[0] == -105


@pytest.mark.usefixtures("home", "budget")
def test_what_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    out = str(tmp_path / "a.csv")
    for words, code in (
        (("--year", "2031", "--body", "300"), "internal_budget_unknown"),
        (("--year", "2018", "--body", "300", "--unit", "9999"), "internal_budget_unit_unknown"),
    ):
        with pytest.raises(CommandError) as refused:
            call_command("internalbudget", "export", "--out", out, *words, "--organisation", KEY)
        assert getattr(refused.value, "code", "") == code
