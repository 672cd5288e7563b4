"""The contracts that outside tools rely on (docs/commands.md), kept by the real command in its own process.

One fresh installation per module; each test is one journey of commands, because commands cost most.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import pytest
import xlsxwriter
from tests.commands import run_command
from tests.conftest import SIE
from tests.ledger_files import sie_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

CHECKED = {
    "sie_type",
    "company",
    "fiscal_years",
    "encoding",
    "vouchers",
    "postings",
    "proofs",
    "problems",
}
PROOF = {"name", "ok", "expected_ore", "found_ore", "detail"}
PROBLEM = {"severity", "code", "line", "message"}
BALANCE_ROW = {"key", "opening_ore", "outturn_ore", "closing_ore", "budget_ore"}
FOLLOW_UP_ROW = {
    "unit",
    "name",
    "year_budget_ore",
    "budget_to_date_ore",
    "outturn_to_date_ore",
    "variance_to_date_ore",
    "last_year_to_date_ore",
    "forecast_ore",
    "forecast_variance_ore",
}


class Answer(NamedTuple):
    """What one run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


def run(home: Path, *arguments: object) -> Answer:
    """Run the console command as a shell would, with an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RODER_", "DJANGO_"))}
    done = run_command(kept | {"DATABASE_URL": "", "RODER_HOME": str(home)}, *map(str, arguments))
    assert "Traceback" not in done.stderr, done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)


def together(home: Path, commands: list[tuple[object, ...]]) -> list[Answer]:
    """Run commands that change nothing side by side."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda command: run(home, *command), commands))


def html(folder: Path) -> Path:
    (folder / "page.se").write_text("<!DOCTYPE html><html><title>Logga in</title></html>", "utf-8")
    return folder / "page.se"


def cut_off(folder: Path) -> Path:
    whole = (SIE / "norstedts_bokslut_4i_ksumma.si").read_bytes()
    (folder / "cut.si").write_bytes(whole[: whole.rindex(b"#KSUMMA")])
    return folder / "cut.si"


def empty(folder: Path) -> Path:
    (folder / "empty.se").write_bytes(b"")
    return folder / "empty.se"


def binary(folder: Path) -> Path:
    (folder / "binary.se").write_bytes(bytes(range(256)) * 20)
    return folder / "binary.se"


def directory(folder: Path) -> Path:
    (folder / "folder.se").mkdir(exist_ok=True)
    return folder / "folder.se"


def missing(folder: Path) -> Path:
    return folder / "missing.se"


def wide_workbook(folder: Path) -> Path:
    """A workbook of a few bytes whose far corner makes it a sheet of sixteen thousand million cells."""
    path = folder / "wide.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Period", "Konto", "Belopp"])
        sheet.write(1_048_575, 16_383, 1)
    return path


def out_of_balance(folder: Path) -> Path:
    path = sie_file(folder, [("20180131", "4110", 100)], file_name="unbalanced.se")
    path.write_bytes(path.read_bytes().replace(b"-100.00", b"-99.00"))
    return path


