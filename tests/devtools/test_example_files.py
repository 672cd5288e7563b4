"""The example's files are read back by the reference reader without a fault, and are always the same."""

from __future__ import annotations

import csv
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from roder.devtools.example.budget import make_budget
from roder.devtools.example.cells import load_cells
from roder.devtools.example.ledger import Scale
from roder.devtools.example.ledger import make_ledger
from roder.devtools.example.organisation import load_frames
from roder.devtools.example.outturn import outturn_amounts
from roder.devtools.example.sie_files import write_example_files
from roder.devtools.example.sie_files import write_ledger
from roder.devtools.example.sie_records import Checked
from roder.devtools.example.sie_records import amount_text
from roder.devtools.example.spreading import cells_of_bodies
from roder.devtools.example.trial_files import WRONG_BY_ORE
from roder.devtools.example.trial_files import checksum_of
from roder.devtools.example.trial_files import make_broken_copy
from roder.devtools.example.trial_files import write_example_csv
from roder.domain.money import kronor_text
from roder.domain.money import ore_from_text
from roder.domain.periods import Month
from roder.domain.problems import Severity
from roder.formats.sie.checks import prove
from roder.formats.sie.reader import read_sie

if TYPE_CHECKING:
    from pathlib import Path

    from roder.formats.sie.records import SieFile

# Type 3 and 4 give the budget both in total and by object (DOMAIN 4.4); the reader says so.
EXPECTED_CODES = {"totals_and_objects"}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_example_files(tmp_path_factory.mktemp("example"), scale=Scale.SMALL)


@pytest.fixture(scope="module")
def latest(paths: list[Path]) -> SieFile:
    return read_sie(paths[-1].read_bytes())


def test_files_read_without_faults_and_prove_themselves(paths: list[Path], latest: SieFile) -> None:
    assert [path.name for path in paths] == [
        "sodertalje_exempeldata_2017.se",
        "sodertalje_exempeldata_2018.se",
    ]
    for file in (read_sie(paths[0].read_bytes()), latest):
        assert {problem.code for problem in file.problems} <= EXPECTED_CODES
        proofs = prove(file)
        assert {proof.name for proof in proofs} >= {
            "vouchers_balance",
            "closing_balances",
            "result_balances",
            "checksum",
        }
        assert [proof.name for proof in proofs if not proof.ok] == []


def test_header_says_what_the_file_is(latest: SieFile) -> None:
    header = latest.header
    assert header.company_name == "Södertälje kommun (exempeldata)"
    assert header.organisation_number == "212000-0159"
    assert (header.company_type, header.chart_type, header.sie_type) == ("X", "", "4E")
    assert header.covers_to == Month(2018, 8).last_day
    assert [year.year for year in header.fiscal_years.values()] == [2018, 2017]
    assert header.dimensions[1].name == "Ansvar"
    assert header.objects[1, "40210"] == "Utredning barn"


def test_postings_and_budget_are_those_of_the_ledger(latest: SieFile) -> None:
    totals = {0: 0, 1: 0}
    for row in latest.budget_rows:
        totals[int(row.dimension is not None)] += row.amount_ore
    assert totals == {0: sum(load_frames().values()), 1: sum(load_frames().values())}
    assert sum(1 for row in latest.budget_rows if row.dimension is not None) == sum(
        1 for row in make_budget(2018) for ore in row.months_ore if ore
    )
    found = sum(
        posting.amount_ore
        for voucher in latest.vouchers
        for posting in voucher.postings
        if posting.account[0] > "2"
    )
    assert found == int(outturn_amounts(2018)[:, :8].sum())


