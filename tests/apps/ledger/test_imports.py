from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from tests.conftest import SIE
from tests.ledger_files import sie_file

from roder.apps.audit.models import AuditEntry
from roder.apps.ledger.actions.imports import ImportRefusedError
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.actions.undo import UndoRefusedError
from roder.apps.ledger.actions.undo import undo_import
from roder.apps.ledger.balances import BalancesError
from roder.apps.ledger.balances import balances_document
from roder.apps.ledger.models import ImportBatch
from roder.apps.ledger.models import MonthTotals
from roder.apps.ledger.proving import batch_faults
from roder.apps.ledger.proving import totals_faults

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db

KARIN = "2120000159"


def result(year: int = 2018) -> int:
    return int(balances_document(year, "account")["result_ore"])


def test_the_same_books_give_the_same_answers_from_all_four_types(home: Path, karin: User) -> None:
    answers = []
    for kind in (1, 2, 3, 4):
        outcome = import_file(SIE / f"typ{kind}.se", acting_user=karin)
        assert outcome.changed
        document = balances_document(2012, "account")
        moved = {row["key"]: row["outturn_ore"] for row in document["rows"] if row["outturn_ore"]}
        answers.append((document["result_ore"], moved))
    assert answers[0][0] == 2_807_388
    assert all(answer == answers[0] for answer in answers)


def test_the_same_file_again_changes_nothing_and_says_so(home: Path, karin: User) -> None:
    first = import_file(SIE / "typ4.se", acting_user=karin)
    rows = AuditEntry.objects.count()
    again = import_file(SIE / "typ4.se", acting_user=karin)
    assert (again.changed, again.batch.number) == (False, first.batch.number)
    assert AuditEntry.objects.count() == rows
    assert ImportBatch.objects.count() == 1


def test_a_newer_file_of_the_year_replaces_the_old_and_undo_brings_it_back(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)], file_name="a.se"), acting_user=karin)
    newer = sie_file(home, [("20180131", "4110", 100), ("20180228", "4120", 50)], file_name="b.se")
    outcome = import_file(newer, acting_user=karin)
    assert outcome.replaced == [1]
    assert outcome.months_changed == [201802]
    assert result() == 150_00
    undo_import(2, acting_user=karin)
    assert result() == 100_00
    states = dict(ImportBatch.objects.values_list("number", "state"))
    assert states == {1: "live", 2: "undone"}
    assert totals_faults() == []
    assert batch_faults() == []
    events = list(AuditEntry.objects.filter(event__lt=200).order_by("id").values_list("event", flat=True))
    assert events == [100, 100, 101]


def test_undo_of_the_first_import_empties_the_year(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    undo_import(1, acting_user=karin)
    with pytest.raises(BalancesError):
        balances_document(2018, "account")
    assert MonthTotals.objects.count() == 0


def test_only_the_newest_batch_of_a_year_can_be_undone(home: Path, karin: User) -> None:
    for amount in (1, 2):
        import_file(sie_file(home, [("20180131", "4110", amount)]), acting_user=karin)
    for number, words in ((1, "Undo 2 first"), (99, "no batch 99")):
        with pytest.raises(UndoRefusedError, match=words):
            undo_import(number, acting_user=karin)
    undo_import(2, acting_user=karin)
    with pytest.raises(UndoRefusedError, match="already been undone"):
        undo_import(2, acting_user=karin)
    assert result() == 100


def test_other_years_and_organisations_are_left_alone(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20170131", "4110", 7)], year=2017), acting_user=karin)
    company = sie_file(home, [("20180131", "4110", 9)], number="556639-1537", name="Bolaget AB")
    import_file(company, acting_user=karin)
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    import_file(sie_file(home, [("20180131", "4110", 101)]), acting_user=karin)
    assert result(2017) == 700
    assert balances_document(2018, "account", organisation="556639-1537")["result_ore"] == 900
    assert balances_document(2018, "account", organisation=KARIN)["result_ore"] == 10100
    assert result() == 11000


def test_a_month_that_is_unchanged_is_not_written_again(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    kept = MonthTotals.objects.get(month=201801).pk
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180228", "4110", 5)]), acting_user=karin)
    assert MonthTotals.objects.get(month=201801).pk == kept


def test_an_unbalanced_voucher_is_refused_with_its_name_and_nothing_is_stored(
    home: Path, karin: User
) -> None:
    path = sie_file(home, [("20180131", "4110", 100)])
    path.write_bytes(path.read_bytes().replace(b"-100.00", b"-99.00"))
    with pytest.raises(ImportRefusedError) as refusal:
        import_file(path, acting_user=karin)
    faults = [problem for problem in refusal.value.read.problems if problem.refuses]
    assert [fault.code for fault in faults] == ["voucher_unbalanced"]
    assert "L 1" in faults[0].message_en
    assert ImportBatch.objects.count() == 0
    assert not list((home / "ledger").rglob("*.parquet"))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"<!DOCTYPE html><html><body>Logga in</body></html>", "html_page"),
        (b"hej hopp\n", "no_sie_record"),
        (b"#FLAGGA 0\n#SIETYP 4\n", "no_usable_record"),
    ],
)
def test_what_is_no_sie_file_is_refused_by_name(home: Path, karin: User, content: bytes, code: str) -> None:
    path = home / "ledger.se"
    path.write_bytes(content)
    with pytest.raises(ImportRefusedError) as refusal:
        import_file(path, acting_user=karin)
    assert code in [problem.code for problem in refusal.value.read.problems]


