from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.columnstore.ledger_rows import ORGANISATION
from tests.columnstore.ledger_rows import balance
from tests.columnstore.ledger_rows import balances
from tests.columnstore.ledger_rows import budget
from tests.columnstore.ledger_rows import budget_rows
from tests.columnstore.ledger_rows import imported
from tests.columnstore.ledger_rows import posting
from tests.columnstore.ledger_rows import postings
from tests.totals_and_objects import cases

from roder.columnstore.balance_sources import NoMonthsError
from roder.columnstore.balances import BalanceRow
from roder.columnstore.balances import account_balances
from roder.columnstore.balances import month_balances
from roder.columnstore.balances import object_balances
from roder.columnstore.store import LedgerStore
from roder.domain.periods import Month

if TYPE_CHECKING:
    from pathlib import Path

    import pyarrow as pa

OPENING = balance("IB", "1910", 1000)
VOUCHERS = postings(
    posting("5010", 300, 201801, responsibility="10"),
    posting("1910", -300, 201801),
    posting("5010", 50, 201802, responsibility="20", other_objects="17=X;7=1001"),
    posting("1910", -50, 201802, other_objects="7=1002;10=F"),
)
PERIODS = [
    balance("PSALDO", "5010", 300, month=201801),
    balance("PSALDO", "5010", 50, month=201802),
    balance("PSALDO", "1910", -300, month=201801),
    balance("PSALDO", "1910", -50, month=201802),
]
YEARLY = [balance("UB", "1910", 650), balance("RES", "5010", 350)]
EXPECTED = (BalanceRow("1910", 1000, -350, 650, 0), BalanceRow("5010", 0, 350, 350, 0))


def _rows(
    root: Path, *, by: str = "account", through: Month | None = None, **tables: object
) -> dict[str, BalanceRow]:
    given = {name: [rows] for name, rows in tables.items()}
    store = LedgerStore(imported(root, {}, given))
    if by == "account":
        found = account_balances(store, ORGANISATION, 2018, through)
    elif by == "month":
        found = month_balances(store, ORGANISATION, 2018, through)
    else:
        found = object_balances(store, ORGANISATION, 2018, through, int(by))
    return {row.key: row for row in found}


def test_types_1_to_4_of_the_same_books_give_the_same_balances(tmp_path: Path) -> None:
    stated = balances(OPENING, *YEARLY)
    type_1 = _rows(tmp_path / "1", balances=stated)
    type_2 = _rows(tmp_path / "2", balances=balances(OPENING, *YEARLY, *PERIODS))
    by_object = [balance("PSALDO", "5010", 300, month=201801, dimension=1, object="10")]
    type_3 = _rows(tmp_path / "3", balances=balances(OPENING, *YEARLY, *PERIODS, *by_object))
    type_4 = _rows(tmp_path / "4", balances=stated, postings=VOUCHERS)
    assert tuple(type_1.values()) == tuple(type_2.values()) == tuple(type_3.values()) == EXPECTED
    assert tuple(type_4.values()) == EXPECTED


@pytest.mark.parametrize("tables", [{"postings": VOUCHERS}, {"balances": balances(*PERIODS)}])
def test_through_a_month_counts_only_the_months_so_far(
    tmp_path: Path, tables: dict[str, pa.RecordBatch]
) -> None:
    rows = _rows(tmp_path, through=Month(2018, 1), **tables)
    assert rows["5010"] == BalanceRow("5010", 0, 300, 300, 0)


def test_yearly_balances_know_no_months(tmp_path: Path) -> None:
    with pytest.raises(NoMonthsError, match="2018"):
        _rows(tmp_path / "a", through=Month(2018, 1), balances=balances(OPENING, *YEARLY))
    with pytest.raises(NoMonthsError):
        _rows(tmp_path / "b", by="month", balances=balances(OPENING, *YEARLY))


def test_month_balances_carry_the_opening_on(tmp_path: Path) -> None:
    store = LedgerStore(imported(tmp_path, {}, {"postings": [VOUCHERS], "balances": [balances(OPENING)]}))
    rows = month_balances(store, ORGANISATION, 2018, counts=lambda account: account == "1910")
    assert rows == (
        BalanceRow("2018-01", 1000, -300, 700, 0),
        BalanceRow("2018-02", 700, -50, 650, 0),
    )


def test_budget_with_object_never_adds_to_budget_without(tmp_path: Path) -> None:
    rows = budget_rows(
        *(
            budget(case.account, ore, dimension=dimension, object=code)
            for case in cases()
            for dimension, code, ore in case.rows
        ),
        budget("3010", 400, year_offset=-1, year_start=2017),
    )
    found = {key: row.budget_ore for key, row in _rows(tmp_path / "a", budget_rows=rows).items()}
    assert found == {case.account: case.answer_ore for case in cases() if case.answer_ore}
    by_month = _rows(tmp_path / "m", by="month", budget_rows=rows)
    assert {key: row.budget_ore for key, row in by_month.items()} == {"2018-01": sum(found.values())}
    objects = _rows(tmp_path / "b", by="1", budget_rows=rows)
    assert objects["AO"].budget_ore == sum(case.under_ao_ore for case in cases())
    assert _rows(tmp_path / "c", by="6", budget_rows=rows)["P1"].budget_ore == 950


