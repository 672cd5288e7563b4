from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.importing import kept_frames
from roder.apps.budgets.importing import plan_frames
from roder.apps.organisation.actions.bodies import add_body
from roder.apps.organisation.actions.bodies import change_ledger_codes
from roder.apps.organisation.actions.bodies import change_organisation_number
from roder.apps.organisation.actions.bodies import end_body
from roder.apps.organisation.actions.bodies import move_body
from roder.apps.organisation.actions.bodies import rename_body
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.organisation.importing import TableChangedError
from roder.apps.organisation.importing import plan_import
from roder.apps.organisation.models import Body as BodyRow
from roder.apps.organisation.queries import bodies
from roder.apps.organisation.queries import body_version
from roder.apps.organisation.queries import organisation_tree
from roder.domain.budget_lines import ProfileKind
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.versions import StaleVersionError
from roder.formats.tabular.organisation_table import write_organisation

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db
KEY = "2120000159"
DAY = date(2019, 1, 1)
TREE = b"""kod;namn;slag;\xc3\xb6verordnad;ansvar
100;Council;council;;10
300;Schools;committee;100;30
301;Office;department;300;301
400;Social;committee;100;40
"""


@pytest.fixture
def tree(karin: User) -> User:
    assert import_organisation(KEY, TREE, acting_user=karin).problems == []
    return karin


def told(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["kind"], each["code"]) for each in document["differences"]]


def test_a_bad_table_changes_nothing_and_the_same_again_leaves_no_trace(tree: User) -> None:
    entries = AuditEntry.objects.count()
    bad = import_organisation(KEY, TREE + b"500;Lost;committee;999;30\n", acting_user=tree)
    assert [(each.code, each.line) for each in bad.problems] == [
        ("body_parent_unknown", 6),
        ("ledger_prefix_overlap", 6),
    ]
    assert not bad.changes_something
    assert not import_organisation(KEY, TREE, acting_user=tree).changes_something
    assert len(bodies(KEY)) == 4
    assert AuditEntry.objects.count() == entries


def test_only_rows_that_change_are_written_and_the_audit_says_which(tree: User) -> None:
    before = dict(BodyRow.objects.values_list("code", "pk"))
    changed = TREE.replace(b"Schools", b"Education").replace(b"400;Social;committee;100;40\n", b"")
    plan = import_organisation(KEY, changed, file_name="tree.csv", acting_user=tree)
    assert [(each.kind.value, each.code) for each in plan.differences] == [
        ("changed", "300"),
        ("removed", "400"),
    ]
    assert [each.code for each in plan.problems] == ["body_removed"]
    after = dict(BodyRow.objects.values_list("code", "pk"))
    assert after == {code: pk for code, pk in before.items() if code != "400"}
    assert dict(BodyRow.objects.values_list("code", "version")) == {"100": 1, "300": 2, "301": 1}
    entry = AuditEntry.objects.latest("pk")
    assert entry.new["file"] == "tree.csv"
    assert [row["code"] for row in entry.new["differences"]] == ["300", "400"]


def test_differences_shown_against_another_tree_are_not_saved(tree: User) -> None:
    seen = plan_import(KEY, TREE.replace(b"Schools", b"Education")).before
    rename_body(KEY, "400", "Welfare", since=DAY, acting_user=tree)
    with pytest.raises(TableChangedError):
        import_organisation(KEY, TREE, expected=seen, acting_user=tree)
    assert organisation_tree(KEY, DAY).bodies["400"].name == "Welfare"


def test_a_body_is_renamed_moved_recoded_and_ended_by_date_and_the_past_stays(tree: User) -> None:
    assert rename_body(KEY, "300", "Education", since=DAY, acting_user=tree) == []
    assert move_body(KEY, "301", "400", since=DAY, acting_user=tree) == []
    assert change_ledger_codes(KEY, "400", ["40", "30"], since=DAY, acting_user=tree)[0].code == (
        "ledger_prefix_overlap"
    )
    assert change_ledger_codes(KEY, "300", ["31"], since=DAY, acting_user=tree) == []
    assert change_ledger_codes(KEY, "400", ["40", "30"], since=DAY, acting_user=tree) == []
    assert change_organisation_number(KEY, "400", "556000-0001", since=DAY, acting_user=tree) == []
    assert end_body(KEY, "300", date(2019, 6, 30), acting_user=tree) == []
    new = Body("500", "Care", BodyKind.COMMITTEE, "100", ("31",), date(2019, 7, 1))
    assert add_body(KEY, new, acting_user=tree) == []
    past, then, now = (organisation_tree(KEY, day) for day in (date(2018, 12, 31), DAY, date(2019, 7, 1)))
    assert [past.bodies[code].name for code in ("300", "400")] == ["Schools", "Social"]
    assert (past.bodies["301"].parent, then.bodies["301"].parent) == ("300", "400")
    assert [tree.body_of_ledger_code("3099").code for tree in (past, then)] == ["300", "400"]  # type: ignore[union-attr]
    assert (then.bodies["300"].name, "300" in now.bodies, "500" in now.bodies) == ("Education", False, True)
    events = set(AuditEntry.objects.filter(subject__startswith=f"{KEY} ").values_list("event", flat=True))
    assert events == {210, 211, 212, 213, 214, 215}


def test_the_second_to_save_is_told_and_loses_nothing(tree: User) -> None:
    seen = body_version(KEY, "300")
    rename_body(KEY, "300", "Education", since=DAY, version=seen, acting_user=tree)
    with pytest.raises(StaleVersionError) as second:
        rename_body(KEY, "300", "Learning", since=DAY, version=seen, acting_user=tree)
    assert (second.value.theirs, second.value.mine) == ({"name": "Education"}, {"name": "Learning"})
    assert (second.value.version, second.value.saved_by) == (seen + 1, str(tree))
    assert organisation_tree(KEY, DAY).bodies["300"].name == "Education"
    assert rename_body(KEY, "300", "Learning", since=DAY, version=seen + 1, acting_user=tree) == []