BAD: dict[str, Callable[[Path], Path]] = {
    "html_page": html,
    "checksum_end_missing": cut_off,
    "empty_file": empty,
    "binary_file": binary,
    "not_a_file": directory,
    "file_missing": missing,
    "voucher_unbalanced": out_of_balance,
    "workbook_too_large": wide_workbook,
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that no command has touched yet."""
    return tmp_path_factory.mktemp("installation") / "var"


@pytest.fixture(scope="module")
def books(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installation with the real books of type 4 imported, and of type 2 before them."""
    answer = run(home, "ledger", "import", SIE / "typ2.se", SIE / "typ4.se", "--json")
    assert answer.code == DONE
    first, second = answer.document
    assert (first["batch"], first["replaced"], second["batch"], second["replaced"]) == (1, None, 2, 1)
    assert second["postings_stored"] == 287
    assert len(second["sha256"]) == 64
    return home


def codes(document: dict[str, Any]) -> set[str]:
    for row in document["problems"]:
        assert set(row) >= PROBLEM
    return {row["code"] for row in document["problems"] if row["severity"] == "error"}


def test_wrong_usage_ends_with_two_says_so_and_touches_nothing(tmp_path: Path) -> None:
    wrong: list[tuple[object, ...]] = [
        ("nonsense",),
        ("ledger",),
        ("ledger", "check"),
        ("ledger", "balances"),
        ("ledger", "balances", "--year", "x"),
        ("ledger", "balances", "--year", "2012", "--by", "object:x"),
        ("ledger", "balances", "--year", "2012", "--through", "13"),
        ("ledger", "undo", "x"),
        ("followup", "show"),
        ("followup", "show", "--period", "2018"),
        ("indicators",),
        ("indicators", "attainment", "--period", "18"),
        ("indicators", "search"),
        ("indicators", "search", "skola", "--source", "eurostat"),
        ("indicators", "fetch", "N00090", "--better", "sideways"),
    ]
    for command, answer in zip(wrong, together(tmp_path / "var", wrong), strict=True):
        assert answer.code == WRONG_USAGE, command
        assert answer.out == "", command
        assert answer.err.strip(), command


def test_help_and_an_empty_history_need_no_ledger(tmp_path: Path) -> None:
    listed, empty_history, no_answer, no_indicators, no_municipality = together(
        tmp_path / "var",
        [
            ("help",),
            ("ledger", "batches", "--json"),
            ("ledger", "balances", "--year", "2012", "--json"),
            ("indicators", "attainment", "--period", "2018", "--json"),
            ("indicators", "fetch", "--json"),
        ],
    )
    assert listed.code == DONE
    assert {"ledger", "followup", "serve", "backup", "restore", "check", "demo"} <= set(listed.out.split())
    assert (empty_history.code, empty_history.document) == (DONE, {"batches": []})
    assert (no_answer.code, codes(no_answer.document)) == (REFUSED, {"no_answer"})
    assert (no_municipality.code, codes(no_municipality.document)) == (REFUSED, {"municipality_unknown"})
    nothing = {"ratio": None, "counted": 0, "without_value": 0, "without_target": 0, "without_ratio": 0}
    assert no_indicators.code == DONE
    assert no_indicators.document == {"period": "2018", "indicators": [], "mean": nothing}


@pytest.mark.parametrize("given", [list(BAD), list(BAD)[:-1]], ids=["first", "again"])
def test_bad_files_end_with_one_and_tell_why(given: list[str], books: Path, tmp_path: Path) -> None:
    before = run(books, "ledger", "batches", "--json").document
    paths = [BAD[code](tmp_path) for code in given]
    answer = run(books, "ledger", "import", *paths, "--json")
    assert answer.code == REFUSED
    for expected, path, document in zip(given, paths, answer.document, strict=True):
        assert expected in codes(document), (path, document)
        assert (document["ok"], document["batch"], document["postings_stored"]) == (False, None, 0)
        assert str(path) in answer.err
    assert run(books, "ledger", "batches", "--json").document == before


def test_a_check_prints_the_problem_for_people_too(tmp_path: Path) -> None:
    path = out_of_balance(tmp_path)
    document, text = together(
        tmp_path / "var", [("ledger", "check", path, "--json"), ("ledger", "check", path, "--language", "en")]
    )
    assert (document.code, text.code) == (REFUSED, REFUSED)
    assert codes(document.document) == {"voucher_unbalanced"}
    assert "Voucher L 1 is out of balance" in text.out
    assert "is refused" in text.err


def test_a_mapping_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text("Period;Konto;Belopp\n201801;3010;5\n", "utf-8")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "broken.toml").write_text("[columns", "utf-8")
    answers = together(
        tmp_path / "var",
        [
            ("ledger", "check", table, "--mapping", tmp_path / "binary.toml", "--json"),
            ("ledger", "check", table, "--mapping", tmp_path / "broken.toml", "--json"),
            ("ledger", "check", table, "--mapping", tmp_path / "none.toml", "--json"),
        ],
    )
    expected = ["mapping_unreadable", "mapping_not_toml", "file_missing"]
    for code, answer in zip(expected, answers, strict=True):
        assert answer.code == REFUSED
        assert code in codes(answer.document)


def test_a_check_stores_nothing_and_gives_its_whole_document(books: Path) -> None:
    answer = run(books, "ledger", "check", SIE / "typ3.se", "--json")
    assert (answer.code, answer.err) == (DONE, "")
    document = answer.document
    assert set(document) >= CHECKED
    assert document["sie_type"] == "3"
    assert all(set(row) >= PROOF for row in document["proofs"])
    assert len(run(books, "ledger", "batches", "--json").document["batches"]) == 2


def test_balances_and_follow_up_answer_in_ore(books: Path) -> None:
    year = ("ledger", "balances", "--year", "2012")
    by_account, by_month, by_object, to_february, printed, followed, unknown = together(
        books,
        [
            (*year, "--json"),
            (*year, "--by", "month", "--json"),
            (*year, "--by", "object:1", "--json"),
            (*year, "--through", "2", "--json"),
            year,
            ("followup", "show", "--period", "2012-03", "--json"),
            ("followup", "show", "--period", "2012-03", "--unit", "nix", "--json"),
        ],
    )
    for answer in (by_account, by_month, by_object, to_february, printed, followed):
        assert (answer.code, answer.err) == (DONE, "")
    for answer in (by_account, by_month, by_object, to_february):
        assert set(answer.document["rows"][0]) == BALANCE_ROW
    assert by_account.document["result_ore"] == by_month.document["result_ore"] == 2_807_388
    assert [row["key"] for row in by_month.document["rows"]] == ["2012-01", "2012-02", "2012-03"]
    assert {row["key"] for row in by_object.document["rows"]} <= {"AO", "IB", "LS", "YK"}
    assert to_february.document["result_ore"] == 12_125_445 - 10_384_657
    assert "28 073,88" in printed.out
    table = followed.document
    assert (table["period"], table["kind"]) == ("2012-03", "monthly")
    assert all(set(row) >= FOLLOW_UP_ROW for row in [*table["rows"], table["total"]])
    assert table["total"]["outturn_to_date_ore"] == -2_807_388
    assert (unknown.code, codes(unknown.document)) == (REFUSED, {"unit_unknown"})


