from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.columnstore.totals import NO_MONTH
from roder.columnstore.totals import Totals
from roder.columnstore.totals import TotalsAccumulator
from roder.columnstore.totals import digest
from roder.columnstore.totals import merge_codes
from roder.columnstore.totals import pack
from roder.columnstore.totals import roll_up
from roder.columnstore.totals import roll_up_packed
from roder.columnstore.totals import unpack

CODES = st.sampled_from(["", "10", "100", "11", "20", "21", "å9"])
ACCOUNTS = st.sampled_from(["3010", "5010", "5020", "6010", "7010"])
MONTHS = st.sampled_from([201711, 201712, 201801, 201802, None])
ROWS = st.lists(st.tuples(CODES, ACCOUNTS, MONTHS, st.integers(-(2**58), 2**58)), max_size=30)


def _line(account: str) -> str:
    return {"3": "income", "5": "staff"}.get(account[0], "other")


def _batch(rows: list[tuple[str, str, int | None, int]], *, coded: bool) -> pa.RecordBatch:
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    texts = [pa.array(columns[place], pa.string()) for place in (0, 1)]
    if coded:
        texts = [text.dictionary_encode() for text in texts]
    return pa.record_batch(
        {
            "responsibility": texts[0],
            "account": texts[1],
            "month": pa.array(columns[2], pa.int32()),
            "amount_ore": pa.array(columns[3], pa.int64()),
        }
    )


def _cells(totals: dict[int, Totals]) -> dict[tuple[int, str, str], int]:
    return {
        (month, code, line): int(part.amounts[row, column])
        for month, part in totals.items()
        for row, code in enumerate(part.codes)
        for column, line in enumerate(part.lines)
        if part.amounts[row, column]
    }


@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=4))
@settings(deadline=None)
def test_totals_are_the_sums_of_the_postings(
    batches: list[tuple[list[tuple[str, str, int | None, int]], bool]],
) -> None:
    adder = TotalsAccumulator(_line)
    expected: dict[tuple[int, str, str], int] = defaultdict(int)
    for rows, coded in batches:
        adder.add(_batch(rows, coded=coded))
        for code, account, month, ore in rows:
            expected[month or NO_MONTH, code, _line(account)] += ore
    # Sums past int64 are not reached by any ledger; the test keeps inside by its number of rows.
    if all(abs(ore) < 2**63 for ore in expected.values()):
        assert _cells(adder.totals()) == {key: ore for key, ore in expected.items() if ore}


