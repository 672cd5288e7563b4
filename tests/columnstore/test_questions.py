"""One question, every engine: the same expressions on DuckDB and on Sail over Spark Connect."""

from __future__ import annotations

import os
import re
import socket
import warnings
from pathlib import Path
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

from roder.columnstore import balance_questions
from roder.columnstore import drill
from roder.columnstore.balances import account_balances
from roder.columnstore.balances import month_balances
from roder.columnstore.balances import object_balances
from roder.columnstore.cells import CellFilter
from roder.columnstore.cubes import UnknownKeyError
from roder.columnstore.cubes import outturn_by
from roder.columnstore.cubes import responsibility_line_month
from roder.columnstore.cubes import sums_by
from roder.columnstore.engines import SparkEngine
from roder.columnstore.engines import UnknownEngineError
from roder.columnstore.engines import open_engine
from roder.columnstore.questions import compiled
from roder.columnstore.questions import shape_of
from roder.columnstore.store import LedgerStore
from roder.columnstore.store import shared_engine
from roder.columnstore.totals import TotalsAccumulator
from roder.columnstore.totals import digest
from roder.domain.periods import Month

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

GOLDEN = Path(__file__).parent / "golden"
ROWS = {
    "postings": [
        postings(
            posting(
                "5010",
                300,
                201801,
                responsibility="10",
                voucher="1",
                line=1,
                posting_text="it's “quoted” \\n",
            ),
            posting("1910", -300, 201801, voucher="1", line=2),
            posting(
                "5010", -900, 201802, responsibility="20", other_objects="17=X;7=1001", voucher="2", line=3
            ),
            posting("6010", 50, 201803, responsibility="201", activity="o'neil\\", voucher="3", line=4),
            posting("6010", 50, 201803, responsibility="20", voucher="3", line=5, quantity_micro=1_500_000),
        )
    ],
    "balances": [
        balances(balance("IB", "1910", 1000), balance("OIB", "1910", 7, dimension=7, object="1001"))
    ],
    "budget_rows": [budget_rows(budget("5010", 400, 201802), budget("6010", 9, dimension=1, object="20"))],
}
ASKED: dict[str, Callable[[LedgerStore], object]] = {
    "accounts": lambda store: account_balances(store, ORGANISATION, 2018),
    "accounts_through": lambda store: account_balances(store, None, 2018, Month(2018, 2)),
    "months": lambda store: month_balances(store, ORGANISATION, 2018, counts=lambda account: account > "3"),
    "objects": lambda store: object_balances(store, ORGANISATION, 2018),
    "other_objects": lambda store: object_balances(store, ORGANISATION, 2018, dimension=7),
    "outturn": lambda store: outturn_by(
        store, CellFilter(account_prefixes=("5", "6")), ["month", "responsibility"]
    ),
    "outturn_of_nothing": lambda store: outturn_by(store, CellFilter(account=("9999",)), []),
    "odd_codes": lambda store: outturn_by(store, CellFilter(activity=("o'neil\\",)), ["account"]),
    "largest": lambda store: drill.cell_postings(store, CellFilter(account=("5010",)), 1),
    "latest": lambda store: drill.cell_postings(store, CellFilter(first_month=201802), 2, "latest"),
    "by_voucher": lambda store: drill.cell_postings(store, CellFilter(responsibility=("20",)), 9, "voucher"),
    "vouchers": lambda store: drill.cell_vouchers(store, CellFilter(responsibility_prefixes=("20",))),
    "voucher": lambda store: drill.voucher(store, ORGANISATION, 2018, "A", "1"),
    "no_voucher": lambda store: drill.voucher(store, ORGANISATION, 2018, "A' OR '1'='1", "1"),
}


@pytest.fixture(scope="session")
def sail() -> Iterator[str]:
    from pysail.spark import SparkConnectServer  # noqa: PLC0415 - heavy, and only these tests need it

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    server = SparkConnectServer("127.0.0.1", port)
    server.start(background=True)
    url = f"sc://127.0.0.1:{port}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield url
    engine = shared_engine(url)
    assert isinstance(engine, SparkEngine)
    engine.close()
    server.stop()