def test_a_file_that_does_not_prove_itself_needs_a_reason(home: Path, karin: User) -> None:
    path = sie_file(
        home, [("20180131", "4110", 100)], extra="#RES 0 5020 99.00\n#IB 0 1930 0\n#UB 0 1930 -100\n"
    )
    with pytest.raises(ImportRefusedError) as refusal:
        import_file(path, acting_user=karin)
    assert refusal.value.needs_reason
    assert [proof.name for proof in refusal.value.read.proofs if not proof.ok] == ["result_balances"]
    outcome = import_file(path, acting_user=karin, reason="Känd differens, rättas i september")
    assert outcome.batch.accepted_reason.startswith("Känd")
    assert AuditEntry.objects.latest("id").new["reason"].startswith("Känd")


def test_a_month_of_csv_takes_the_place_of_that_month_only(home: Path, karin: User) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180228", "4110", 50)]), acting_user=karin)
    path = home / "februari.csv"
    path.write_text("period;ansvar;konto;belopp\n201802;4110;5020;60,00\n201802;4110;1930;-60,00\n", "utf-8")
    outcome = import_file(path, acting_user=karin)
    assert outcome.months_changed == [201802]
    assert result() == 160_00
    assert ImportBatch.objects.get(number=1).months == [201801]
    assert totals_faults() == []
    undo_import(2, acting_user=karin)
    assert result() == 150_00
    assert ImportBatch.objects.get(number=1).months == [201801, 201802]
    assert totals_faults() == []


def test_a_table_that_names_no_organisation_says_what_to_do(home: Path, karin: User) -> None:
    path = home / "februari.csv"
    path.write_text("period;ansvar;konto;belopp\n201802;4110;5020;60,00\n", "utf-8")
    with pytest.raises(ImportRefusedError) as refusal:
        import_file(path, acting_user=karin)
    assert "organisation_missing" in [problem.code for problem in refusal.value.read.problems]


def test_months_asked_of_year_totals_are_refused_in_words(home: Path, karin: User) -> None:
    import_file(SIE / "typ1.se", acting_user=karin)
    with pytest.raises(BalancesError, match="2012"):
        balances_document(2012, "month")
    with pytest.raises(BalancesError, match="1999"):
        balances_document(1999, "account")
    with pytest.raises(BalancesError, match="nobody"):
        balances_document(2012, "account", organisation="nobody")


def test_through_a_month_gives_the_balance_of_that_day(home: Path, karin: User) -> None:
    import_file(
        sie_file(
            home,
            [("20180131", "4110", 100), ("20180228", "4110", 50)],
            extra="#IB 0 1930 1000\n#IB 0 2010 -1000\n",
        ),
        acting_user=karin,
    )
    rows = {row["key"]: row for row in balances_document(2018, "account", through=1)["rows"]}
    assert rows["1930"]["opening_ore"] == 1000_00
    assert rows["1930"]["closing_ore"] == 900_00
    assert rows["5020"]["outturn_ore"] == 100_00