@given(ROWS, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_order_of_the_rows_does_not_matter(
    rows: list[tuple[str, str, int | None, int]], random: object
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = TotalsAccumulator(_line), TotalsAccumulator(_line)
    one.add(_batch(rows, coded=True))
    for row in shuffled:
        other.add(_batch([row], coded=False))
    assert {m: digest(t) for m, t in one.totals().items()} == {
        m: digest(t) for m, t in other.totals().items()
    }


@given(ROWS)
@settings(deadline=None)
def test_pack_and_unpack_give_the_same_totals(rows: list[tuple[str, str, int | None, int]]) -> None:
    adder = TotalsAccumulator(_line)
    adder.add(_batch(rows, coded=False))
    for part in adder.totals().values():
        again = unpack(pack(part))
        assert (again.codes, again.lines) == (part.codes, part.lines)
        assert again.amounts.dtype == np.int64
        assert np.array_equal(again.amounts, part.amounts)
        assert digest(again) == digest(part)


@given(ROWS)
@settings(deadline=None)
def test_rolling_up_drops_nothing(rows: list[tuple[str, str, int | None, int]]) -> None:
    adder = TotalsAccumulator(_line)
    adder.add(_batch(rows, coded=False))
    owner = {"20": 1, "10": 0, "21": 0, "100": 1}
    rolled = roll_up(adder.totals(), owner, 2)
    expected: dict[tuple[int, str, int], int] = defaultdict(int)
    for code, account, month, ore in rows:
        expected[owner.get(code, 2), _line(account), month or NO_MONTH] += ore
    found = {
        (committee, line, month): int(rolled.amounts[committee, column, place])
        for committee in range(3)
        for column, line in enumerate(rolled.lines)
        for place, month in enumerate(rolled.months)
        if rolled.amounts[committee, column, place]
    }
    assert found == {key: ore for key, ore in expected.items() if ore}
    packed = roll_up_packed({month: pack(part) for month, part in adder.totals().items()}, owner, 2)
    assert np.array_equal(packed.amounts, rolled.amounts)


@given(ROWS)
@settings(deadline=None)
def test_merging_codes_first_gives_the_same_committees(rows: list[tuple[str, str, int | None, int]]) -> None:
    adder = TotalsAccumulator(_line)
    adder.add(_batch(rows, coded=False))
    totals = adder.totals()
    merged = {month: merge_codes(part, {"10": "B", "20": "A", "21": "B"}) for month, part in totals.items()}
    lines = ["income", "other", "staff"]
    one = roll_up(merged, {"A": 0, "B": 1}, 2, lines).amounts
    other = roll_up(totals, {"10": 1, "20": 0, "21": 1}, 2, lines).amounts
    assert np.array_equal(one, other)


def test_sums_of_narrow_amounts_are_wide() -> None:
    part = Totals(("1", "2"), ("x",), np.array([[2**31 - 1], [2**31 - 1]], np.int64))
    assert roll_up_packed({1: pack(part)}, {"1": 0, "2": 0}, 1).amounts[0, 0, 0] == 2**32 - 2


def test_lines_can_be_put_in_a_given_order() -> None:
    part = Totals(("10",), ("income", "staff"), np.array([[-5, 3]], np.int64))
    rolled = roll_up({201801: part}, {"10": 0}, 1, ["staff", "grants", "income"])
    assert rolled.amounts[0, :, 0].tolist() == [3, 0, -5]
    with pytest.raises(KeyError):
        roll_up({201801: part}, {"10": 0}, 1, ["staff"])


def test_more_codes_lines_and_months_than_there_was_room_for() -> None:
    adder = TotalsAccumulator(lambda account: account)
    for number in range(300):
        adder.add(_batch([(str(number), str(number % 40), 201801 + number % 12, number)], coded=False))
    assert sum(_cells(adder.totals()).values()) == sum(range(300))


def test_only_the_month_that_changed_has_a_new_digest() -> None:
    before, after = TotalsAccumulator(_line), TotalsAccumulator(_line)
    before.add(_batch([("10", "5010", 201801, 5), ("10", "5010", 201802, 6)], coded=True))
    after.add(
        _batch([("11", "3010", 201802, 1), ("10", "5010", 201802, 6), ("10", "5010", 201801, 5)], coded=True)
    )
    old = {month: digest(part) for month, part in before.totals().items()}
    new = {month: digest(part) for month, part in after.totals().items()}
    assert old[201801] == new[201801]
    assert old[201802] != new[201802]


def test_other_bytes_are_no_totals() -> None:
    with pytest.raises(ValueError, match="not kept totals"):
        unpack(b"PK\x03\x04")


def test_the_worked_table_of_the_documentation() -> None:
    adder = TotalsAccumulator({"5010": "staff", "3010": "fees"}.__getitem__)
    for place, ore in worked_table("kept-totals", "Postings: code, line, month, öre"):
        code, line, month = place.split()
        account = {"staff": "5010", "fees": "3010"}[line]
        adder.add(_batch([(code, account, int(month), int(ore))], coded=True))
    rolled = roll_up(adder.totals(), {"10": 0, "11": 0, "20": 1}, 2)
    expected = [[int(cell) for cell in row[1:]] for row in worked_table("kept-totals", "Committee")]
    assert rolled.amounts[:, :, 0].tolist() == expected
