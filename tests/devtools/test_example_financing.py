"""The example's rounds give every line of the nine printed columns within a million kronor (DOMAIN 6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.financing_queries import named_sheet
from roder.apps.financing.models import FinancingInput
from roder.apps.financing.models import StatedLine
from roder.apps.financing.queries import rounds
from roder.devtools.building_budget_versions import adopt_budget_versions
from roder.devtools.building_budget_versions import build_budget_versions
from roder.devtools.building_financing import build_financing
from roder.devtools.example.data_files import read_rows
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_rules import reckoned_keys
from roder.domain.money import ORE_PER_UNIT

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

KEY = "2120000159"
COLUMNS = {
    "bokslut_2016": ("Bokslut 2016", 2016),
    "bokslut_2017": ("Bokslut 2017", 2017),
    "budget_2017": ("Budget 2017", 2017),
    "budget_2018": ("Budget 2018–2020", 2018),
    "plan_2019": ("Budget 2018–2020", 2019),
    "plan_2020": ("Budget 2018–2020", 2020),
    "later_budget_2019": ("Budget 2019–2021", 2019),
    "later_budget_2020": ("Budget 2019–2021", 2020),
    "later_budget_2021": ("Budget 2019–2021", 2021),
}
STATED_IN_BUDGETS = {"settlement_previous_year"}


def test_nine_columns_come_out_line_by_line_and_sums_are_nowhere_typed(home: Path, karin: User) -> None:
    said: list[str] = []
    for _time in range(2):
        build_financing(KEY, [karin], said.append)
    assert len(said) == rounds(KEY).count() == 7
    for column, (name, year) in COLUMNS.items():
        named = named_sheet(KEY, name)
        assert named is not None
        for row in read_rows("financing_mnkr.csv"):
            found = named.sheet.amount_ore(row["line"], year)
            if row[column] == "":
                assert found is None, (column, row["line"])
                continue
            assert found is not None, (column, row["line"])
            assert abs(found - int(row[column]) * ORE_PER_UNIT["mnkr"]) <= ORE_PER_UNIT["mnkr"], (column, row)
    assert not [line for line in StatedLine.objects.all() if sheet_line(line.key).is_total]
    reckoned = set(reckoned_keys()) - STATED_IN_BUDGETS
    stated = StatedLine.objects.exclude(financing_round__name__startswith="Bokslut").values_list(
        "key", flat=True
    )
    assert not reckoned.intersection(stated)
    assert not FinancingInput.objects.filter(source="").exists()


def test_the_budget_versions_rest_on_the_rounds_and_give_the_same_columns(home: Path, karin: User) -> None:
    build_financing(KEY, [karin], print)
    build_budget_versions(KEY, [karin], print)
    adopt_budget_versions(KEY, [karin], print)
    columns = {
        "bokslut_2016": ("Bokslut 2016", 2016),
        "bokslut_2017": ("Bokslut 2017", 2017),
        "budget_2017": ("Mål och budget 2017", 2017),
        "budget_2018": ("Mål och budget 2018", 2018),
        "plan_2019": ("Mål och budget 2018", 2019),
        "plan_2020": ("Mål och budget 2018", 2020),
    }
    for column, (name, year) in columns.items():
        named = named_sheet(KEY, name)
        assert named is not None
        assert named.version is not None
        for row in read_rows("financing_mnkr.csv"):
            found = named.sheet.amount_ore(row["line"], year)
            expected = int(row[column] or 0) * ORE_PER_UNIT["mnkr"]
            assert abs((found or 0) - expected) <= ORE_PER_UNIT["mnkr"], (column, row)