def test_the_commands_keep_their_contract(
    home: Path, karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(SIE / "typ4.se")
    call_command("ledger", "check", path, "--json")
    checked = json.loads(capsys.readouterr().out)
    assert {
        "sie_type",
        "company",
        "fiscal_years",
        "encoding",
        "vouchers",
        "postings",
        "proofs",
        "problems",
    } <= set(checked)
    assert checked["sie_type"] == "4E"
    assert all(
        {"name", "ok", "expected_ore", "found_ore", "detail"} <= set(proof) for proof in checked["proofs"]
    )
    assert ImportBatch.objects.count() == 0
    call_command("ledger", "import", path, "--json")
    imported = json.loads(capsys.readouterr().out)
    assert imported["batch"] == 1
    assert imported["replaced"] is None
    assert imported["postings_stored"] == imported["postings"] == 287
    assert len(imported["sha256"]) == 64
    call_command("ledger", "balances", "--year", "2012", "--by", "object:1", "--json")
    by_object = json.loads(capsys.readouterr().out)
    assert set(by_object["rows"][0]) == {"key", "opening_ore", "outturn_ore", "closing_ore", "budget_ore"}
    call_command("ledger", "batches", "--json")
    assert json.loads(capsys.readouterr().out)["batches"][0]["state"] == "live"
    call_command("ledger", "undo", "1", "--json")
    assert json.loads(capsys.readouterr().out) == {"batch": 1, "undone": True, "restored": []}


def test_a_refused_file_ends_the_command_with_one_and_prints_why(
    home: Path, karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "sida.se"
    path.write_bytes(b"<html></html>")
    for action in ("check", "import"):
        with pytest.raises(SystemExit) as end:
            call_command("ledger", action, str(path), "--json")
        assert end.value.code == 1
        assert json.loads(capsys.readouterr().out)["problems"]


def test_records_after_the_vouchers_are_known_before_the_rows_are_placed(home: Path, karin: User) -> None:
    path = sie_file(home, [("20180131", "4110", 100)])
    text = path.read_bytes()
    late = [line + b"\n" for line in text.splitlines() if line.startswith((b"#RAR", b"#ORGNR", b"#KTYP"))]
    kept = [line + b"\n" for line in text.splitlines() if not line.startswith((b"#RAR", b"#ORGNR", b"#KTYP"))]
    path.write_bytes(b"".join([*kept, *late]))
    outcome = import_file(path, acting_user=karin)
    assert (outcome.batch.organisation.key, outcome.batch.fiscal_year) == (KARIN, 2018)
    assert result() == 100_00
    assert totals_faults() == []


def test_vouchers_without_a_declared_year_belong_to_their_own(home: Path, karin: User) -> None:
    path = sie_file(home, [("20180131", "4110", 100)])
    lines = [line for line in path.read_bytes().splitlines() if not line.startswith(b"#RAR")]
    path.write_bytes(b"\n".join(lines))
    outcome = import_file(path, acting_user=karin)
    assert outcome.batch.fiscal_year == 2018
    assert result() == 100_00


def test_months_of_types_two_three_and_four_agree_also_through_a_month(home: Path, karin: User) -> None:
    answers = []
    for kind in (2, 3, 4):
        import_file(SIE / f"typ{kind}.se", acting_user=karin)
        moved = {
            through: {
                row["key"]: row["outturn_ore"]
                for row in balances_document(2012, "account", through=through)["rows"]
                if row["outturn_ore"]
            }
            for through in (1, 2, 3, 12)
        }
        answers.append(moved)
    assert answers[0] == answers[1] == answers[2]


def test_a_posting_dated_outside_the_year_counts_in_its_nearest_month(home: Path, karin: User) -> None:
    path = sie_file(home, [("20180131", "4110", 100), ("20190115", "4110", 7)])
    import_file(path, acting_user=karin)
    assert result() == 107_00
    assert sorted(MonthTotals.objects.values_list("month", flat=True)) == [201801, 201812]
    assert totals_faults() == []