@pytest.fixture(scope="module")
def pointers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return imported(tmp_path_factory.mktemp("ledger"), {}, ROWS)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.filterwarnings("ignore")
def test_every_engine_gives_the_same_answer(sail: str, pointers: dict[str, str], asked: str) -> None:
    assert ASKED[asked](LedgerStore(pointers)) == ASKED[asked](LedgerStore(pointers, sail))


@pytest.mark.filterwarnings("ignore")
def test_sums_have_the_same_types_on_every_engine(sail: str, pointers: dict[str, str]) -> None:
    tables = [
        responsibility_line_month(LedgerStore(pointers, url), ORGANISATION, 2018)
        for url in ("duckdb://", sail)
    ]
    assert (
        str(tables[0].schema.field("amount_ore").type)
        == str(tables[1].schema.field("amount_ore").type)
        == "int64"
    )
    assert tables[0].to_pylist() == tables[1].to_pylist()


def test_drill_goes_by_size_whatever_the_sign(pointers: dict[str, str]) -> None:
    (row,) = drill.cell_postings(LedgerStore(pointers), CellFilter(account=("5010",)), 1)
    assert (row.amount_ore, row.voucher, row.posting_text) == (-900, "2", "")


def test_cells_and_vouchers_agree_with_their_postings(pointers: dict[str, str]) -> None:
    store = LedgerStore(pointers)
    cell = CellFilter(
        first_month=201801, last_month=201803, responsibility=("10",), responsibility_prefixes=("20",)
    )
    rows = drill.cell_postings(store, cell)
    vouchers = drill.cell_vouchers(store, cell)
    (total,) = outturn_by(store, cell, [])
    assert (
        sum(row.amount_ore for row in rows)
        == sum(row.amount_ore for row in vouchers)
        == total.amount_ore
        == -500
    )
    assert [(row.voucher, row.amount_ore, row.postings) for row in vouchers] == [
        ("2", -900, 1),
        ("1", 300, 1),
        ("3", 100, 2),
    ]
    assert [row.line for row in drill.voucher(store, ORGANISATION, 2018, "A", "3")] == [4, 5]


def test_kept_totals_can_be_made_again_from_the_store(pointers: dict[str, str]) -> None:
    kept, again = TotalsAccumulator(lambda account: account[0]), TotalsAccumulator(lambda account: account[0])
    for rows in ROWS["postings"]:
        kept.add(rows)
    again.add(responsibility_line_month(LedgerStore(pointers), ORGANISATION, 2018))
    assert {m: digest(t) for m, t in kept.totals().items()} == {
        m: digest(t) for m, t in again.totals().items()
    }


def test_unknown_keys_and_engines_are_named(pointers: dict[str, str]) -> None:
    with pytest.raises(UnknownKeyError, match="voucher_text"):
        outturn_by(LedgerStore(pointers), CellFilter(), ["voucher_text"])
    with pytest.raises(UnknownEngineError, match="postgres"):
        open_engine("postgres://localhost")


CELL = shape_of(CellFilter(last_month=201803, account_prefixes=("5", "6"), responsibility=("10",)).given())
YEAR = shape_of({"year_offset": 0, "year_start": 2018})
SQL = {
    "outturn_by_month_and_responsibility": (sums_by(("month", "responsibility")), CELL),
    "largest_postings": (drill._postings_in("largest", 100), CELL),
    "largest_vouchers": (drill._vouchers_in(100), CELL),
    "posting_sums": (balance_questions.posting_sums, shape_of({"through": 201808})),
    "object_sums": (balance_questions.posting_sums_by_object(7), shape_of({})),
    "balance_sums": (balance_questions.balance_sums, YEAR),
    "budget_sums": (balance_questions.budget_sums, YEAR),
}


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
@pytest.mark.parametrize("name", SQL)
def test_compiled_sql_is_the_golden_sql(name: str, dialect: str) -> None:
    question, shape = SQL[name]
    sql = compiled(question, shape, dialect) + "\n"
    path = GOLDEN / f"{name}.{dialect}.sql"
    if os.environ.get("RODER_GOLDEN") == "write":
        path.write_text(sql)
    assert re.sub(r"\s+", " ", path.read_text()) == re.sub(r"\s+", " ", sql)


def test_no_golden_file_is_unused() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{name}.{d}.sql" for name in SQL for d in ("duckdb", "pyspark")
    }