def test_numbers_rise_by_one_in_each_series(latest: SieFile) -> None:
    numbers: dict[str, list[int]] = {}
    for voucher in latest.vouchers:
        numbers.setdefault(voucher.series, []).append(int(voucher.number))
    assert set(numbers) == {"L", "K", "I", "M", "U", "B", "F"}
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_files_are_byte_identical_on_each_run(tmp_path: Path) -> None:
    here = write_example_files(tmp_path / "here", through=Month(2017, 2))
    code = (
        "import sys; from pathlib import Path; from roder.domain.periods import Month;"
        "from roder.devtools.example.sie_files import write_example_files;"
        "write_example_files(Path(sys.argv[1]), through=Month(2017, 2))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True)
    there = tmp_path / "there" / here[0].name
    assert here[0].read_bytes() == there.read_bytes()
    first = here[0].read_bytes()
    assert write_example_files(tmp_path / "here", through=Month(2017, 2)) == here
    assert here[0].read_bytes() == first


def test_lines_end_as_sie_asks_and_letters_are_code_page_437(paths: list[Path]) -> None:
    data = paths[-1].read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert b"S\x94dert\x84lje kommun" in data


def test_the_full_scale_writes_the_same_books(tmp_path: Path, latest: SieFile) -> None:
    path = tmp_path / "full.se"
    write_ledger(path, make_ledger(2018, 1, Scale.FULL))
    text = path.read_bytes().decode("cp437")
    assert text.count("\r\n#TRANS ") > 150_000
    for account, ore in make_ledger(2018, 1).result().items():
        assert f"\r\n#RES 0 {account} {kronor_text(ore)}\r\n" in text
    lines = text.splitlines()
    assert lines[-1] == f"#KSUMMA {checksum_of(lines[2:-1])}"
    assert latest.header.accounts.keys() == {line.split()[1] for line in lines if line.startswith("#KONTO ")}


def test_a_broken_copy_is_refused_for_one_voucher(tmp_path: Path) -> None:
    source = write_example_files(tmp_path, through=Month(2017, 2))[0]
    file = read_sie(make_broken_copy(source).read_bytes())
    refused = [problem for problem in file.problems if problem.severity is Severity.ERROR]
    assert [problem.code for problem in refused] == ["voucher_unbalanced"]
    proofs = {proof.name: proof for proof in prove(file)}
    assert not proofs["vouchers_balance"].ok
    assert proofs["checksum"].ok
    assert [
        abs(wrong.found_ore - wrong.expected_ore) for wrong in proofs["vouchers_balance"].differences
    ] == [WRONG_BY_ORE]


def test_the_csv_holds_the_body_and_month_to_the_ore(tmp_path: Path) -> None:
    path = write_example_csv(tmp_path, body="400")
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    assert {row["period"] for row in rows} == {"2018-08"}
    assert {row["ansvar"][:2] for row in rows} == {"40"}
    total = sum(ore_from_text(row["belopp"]) for row in rows)
    assert total == int(outturn_amounts(2018)[cells_of_bodies()["400"], 7].sum())
    assert {row["ansvar"] for row in rows} <= {cell.responsibility for cell in load_cells().cells}


def test_checksum_agrees_with_the_published_vector() -> None:
    checked = Checked()
    checked.add("#PROGRAM", "Styrning", "0.1")
    checked.add("#FORMAT", "PC8")
    checked.add("#GEN", "20180518", "AB")
    checked.add("#SIETYP", "2")
    checked.add("#FNAMN", "Södertälje kommun")
    checked.add("#ORGNR", "212000-0159")
    checked.add("#RAR", "0", "20180101", "20181231")
    checked.add("#KONTO", "5011", 'Löner "fasta"')
    checked.add("#OMFATTN", "20180430")
    checked.add("#PSALDO", "0", "201801", "5011", "1234.50", objects=(), at=3)
    lines = checked.take().decode("cp437").splitlines()
    assert lines[-1] == "#PSALDO 0 201801 5011 {} 1234.50"
    assert checked.crc == checksum_of(lines) == 2933246284


@pytest.mark.parametrize("ore", [0, 1, -1, 99, -99, 100, -100, 123456, -123456])
def test_amounts_are_written_as_the_domain_writes_them(ore: int) -> None:
    assert amount_text(ore) == kronor_text(ore)
