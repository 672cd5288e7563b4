"""The same real books as SIE types 1, 2, 3 and 4 give the same balances, table by table."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from tests.conftest import SIE
from tests.totals_and_objects import cases

from roder.apps.followup.queries import follow_up
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.kept_totals import account_and_object_cells
from roder.apps.ledger.proving import totals_faults
from roder.domain.periods import Month

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db

MONTHS_STATED = ("2", "3", "4")
BUDGET_STATED = ("2", "3")


def balances(capsys: pytest.CaptureFixture[str], by: str, *more: str) -> dict[str, Any]:
    capsys.readouterr()
    call_command("ledger", "balances", "--year", "2012", "--by", by, "--json", *more)
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def without_budget(document: dict[str, Any]) -> dict[str, Any]:
    """Leave out the budget, and the rows that nothing but a budget brings."""
    amounts = ("opening_ore", "outturn_ore", "closing_ore")
    by_month = document["by"] == "month"
    rows = [
        {name: row[name] for name in ("key", *amounts)}
        for row in document["rows"]
        if (row["outturn_ore"] if by_month else any(row[name] for name in amounts))
    ]
    return document | {"rows": rows, "budget_result_ore": None}


@pytest.fixture
def type_2(home: Path, karin: User, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    """What type 2 of the books answers, before another type takes its place."""
    del home
    import_file(SIE / "typ2.se", acting_user=karin)
    return {by: balances(capsys, by) for by in ("account", "month")} | {
        "through": balances(capsys, "account", "--through", "2")
    }


@pytest.mark.parametrize("sie_type", ["1", "3", "4"])
def test_types_of_the_same_books_give_the_same_tables(
    sie_type: str, type_2: dict[str, dict[str, Any]], karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    import_file(SIE / f"typ{sie_type}.se", acting_user=karin)
    compared = dict if sie_type in BUDGET_STATED else without_budget
    assert len(type_2["account"]["rows"]) > 60
    assert compared(balances(capsys, "account")) == compared(type_2["account"])
    if sie_type not in MONTHS_STATED:
        with pytest.raises(CommandError, match="2012"):
            balances(capsys, "month")
        return
    assert compared(balances(capsys, "month")) == compared(type_2["month"])
    assert compared(balances(capsys, "account", "--through", "2")) == compared(type_2["through"])
    assert totals_faults() == []


def test_a_budget_by_object_only_is_seen_by_object_and_named(
    home: Path, karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    del home
    outcome = import_file(SIE / "typ3.se", acting_user=karin)
    told = [row for row in outcome.report["problems"] if row["code"] == "only_object_rows"]
    assert "3020" in told[0]["message_sv"]
    assert "-2360001.00" in told[0]["message_sv"]
    assert len(told) == 5
    by_account = {row["key"]: row["budget_ore"] for row in balances(capsys, "account")["rows"]}
    assert by_account["3020"] == 0
    by_object = {row["key"]: row["budget_ore"] for row in balances(capsys, "object:1")["rows"]}
    assert set(by_object) >= {"AO", "IB", "LS", "YK"}
    assert sum(by_object.values()) == -236_000_100 + 2_400_000 + 91_200_000 + 42_000_000 + 2_001_600


def test_the_follow_up_of_types_two_and_three_has_the_same_sum(home: Path, karin: User) -> None:
    del home
    totals = []
    for sie_type in BUDGET_STATED:
        import_file(SIE / f"typ{sie_type}.se", acting_user=karin)
        totals.append(follow_up(Month(2012, 3)).total)
    assert totals[0] == totals[1]
    assert totals[0].year_budget_ore == -25_019_100


def test_a_follow_up_sums_to_the_accounts_own_amounts() -> None:
    rows = [
        (201801, case.account, dimension, code, ore) for case in cases() for dimension, code, ore in case.rows
    ]
    cells = account_and_object_cells(rows)
    for case in cases():
        found = {code: ore for (_month, code, account), ore in cells.items() if account == case.account}
        assert found.get("AO", 0) == case.under_ao_ore
        assert found.get("", 0) == case.under_none_ore
        assert sum(found.values()) == case.answer_ore


def outturn(document: dict[str, Any]) -> dict[str, int]:
    return {row["key"]: row["outturn_ore"] for row in document["rows"] if row["outturn_ore"]}


def test_vouchers_alone_give_the_same_outturn_and_result(
    type_2: dict[str, dict[str, Any]], karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    import_file(SIE / "typ4si.si", acting_user=karin)
    for by in ("account", "month"):
        assert outturn(balances(capsys, by)) == outturn(type_2[by])
    assert balances(capsys, "account")["result_ore"] == type_2["account"]["result_ore"]


def test_a_file_of_vouchers_with_its_checksum_sums_to_its_own_rows(
    home: Path, karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    del home
    path = SIE / "norstedts_bokslut_4i_ksumma.si"
    expected: dict[str, int] = {}
    for account, amount in re.findall(rb"#TRANS\s+(\d+)\s+\{[^}]*\}\s+(-?[\d.]+)", path.read_bytes()):
        key = account.decode()
        expected[key] = expected.get(key, 0) + round(float(amount) * 100)
    outcome = import_file(path, acting_user=karin)
    assert {proof["name"]: proof["ok"] for proof in outcome.report["proofs"]}["checksum"]
    capsys.readouterr()
    call_command("ledger", "balances", "--year", "2009", "--json")
    assert outturn(json.loads(capsys.readouterr().out)) == {key: ore for key, ore in expected.items() if ore}
