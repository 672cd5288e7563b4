from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from tests.formats.sie.faults import HEAD
from tests.formats.sie.faults import SOUND
from tests.formats.sie.strategies import files
from tests.totals_and_objects import cases

from roder.domain.facts import BalanceKind
from roder.domain.periods import Month
from roder.domain.periods import month_of
from roder.formats.sie.figures import account_figures
from roder.formats.sie.figures import organisation_key
from roder.formats.sie.reader import read_sie
from roder.formats.sie.records import SieFile
from roder.formats.sie.records import SieHeader
from roder.formats.sie.writer import write_sie

REAL = Path(__file__).parents[2] / "data" / "sie"
TYPES = {name: read_sie((REAL / f"{name}.se").read_bytes()) for name in ("typ1", "typ2", "typ3", "typ4")}


def amounts(file: SieFile, year: int = 0) -> dict[str, tuple[int | None, int | None, int | None]]:
    """Opening, movement and closing of every account that has any of them."""
    return {
        account: (figures.opening_ore, figures.movement_ore, figures.closing_ore)
        for account, figures in account_figures(file, year).items()
        if figures.opening_ore or figures.movement_ore or figures.closing_ore
    }


def test_types_1_to_4_of_the_same_real_books_give_the_same_answers() -> None:
    for year in (0, -1):
        answers = [amounts(file, year) for file in TYPES.values()]
        assert answers[0]
        assert all(answer == answers[0] for answer in answers)


def test_real_figures_are_those_the_files_state() -> None:
    for file in TYPES.values():
        figures = account_figures(file)
        for row in file.balances:
            if row.year == 0 and row.kind is BalanceKind.CLOSING:
                assert figures[row.account].closing_ore == row.amount_ore
            elif row.year == 0 and row.kind is BalanceKind.RESULT:
                assert figures[row.account].movement_ore == row.amount_ore
            elif row.year == 0 and row.kind is BalanceKind.OPENING:
                assert figures[row.account].opening_ore == row.amount_ore


def by_month(file: SieFile) -> dict[tuple[str, Month], int]:
    return {
        (account, month): ore
        for account, figures in account_figures(file).items()
        for month, ore in (figures.by_month or {}).items()
        if ore
    }


def test_months_of_vouchers_and_of_period_balances_agree() -> None:
    assert by_month(TYPES["typ4"]) == by_month(TYPES["typ2"]) == by_month(TYPES["typ3"])
    assert any(
        row.date is not None and month_of(row.date) != month_of(voucher.date)
        for voucher in TYPES["typ4"].vouchers
        for row in voucher.postings
    ), "the file no longer shows why a posting's own date counts"


def test_a_file_of_year_balances_says_nothing_of_months() -> None:
    assert by_month(TYPES["typ1"]) == {}
    assert all(figures.by_month is None for figures in account_figures(TYPES["typ1"]).values())


def test_real_budget_is_the_same_with_and_without_object_rows() -> None:
    without, with_objects = (
        {account: figures.budget_ore for account, figures in account_figures(TYPES[name]).items()}
        for name in ("typ2", "typ3")
    )
    assert any(without.values())
    assert with_objects == without
    assert any(row.dimension is not None and row.account == "3020" for row in TYPES["typ3"].budget_rows)
    assert with_objects["3020"] is None


@pytest.mark.parametrize("label", ["#PBUDGET", "#PSALDO"])
def test_rows_by_object_are_no_part_of_the_total(label: str) -> None:
    text = HEAD
    for case in cases():
        for dimension, code, ore in case.rows:
            objects = "" if dimension is None else f"{dimension} {code}"
            text += f"{label} 0 201801 {case.account} {{{objects}}} {ore / 100:.2f}\n"
    figures = account_figures(read_sie(text.encode()))
    for case in cases():
        given = figures.get(case.account)
        found = None if given is None else given.budget_ore if label == "#PBUDGET" else given.movement_ore
        assert (found or 0) == case.answer_ore, case.account


def test_balances_by_object_are_no_part_of_the_accounts_balance() -> None:
    rows = "#IB 0 1930 5\n#UB 0 1930 7\n#OIB 0 1930 {6 P1} 5\n#OUB 0 1510 {6 P1} 9\n"
    figures = account_figures(read_sie((HEAD + rows).encode()))
    assert (figures["1930"].opening_ore, figures["1930"].closing_ore) == (500, 700)
    assert "1510" not in figures


def test_what_the_file_does_not_say_is_none_and_not_zero() -> None:
    text = HEAD + "#UB -1 1930 5\n#RES -1 3010 -7\n"
    figures = account_figures(read_sie(text.encode()), -1)
    assert (figures["1930"].opening_ore, figures["1930"].movement_ore, figures["1930"].closing_ore) == (
        None,
        None,
        500,
    )
    assert (figures["3010"].movement_ore, figures["3010"].by_month) == (-700, None)
    assert figures["3010"].budget_ore is None


def test_vouchers_of_a_declared_previous_year_belong_to_it() -> None:
    text = SOUND + "#VER B 1 20171231\n{\n#TRANS 1930 {} 5\n#TRANS 3010 {} -5\n}\n"
    file = read_sie(text.encode())
    assert account_figures(file)["3010"].by_month == {Month(2018, 4): -10000}
    assert account_figures(file, -1)["3010"].by_month == {Month(2017, 12): -500}


def test_organisation_key() -> None:
    assert organisation_key(SieHeader(organisation_number="212000-0159", company_name="x")) == "2120000159"
    assert organisation_key(TYPES["typ1"].header) == "övningsföretaget-ab"
    assert organisation_key(SieHeader()) == "unknown"


@settings(max_examples=25, deadline=None)
@given(files())
def test_the_same_books_as_any_type_give_the_same_answers(file: SieFile) -> None:
    expected = amounts(file)
    for sie_type in ("1", "2", "3", "4E"):
        again = read_sie(write_sie(file, sie_type=sie_type))
        assert again.header.sie_type == sie_type
        assert amounts(again) == expected
