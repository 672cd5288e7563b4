from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from tests.formats.sie.faults import SOUND
from tests.formats.sie.strategies import files
from tests.worked_tables import worked_table

from roder.domain.facts import BalanceKind
from roder.domain.money import ore_from_text
from roder.formats.sie.checks import prove
from roder.formats.sie.checks import prove_from_sums
from roder.formats.sie.movements import sum_movements
from roder.formats.sie.reader import read_sie
from roder.formats.sie.writer import write_sie

if TYPE_CHECKING:
    from roder.formats.sie.records import SieFile

REAL = Path(__file__).parents[2] / "data" / "sie"


def outcome(file: SieFile) -> dict[str, bool]:
    return {proof.name: proof.ok for proof in prove(file)}


def test_worked_table_of_the_documentation() -> None:
    rows = worked_table("sie-proofs", "account")
    lines = []
    for account, opening, moved, closing, result, _proves in rows:
        lines += [f"#IB 0 {account} {opening}"] if opening else []
        lines += [f"#UB 0 {account} {closing}"] if closing else []
        lines += [f"#RES 0 {account} {result}"] if result else []
        lines += [f"#TRANS {account} {{}} {moved}"] if moved else []
    postings = [line for line in lines if line.startswith("#TRANS")]
    balances = [line for line in lines if not line.startswith("#TRANS")]
    text = "\n".join([*balances, "#VER A 1 20180425", "{", *postings, "}"])
    failing = {difference.key for proof in prove(read_sie(text.encode())) for difference in proof.differences}
    assert failing == {row[0] for row in rows if row[5] == "no"}


@pytest.mark.parametrize(
    ("name", "proofs"),
    [
        ("typ1.se", set()),
        ("typ2.se", {"closing_balances", "result_balances"}),
        ("typ3.se", {"closing_balances", "result_balances"}),
        ("typ4.se", {"vouchers_balance", "closing_balances", "result_balances"}),
        ("typ4si.si", {"vouchers_balance"}),
        ("norstedts_bokslut_4i_ksumma.si", {"vouchers_balance", "checksum"}),
    ],
)
def test_real_files_prove_themselves(name: str, proofs: set[str]) -> None:
    assert outcome(read_sie((REAL / name).read_bytes())) == dict.fromkeys(proofs, True)


def test_a_changed_amount_is_named_by_every_proof_it_breaks() -> None:
    text = (REAL / "typ4.se").read_bytes()
    changed = text.replace(b"#RES  0  5010           25000.00", b"#RES  0  5010           25000.01")
    if changed == text:
        line = next(line for line in text.splitlines() if line.split()[:3] == [b"#RES", b"0", b"5010"])
        changed = text.replace(line, b"#RES 0 5010 25000.01")
    proofs = {proof.name: proof for proof in prove(read_sie(changed))}
    assert proofs["closing_balances"].ok
    assert not proofs["result_balances"].ok
    assert [each.key for each in proofs["result_balances"].differences] == ["5010"]
    assert proofs["result_balances"].detail("sv").startswith("1 av ")


def test_totals_that_agree_by_chance_do_not_pass() -> None:
    text = SOUND.replace("#RES 0 3010 -100\n", "#RES 0 3010 -90\n#RES 0 3011 -10\n")
    proof = {proof.name: proof for proof in prove(read_sie(text.encode()))}["result_balances"]
    assert proof.expected_ore == proof.found_ore
    assert not proof.ok


def test_an_explicit_account_type_wins_over_the_first_digit() -> None:
    text = SOUND.replace("#KONTO 3010 Avgifter\n", "#KONTO 3010 Skuld\n#KTYP 3010 S\n")
    text = text.replace("#RES 0 3010 -100", "#UB 0 3010 -100")
    assert outcome(read_sie(text.encode())) == {"vouchers_balance": True, "closing_balances": True}


@pytest.mark.parametrize(
    ("row", "is_right"),
    [
        ("#PSALDO 0 201804 1930 {} 100", True),
        ("#PSALDO 0 201804 1930 {} 99", False),
        ("#PSALDO 0 201803 1930 {} 0\n#PSALDO 0 201804 1930 {} 100", True),
        ("#PSALDO 0 201805 1930 {} 0", False),
        ("#PSALDO 0 201804 3010 {1 4110} -100", False),
        ("#PSALDO -1 201704 1930 {} 7\n#PSALDO 0 201804 1930 {} 100", True),
    ],
)
def test_period_balances(row: str, is_right: bool) -> None:  # noqa: FBT001
    assert outcome(read_sie((SOUND + row + "\n").encode()))["period_balances"] is is_right


def test_period_balances_by_object() -> None:
    text = SOUND.replace("#TRANS 1930 {} 100", "#TRANS 1930 {1 4110} 60\n#TRANS 1930 {1 4110} 40")
    rows = "#PSALDO 0 201804 1930 {} 100\n#PSALDO 0 201804 1930 {1 4110} "
    assert outcome(read_sie(f"{text}{rows}100\n".encode()))["period_balances"]
    proof = {proof.name: proof for proof in prove(read_sie(f"{text}{rows}60\n".encode()))}["period_balances"]
    assert [(each.key, each.expected_ore, each.found_ore) for each in proof.differences] == [
        ("1930 2018-04 {1 4110}", 6000, 10000)
    ]


def test_an_object_composed_of_its_levels_is_not_held_against_the_file() -> None:
    text = SOUND.replace("#TRANS 1930 {}", '#TRANS 1930 {1 4110 2 "07"}') + '#UNDERDIM 2 "Del" 1\n'
    rows = '#PSALDO 0 201804 1930 {} 100\n#PSALDO 0 201804 1930 {2 "411007"} 100\n'
    assert outcome(read_sie((text + rows).encode()))["period_balances"]


def test_an_unbalanced_voucher_is_named() -> None:
    file = read_sie((SOUND + "#VER B 7 20180501\n{\n#TRANS 1930 {} 5\n}\n").encode())
    proof = next(proof for proof in prove(file) if proof.name == "vouchers_balance")
    assert (proof.ok, proof.compared, proof.expected_ore - proof.found_ore) == (False, 2, ore_from_text("5"))
    assert [(each.key, each.found_ore) for each in proof.differences] == [("B 7", 500)]


@settings(max_examples=25, deadline=None)
@given(files())
def test_books_that_hold_together_prove_themselves(file: SieFile) -> None:
    again = read_sie(write_sie(file))
    assert set(outcome(again).values()) == {True}
    sums = sum_movements(again.vouchers)
    assert prove(again) == prove_from_sums(again.header, again.balances, sums, again.computed_checksum)
    stated = [row for row in again.balances if row.kind is BalanceKind.CLOSING]
    if stated:
        place = again.balances.index(stated[0])
        again.balances[place] = type(stated[0])(
            BalanceKind.CLOSING, 0, stated[0].account, stated[0].amount_ore + 1
        )
        assert not outcome(again)["closing_balances"]