def test_keys_whose_every_amount_is_zero_are_left_out(tmp_path: Path) -> None:
    there_and_back = postings(
        posting("1910", 300, 201801, responsibility="10"), posting("1910", -300, 201801, responsibility="10")
    )
    rows = balances(balance("IB", "2510", 0), balance("UB", "2510", 0))
    assert _rows(tmp_path / "a", postings=there_and_back, balances=rows) == {}
    assert _rows(tmp_path / "b", by="1", postings=there_and_back) == {}
    opened = balances(balance("IB", "2510", 5), balance("UB", "2510", 0))
    assert _rows(tmp_path / "c", balances=opened) == {"2510": BalanceRow("2510", 5, -5, 0, 0)}


def test_budget_through_a_month_is_the_budget_to_date(tmp_path: Path) -> None:
    rows = budget_rows(budget("5010", 400), budget("5010", 500, 201802))
    assert _rows(tmp_path, through=Month(2018, 1), budget_rows=rows)["5010"].budget_ore == 400


def test_code_strings_of_budget_rows_count_for_their_objects(tmp_path: Path) -> None:
    rows = budget_rows(budget("5010", 400, responsibility="10"), budget("5010", 5))
    assert _rows(tmp_path / "a", by="1", budget_rows=rows)["10"].budget_ore == 400
    assert _rows(tmp_path / "b", budget_rows=rows)["5010"].budget_ore == 405


def test_objects_of_a_dimension_with_a_column(tmp_path: Path) -> None:
    rows = _rows(tmp_path, by="1", postings=VOUCHERS)
    assert {key: row.outturn_ore for key, row in rows.items()} == {"10": 300, "20": 50}


def test_objects_of_another_dimension_are_found_among_the_others(tmp_path: Path) -> None:
    rows = _rows(tmp_path, by="7", postings=VOUCHERS)
    assert {key: row.outturn_ore for key, row in rows.items()} == {"1001": 50, "1002": -50}


def test_objects_from_object_balances(tmp_path: Path) -> None:
    stated = [
        balance("OIB", "1910", 10, dimension=6, object="P1"),
        balance("OUB", "1910", 25, dimension=6, object="P1"),
        balance("OUB", "1910", 99, dimension=1, object="10"),
        balance("IB", "1910", 7),
    ]
    assert _rows(tmp_path / "a", by="6", balances=balances(*stated)) == {
        "P1": BalanceRow("P1", 10, 15, 25, 0)
    }
    with pytest.raises(NoMonthsError):
        _rows(tmp_path / "b", by="6", through=Month(2018, 1), balances=balances(*stated))
    period = balance("PSALDO", "1910", 4, month=201802, dimension=6, object="P1")
    rows = _rows(tmp_path / "c", by="6", through=Month(2018, 2), balances=balances(*stated, period))
    assert rows == {"P1": BalanceRow("P1", 10, 4, 14, 0)}


def test_a_year_without_a_file_is_answered_by_the_following_year(tmp_path: Path) -> None:
    earlier = {"year_offset": -1, "year_start": 2017}
    stated = balances(
        OPENING, balance("IB", "1910", 10, **earlier), balance("UB", "1910", 30, **earlier),
        balance("RES", "5010", 5, **earlier), balance("UB", "1910", 999, year_offset=-2, year_start=2016),
    )  # fmt: skip
    planned = budget_rows(budget("5010", 8, 201701, **earlier), budget("5010", 1))
    store = LedgerStore(imported(tmp_path, {}, {"balances": [stated], "budget_rows": [planned]}))
    assert account_balances(store, ORGANISATION, 2017) == (
        BalanceRow("1910", 10, 20, 30, 0),
        BalanceRow("5010", 0, 5, 5, 8),
    )
    assert account_balances(store, ORGANISATION, 2016) == ()


def test_a_long_previous_year_is_named_by_the_year_it_began(tmp_path: Path) -> None:
    stated = balances(balance("UB", "1910", 30, year_offset=-1, year_start=2015))
    store = LedgerStore(imported(tmp_path, {}, {"balances": [stated]}))
    assert account_balances(store, ORGANISATION, 2015) == (BalanceRow("1910", 0, 30, 30, 0),)
    assert account_balances(store, ORGANISATION, 2017) == ()


def test_own_file_goes_before_the_following_years_word(tmp_path: Path) -> None:
    stated = balances(balance("UB", "1910", 30, year_offset=-1, year_start=2018))
    pointers = imported(tmp_path, {}, {"balances": [stated]}, fiscal_year=2019)
    pointers = imported(tmp_path, pointers, {"postings": [VOUCHERS]})
    assert {row.key: row.outturn_ore for row in account_balances(LedgerStore(pointers), None, 2018)} == {
        "1910": -350,
        "5010": 350,
    }


def test_all_organisations_are_summed_when_none_is_asked(tmp_path: Path) -> None:
    pointers = imported(tmp_path, {}, {"postings": [VOUCHERS]})
    pointers = imported(tmp_path, pointers, {"balances": [balances(*YEARLY)]}, organisation="5560000001")
    rows = {row.key: row.outturn_ore for row in account_balances(LedgerStore(pointers), None, 2018)}
    assert rows == {"1910": 300, "5010": 700}


def test_sums_are_exact_far_beyond_what_a_float_holds(tmp_path: Path) -> None:
    rows = postings(posting("5010", 2**53), posting("5010", 1), posting("5010", 2**53))
    assert _rows(tmp_path, postings=rows)["5010"].outturn_ore == 2**54 + 1