def test_undo_takes_a_batch_back_in_one_step(tmp_path: Path) -> None:
    home, path = tmp_path / "var", sie_file(tmp_path, [("20180131", "4110", 100)])
    assert run(home, "ledger", "import", path, "--json").document["changed"]
    again = run(home, "ledger", "import", path, "--json")
    assert (again.code, again.document["changed"], again.document["batch"]) == (DONE, False, 1)
    assert run(home, "ledger", "undo", 1, "--json").document == {
        "batch": 1,
        "undone": True,
        "restored": [],
    }
    refused = run(home, "ledger", "undo", 1, "--json")
    assert (refused.code, codes(refused.document)) == (REFUSED, {"undo_refused"})
    history = run(home, "ledger", "batches", "--json").document["batches"]
    assert [row["state"] for row in history] == ["undone"]


def test_a_backup_restores_to_equal_answers(books: Path, tmp_path: Path) -> None:
    asked: list[tuple[object, ...]] = [
        ("ledger", "balances", "--year", "2012", "--json"),
        ("followup", "show", "--period", "2012-03", "--json"),
        ("ledger", "batches", "--json"),
    ]
    kept, other = tmp_path / "kept.tar", tmp_path / "var"
    assert run(books, "backup", kept).code == DONE
    taken = run(books, "backup", kept)
    assert taken.code == REFUSED
    assert str(kept) in taken.err
    assert run(other, "restore", html(tmp_path)).code == REFUSED
    assert run(other, "restore", kept).code == DONE
    for ours, theirs in zip(together(books, asked), together(other, asked), strict=True):
        assert (theirs.code, theirs.document) == (ours.code, ours.document)
    health = run(other, "check", "--json")
    assert (health.code, health.document["ok"]) == (DONE, True)
    assert run(other, "restore", kept).code == REFUSED


TABLE = {"goals", "indicators", "targets", "observations", "problems"}


def test_goals_and_indicators_come_in_to_a_fresh_installation_and_go_out_again(tmp_path: Path) -> None:
    home = tmp_path / "fresh"
    goals, indicators = tmp_path / "goals.csv", tmp_path / "indicators.csv"
    goals.write_text("Nr;Vad\n1;Utbildning\n8;Arbetsgivare\n", "utf-8")
    indicators.write_text("Nr;Vad;Mått;År;Kön;Värde;Sikte\nN1;Frånvaro;procent;2018;T;7,0;6,5\n", "utf-8")
    mapping = tmp_path / "mapping.toml"
    mapping.write_text('[columns]\ncode = "Nr"\ntitle = "Vad"\n[constants]\ntree = "2018-2020"\n', "utf-8")
    form = tmp_path / "indicators.toml"
    form.write_text(
        '[columns]\ncode = "Nr"\ntitle = "Vad"\nunit = "Mått"\nperiod = "År"\nsex = "Kön"\nvalue = "Värde"\n'
        'target = "Sikte"\n[constants]\ngoals = "8"\n',
        "utf-8",
    )
    taken = run(home, "goals", "import", goals, "--mapping", mapping, "--json")
    mapping.write_text('[columns]\ncode = "Nr"\ntitle = "Vad"\n[constants]\ntree = "2016"\n', "utf-8")
    unknown = run(home, "goals", "import", goals, "--mapping", mapping, "--json")
    assert (unknown.code, codes(unknown.document) & {"goal_tree_unknown"}) == (REFUSED, {"goal_tree_unknown"})
    assert (taken.code, taken.document["goals"], taken.document["changed"]) == (DONE, 2, True)
    assert taken.document.keys() >= TABLE
    refused = run(home, "indicators", "import", indicators, "--mapping", form, "--json")
    assert (refused.code, refused.document["problems"][0]["code"]) == (REFUSED, "indicator_without_direction")
    assert refused.document["problems"][0].keys() >= PROBLEM
    form.write_text(form.read_text("utf-8") + 'direction = "ner"\n', "utf-8")
    found = run(home, "indicators", "import", indicators, "--mapping", form, "--json").document
    assert (found["goals"], found["indicators"], found["targets"], found["observations"]) == (1, 1, 1, 1)
    answer = run(home, "indicators", "attainment", "--period", "2018", "--json").document
    assert [row["status"] for row in answer["indicators"] if row["sex"] == "T"] == ["near"]
    assert run(home, "indicators", "attainment", "--json").document == answer
    for noun in ("goals", "indicators"):
        out = tmp_path / f"{noun}.json"
        assert run(home, noun, "export", out).code == DONE
        again = run(home, noun, "import", out, "--json")
        assert (again.code, again.document["changed"]) == (DONE, False)
    assert run(home, "goals", "import").code == WRONG_USAGE