FRAMES = b"kod;namn;ram tkr;status\n100;Council;12;exempel\n300;Schools;2263,4;\n"


def test_frames_are_refused_as_a_list_and_set_as_a_whole(tree: User) -> None:
    bad = b"kod;namn;ram\n999;X;1\n301;Office;1\n300;Other;-1\n300;Schools;1\n"
    plan = import_frames(KEY, 2018, bad, acting_user=tree)
    assert [(each.line, each.code) for each in plan.problems] == [
        (2, "frame_body_unknown"),
        (3, "frame_body_holds_none"),
        (4, "frame_negative"),
        (4, "frame_name_differs"),
        (5, "frame_body_twice"),
    ]
    assert kept_frames(KEY, 2018) == {}
    plan = import_frames(KEY, 2018, FRAMES, acting_user=tree)
    assert (plan.problems, plan.total_ore) == ([], 227_540_000)
    assert not import_frames(KEY, 2018, FRAMES, acting_user=tree).changes_something


def test_a_frame_needs_a_body_that_exists_that_year(tree: User) -> None:
    end_body(KEY, "400", date(2018, 12, 31), acting_user=tree)
    row = b"kod;ram\nSocial;5\n"
    assert plan_frames(KEY, 2018, row).frames[0].body == "400"
    assert [each.code for each in plan_frames(KEY, 2019, row).problems] == ["frame_body_unknown"]


def test_columns_left_out_leave_what_is_there(tree: User) -> None:
    set_frames(KEY, 2018, [FrameRow("300", 100, "decided", ProfileKind.LAST_YEAR)], acting_user=tree)
    import_frames(KEY, 2018, b"kod;ram\n300;5\n400;6\n", acting_user=tree)
    kept = kept_frames(KEY, 2018)
    assert [(f.amount_ore, f.status, f.profile) for f in kept.values()] == [
        (500, "decided", ProfileKind.LAST_YEAR),
        (600, "", ProfileKind.FLAT),
    ]
    seen = plan_frames(KEY, 2018, FRAMES).before
    set_frames(KEY, 2018, [], acting_user=tree)
    with pytest.raises(TableChangedError):
        import_frames(KEY, 2018, FRAMES, expected=seen, acting_user=tree)


def run(*arguments: str, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, Any]:
    if code:
        with pytest.raises(SystemExit) as stop:
            call_command(*arguments, "--json")
        assert stop.value.code == code
    else:
        call_command(*arguments, "--json")
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_the_commands_keep_their_contract(
    karin: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "tree.csv"
    path.write_bytes(TREE)
    with pytest.raises(CommandError) as unclear:
        call_command("organisation", "import", str(path))
    assert unclear.value.returncode == 2
    arguments = ("organisation", "import", str(path), "--organisation", "212000-0159")
    trial = run(*arguments, "--dry-run", capsys=capsys)
    assert (trial["ok"], trial["changed"], len(trial["differences"])) == (True, False, 4)
    assert bodies(KEY) == []
    assert run(*arguments, capsys=capsys)["changed"]
    for name in ("out.csv", "out.xlsx"):
        call_command("organisation", "export", str(tmp_path / name))
        again = run("organisation", "import", str(tmp_path / name), capsys=capsys)
        assert (again["problems"], again["differences"]) == ([], [])
    shown = run("organisation", "show", "--day", "2018-08-31", capsys=capsys)
    assert [(row["code"], row["level"]) for row in shown["bodies"]] == [
        ("100", 0),
        ("300", 1),
        ("301", 2),
        ("400", 1),
    ]
    path.write_bytes(TREE + b"500;X;committee;999;\n")
    refused = run("organisation", "import", str(path), capsys=capsys, code=1)
    assert [(row["code"], row["line"]) for row in refused["problems"]] == [("body_parent_unknown", 6)]
    path.write_bytes(write_organisation(bodies(KEY)[:-1]).content)
    call_command("organisation", "import", str(path), "--dry-run")
    assert "borttaget: 400 Social" in capsys.readouterr().out
    call_command("organisation", "show")
    assert "  300 Schools" in capsys.readouterr().out


def test_the_frame_commands_keep_their_contract(
    tree: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "frames.csv"
    path.write_bytes(FRAMES)
    arguments = ("frames", "import", str(path), "--year", "2018")
    with pytest.raises(CommandError):
        call_command("frames", "export", str(tmp_path / "out.csv"), "--year", "2018")
    assert told(run(*arguments, "--dry-run", capsys=capsys)) == [("added", "100"), ("added", "300")]
    assert run(*arguments, capsys=capsys)["total_ore"] == 227_540_000
    for name in ("out.csv", "out.xlsx"):
        call_command("frames", "export", str(tmp_path / name), "--year", "2018")
        again = run("frames", "import", str(tmp_path / name), "--year", "2018", capsys=capsys)
        assert (again["problems"], again["differences"]) == ([], [])
    path.write_bytes(FRAMES + b"Summa;;2275;\n")
    refused = run(*arguments, capsys=capsys, code=1)
    assert [row["code"] for row in refused["problems"]] == ["frame_total_differs"]
    path.write_bytes(FRAMES.replace(b"12;", b"13;"))
    call_command(*arguments)
    text = capsys.readouterr().out
    assert "12 000,00 → 13 000,00" in text
    assert "2 276 400,00" in text
