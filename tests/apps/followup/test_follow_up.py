from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.conftest import SIE
from tests.ledger_files import sie_file

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.queries import follow_up
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.balances import balances_document
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_lines import ProfileKind
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.periods import Month

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User
    from roder.domain.followup_rows import FollowUpRow

pytestmark = pytest.mark.django_db
KEY = "2120000159"
KEYS = {
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


def organise(karin: User, profile: ProfileKind = ProfileKind.FLAT) -> None:
    bodies = [
        Body("100", "Council", BodyKind.COUNCIL, prefixes=("10",)),
        Body("400", "Preschools", BodyKind.COMMITTEE, "100", ("41",)),
        Body("411", "Centre", BodyKind.UNIT, "400", ("4110",)),
        Body("500", "Elderly", BodyKind.COMMITTEE, "100", ("42",)),
    ]
    assert replace_organisation(KEY, bodies, acting_user=karin) == []
    rows = [FrameRow("400", 1200_00, "", profile), FrameRow("500", 0, "", profile)]
    set_frames(KEY, 2018, rows, acting_user=karin)


FEBRUARY = Month(2018, 2)


def row(unit: str, month: Month = FEBRUARY) -> FollowUpRow:
    return next(each for each in follow_up(month).rows if each.unit == unit)


def test_a_committee_is_its_frame_to_date_beside_its_postings_to_date(home: Path, karin: User) -> None:
    organise(karin)
    vouchers = [("20180131", "4110", 100), ("20180228", "4120", 150), ("20180315", "4110", 999)]
    import_file(sie_file(home, vouchers), acting_user=karin)
    found = row("400")
    assert (found.year_budget_ore, found.budget_to_date_ore) == (-1200_00, -200_00)
    assert (found.outturn_to_date_ore, found.variance_to_date_ore) == (-250_00, -50_00)
    assert (found.forecast_ore, found.forecast_variance_ore) == (-1250_00, -50_00)
    assert found.last_year_to_date_ore is None
    assert row("100").outturn_to_date_ore == 0
    assert row("500").year_budget_ore == 0


def test_last_year_stands_beside_and_can_shape_the_budget(home: Path, karin: User) -> None:
    organise(karin, ProfileKind.LAST_YEAR)
    before = [("20170131", "4110", 300), ("20171231", "4110", 100)]
    import_file(sie_file(home, before, year=2017, file_name="a.se"), acting_user=karin)
    import_file(sie_file(home, [("20180131", "4110", 800)]), acting_user=karin)
    found = row("400", Month(2018, 1))
    assert found.budget_to_date_ore == -900_00
    assert found.last_year_to_date_ore == -300_00


def test_a_profile_of_a_missing_last_year_falls_back_to_flat(home: Path, karin: User) -> None:
    organise(karin, ProfileKind.LAST_YEAR)
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    assert row("400", Month(2018, 1)).budget_to_date_ore == -100_00


def test_what_carries_no_committee_stands_under_the_organisation(home: Path, karin: User) -> None:
    organise(karin)
    import_file(sie_file(home, [("20180131", "9999", 77), ("20180131", "4110", 1)]), acting_user=karin)
    rest = row("212000-0159")
    assert (rest.name, rest.outturn_to_date_ore, rest.year_budget_ore) == ("Testkommun", -77_00, None)
    table = follow_up(Month(2018, 1))
    assert table.total.outturn_to_date_ore == -78_00
    assert "rows_without_budget" in table.notes


def test_a_companys_file_stands_under_its_own_name(home: Path, karin: User) -> None:
    import_file(SIE / "typ4.se", acting_user=karin)
    (only,) = follow_up(Month(2012, 12)).rows
    assert (only.name, only.outturn_to_date_ore) == ("Övningsföretaget AB", -2_807_388)


def test_units_have_the_ledgers_own_budget(home: Path, karin: User) -> None:
    organise(karin)
    budget = "".join(
        f'#PBUDGET 0 2018{month:02d} 5020 {{1 "{code}"}} 10\n'
        for month in range(1, 13)
        for code in ("4110", "4120")
    ) + "".join(f"#PBUDGET 0 2018{month:02d} 5020 {{}} 20\n" for month in range(1, 13))
    import_file(sie_file(home, [("20180131", "4110", 15)], extra=budget), acting_user=karin)
    (unit,) = follow_up(Month(2018, 2), unit="400").rows
    assert (unit.unit, unit.year_budget_ore, unit.budget_to_date_ore) == ("411", -120_00, -20_00)
    lines = follow_up(Month(2018, 2), unit="411").rows
    assert [(line.unit, line.outturn_to_date_ore) for line in lines] == [("personnel", -15_00)]


def test_an_unmapped_account_is_counted_in_a_row_of_its_own(home: Path, karin: User) -> None:
    organise(karin)
    extra = '#KONTO 0500 "Okänt"\n#KTYP 0500 K\n#VER Z 1 20180115\n{\n#TRANS 0500 {1 "4110"} 5\n#TRANS 1930 {} -5\n}\n'
    import_file(sie_file(home, [("20180131", "4110", 1)], extra=extra), acting_user=karin)
    table = follow_up(Month(2018, 1), unit="411")
    assert ("unmapped", -5_00) in [(line.unit, line.outturn_to_date_ore) for line in table.rows]
    assert "unmapped_accounts" in table.notes
    assert row("400", Month(2018, 1)).outturn_to_date_ore == -6_00


def test_months_without_a_ledger_say_so(home: Path, karin: User) -> None:
    assert follow_up(Month(2018, 8)).notes == ("no_ledger",)
    organise(karin)
    import_file(sie_file(home, [("20180131", "4110", 1)]), acting_user=karin)
    assert "ledger_ends_early" in follow_up(Month(2018, 8)).notes
    kinds = [follow_up(Month(2018, number)).kind for number in (1, 2, 8)]
    assert kinds == ["none", "monthly", "tertial"]


def test_an_unknown_unit_and_a_bad_month_are_refused(home: Path, karin: User) -> None:
    organise(karin)
    with pytest.raises(UnknownUnitError):
        follow_up(Month(2018, 1), unit="nix")
    with pytest.raises(CommandError, match="nix"):
        call_command("followup", "show", "--period", "2018-01", "--unit", "nix")


def test_the_document_keeps_its_contract(home: Path, karin: User, capsys: pytest.CaptureFixture[str]) -> None:
    organise(karin)
    import_file(sie_file(home, [("20180131", "4110", 1)]), acting_user=karin)
    call_command("followup", "show", "--period", "2018-08", "--json")
    document = json.loads(capsys.readouterr().out)
    assert (document["period"], document["kind"]) == ("2018-08", "tertial")
    assert set(document["rows"][0]) >= KEYS
    assert set(document["total"]) >= KEYS
    call_command("followup", "show", "--period", "2018-08")
    assert "Preschools" in capsys.readouterr().out


codes = st.sampled_from(["1010", "4110", "4120", "4200", "9999", ""])
days = st.integers(1, 12).map(lambda month: f"2018{month:02d}15")


@examples(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(days, codes, st.integers(-(10**9), 10**9)), min_size=1, max_size=12))
def test_the_rows_always_sum_to_the_result_of_the_ledger(
    home: Path, karin: User, vouchers: list[tuple[str, str, int]]
) -> None:
    organise(karin)
    import_file(sie_file(home, vouchers), acting_user=karin)
    table = follow_up(Month(2018, 12))
    assert table.total.outturn_to_date_ore == -balances_document(2018, "account")["result_ore"]
    assert sum(each.outturn_to_date_ore for each in table.rows) == table.total.outturn_to_date_ore
