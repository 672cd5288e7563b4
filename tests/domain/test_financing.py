"""The rules of financing are those of docs/algorithms/financing.md."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from importlib import resources

import pytest
from tests.worked_tables import worked_table

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.equalisation import CountyRates
from roder.domain.equalisation import cost_equalisation_ore
from roder.domain.equalisation import income_equalisation_ore
from roder.domain.equalisation import introduction_grant_ore
from roder.domain.equalisation import rate_of_share
from roder.domain.equalisation import regulation_per_inhabitant
from roder.domain.financing_parameters import FinancingParameterMissingError
from roder.domain.financing_parameters import InputUnit
from roder.domain.financing_parameters import SheetSection
from roder.domain.financing_parameters import dated_rate
from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_line
from roder.domain.financing_parameters import sheet_lines
from roder.domain.financing_rounds import input_faults
from roder.domain.financing_rounds import line_faults
from roder.domain.financing_rounds import naming_faults
from roder.domain.financing_rounds import removal_faults
from roder.domain.financing_rounds import writing_faults
from roder.domain.financing_rules import InputValue
from roder.domain.financing_rules import reckon_line
from roder.domain.financing_sheet import NET_COST
from roder.domain.financing_sheet import AmountOrigin
from roder.domain.financing_sheet import SheetCell
from roder.domain.financing_sheet import StatedAmount
from roder.domain.financing_sheet import cells_of_lines
from roder.domain.financing_sheet import reckon
from roder.domain.financing_sheet import sheet_of
from roder.domain.tax_revenue import preliminary_tax_ore
from roder.domain.tax_revenue import property_fee_ore
from roder.domain.tax_revenue import settlement_difference_ore
from roder.domain.tax_revenue import uplifted_tax_base


def decimals(*cells: str) -> list[Decimal]:
    return [Decimal(cell) for cell in cells]


def number(cell: str) -> int | None:
    return None if cell == "-" else int(cell)


def test_tax_settlement_and_property_fee_are_those_of_the_page() -> None:
    for case, *cells, ore in worked_table("financing", "tax: case"):
        base, first, second, rate = decimals(*cells)
        assert preliminary_tax_ore(uplifted_tax_base(base, first, second), rate) == int(ore), case
    for case, *cells, ore in worked_table("financing", "settlement: case"):
        assert settlement_difference_ore(*decimals(*cells)) == int(ore), case
    for case, *cells, ore in worked_table("financing", "property fee: case"):
        assert property_fee_ore(*decimals(*cells)) == int(ore), case


def test_income_equalisation_is_that_of_the_page() -> None:
    for case, *cells, ore in worked_table("financing", "income equalisation: case"):
        own, power, inhabitants, guarantee, grant, fee = decimals(*cells[:6])
        low = [None if cell == "-" else Decimal(cell) for cell in cells[6:]]
        rates = CountyRates(grant, fee, *low)
        assert income_equalisation_ore(own, power, inhabitants, guarantee, rates) == int(ore), case
    for grant_rate, grant_share, share, rate in worked_table("financing", "county: grant rate"):
        assert rate_of_share(*decimals(grant_rate, grant_share, share)) == Decimal(rate)


def test_the_other_parts_of_equalisation_are_those_of_the_page() -> None:
    for case, *cells, ore in worked_table("financing", "cost equalisation: case"):
        assert cost_equalisation_ore(*decimals(*cells)) == int(ore), case
    for case, *cells, each in worked_table("financing", "regulation: case"):
        assert regulation_per_inhabitant(*decimals(*cells)) == Decimal(each), case
    for case, loss, inhabitants, step, year, ore in worked_table("financing", "introduction: case"):
        found = introduction_grant_ore(*decimals(loss, inhabitants, step), years_since_first=int(year) - 2020)
        assert found == int(ore), case


def test_the_sheet_adds_as_the_page_says() -> None:
    keys = ("operations", "depreciation", "municipal_tax", "grant_own", "interest_income")
    for case, *cells in worked_table("financing", "sheet: case"):
        given = {
            key: SheetCell(ore, AmountOrigin.STATED)
            for key, cell in zip(keys, cells[:5], strict=True)
            if (ore := number(cell)) is not None
        }
        found = sheet_of({2018: given}, {"grant_own": "Own grant"})
        sums = [
            found.amount_ore(key, 2018)
            for key in (NET_COST, "total_revenue", "net_financial_items", "result")
        ]
        assert sums == [number(cell) for cell in cells[5:9]], case
        assert str(found.share(2018) or "-") == cells[9], case


def test_rounds_are_refused_what_the_page_says() -> None:
    for case, locked, _versions, key, value, line, faults in worked_table("financing", "round: case"):
        found = writing_faults(is_locked=locked == "yes")
        found += input_faults(2018, key, Decimal(value)) if key != "-" else line_faults(2018, line)
        assert [fault.code for fault in found] == ([] if faults == "-" else faults.split()), case
    for case, locked, versions, faults in worked_table("financing", "removing: case"):
        found = removal_faults(is_locked=locked == "yes", versions=int(versions))
        assert [fault.code for fault in found] == ([] if faults == "-" else faults.split()), case
    assert [fault.code for fault in naming_faults(" ", [])] == ["financing_round_without_name"]
    assert naming_faults("Juni", ["Maj"]) == []
    assert [fault.code for fault in input_faults(18, "tax_rate", Decimal(20))] == ["financing_year_outside"]


def test_a_missing_rate_names_its_file_and_year() -> None:
    with pytest.raises(FinancingParameterMissingError, match=r"1995.*financing_rates\.toml") as refusal:
        dated_rate("guarantee_level", 1995)
    assert (refusal.value.key, refusal.value.year) == ("guarantee_level", 1995)
    assert dated_rate("fee_low_share", 2019).value == Decimal("0.60")
    with pytest.raises(FinancingParameterMissingError):
        dated_rate("fee_low_share", 2020)
    assert not dated_rate("county_grant_rate", 2018).is_certain


def inputs(**given: str) -> dict[str, InputValue]:
    return {key: InputValue(Decimal(value), "SKR") for key, value in given.items()}


def test_a_line_says_what_it_used_and_what_follows_from_what() -> None:
    given = inputs(tax_base="16708000000", uplift_1="1.05", uplift_2="1.052", tax_rate="20.15")
    found = reckon_line("municipal_tax", 2017, given)
    assert found is not None
    assert [(each.key, each.is_derived) for each in found.inputs] == [
        ("tax_base", False),
        ("uplift_1", False),
        ("uplift_2", False),
        ("uplifted_tax_base", True),
        ("tax_rate", False),
    ]
    assert found.inputs[0].source == "SKR"
    del given["uplift_2"], given["tax_rate"]
    part = reckon_line("municipal_tax", 2017, given)
    assert part is not None
    assert (part.amount_ore, part.missing) == (None, ("uplift_2", "tax_rate"))
    assert reckon_line("municipal_tax", 2017, inputs(tax_rate="20.15")) is None
    assert reckon_line("interest_cost", 2017, given) is None
    assert sheet_of({2017: reckon(given, [], 2017)}).amount_ore("total_revenue", 2017) is None


def test_income_equalisation_takes_national_rates_and_says_that_one_is_uncertain() -> None:
    given = inputs(
        uplifted_tax_base="1800", country_tax_base="4000", country_inhabitants="20", inhabitants="10"
    )
    found = reckon_line("income_equalisation", 2017, given)
    assert found is not None
    assert found.amount_ore == 9450
    assert [each.key for each in found.inputs if not each.is_certain] == ["county_grant_rate"]
    rich = reckon_line("income_equalisation", 2017, given | inputs(uplifted_tax_base="2700"))
    plain = reckon_line("income_equalisation", 2020, given | inputs(uplifted_tax_base="2700"))
    own = reckon_line(
        "income_equalisation", 2020, given | inputs(uplifted_tax_base="2700", county_fee_rate="0.2")
    )
    assert rich is not None
    assert plain is not None
    assert own is not None
    assert (rich.amount_ore, plain.amount_ore, own.amount_ore) == (-5769, -6764, -8000)
    early = reckon_line("income_equalisation", 1995, given)
    assert early is not None
    assert early.missing == ("guarantee_level", "county_grant_rate")
    stated = inputs(guarantee_level="1.15", county_grant_rate="0.19", uplifted_tax_base="2700")
    feeless = reckon_line("income_equalisation", 1995, given | stated)
    assert feeless is not None
    assert feeless.missing == ("grant_share", "fee_share")


def test_every_other_line_has_its_rule() -> None:
    given = inputs(
        inhabitants="10",
        regulation_per_inhabitant="-3",
        structural_grant_per_inhabitant="2",
        lss_per_inhabitant="2300",
        settlement_per_inhabitant="-177",
        settlement_final_per_inhabitant="-200",
        settlement_booked_per_inhabitant="-250",
        inhabitants_two_years_before="9",
        property_fee_previous_year="100",
        property_fee_change="5",
        introduction_loss_per_inhabitant="600",
        structural_cost_per_inhabitant="53",
        country_structural_cost_per_inhabitant="50",
    )
    found = {key: cell.amount_ore for key, cell in reckon(given, [], 2021).items()}
    assert found == {
        "cost_equalisation": 3000,
        "regulation": -3000,
        "structural_grant": 2000,
        "introduction_grant": 100_000,
        "property_fee": 10_500,
        "lss_equalisation": 2_300_000,
        "settlement_previous_year": 45_000,
        "settlement_current_year": -177_000,
    }
    per_head = reckon_line("cost_equalisation", 2021, given | inputs(cost_equalisation_per_inhabitant="4"))
    assert per_head is not None
    assert per_head.amount_ore == 4000
    before = reckon_line("introduction_grant", 2018, given)
    assert before is not None
    assert before.missing == ("introduction_step",)


def test_what_is_stated_goes_before_what_is_reckoned_and_a_sum_is_never_stated() -> None:
    given = inputs(regulation_per_inhabitant="-3", inhabitants="10")
    stated = [StatedAmount("regulation", 7, source="Accounts"), StatedAmount("result", 99)]
    found = reckon(given, stated, 2018)
    assert (found["regulation"].amount_ore, found["regulation"].origin) == (7, AmountOrigin.STATED)
    assert sheet_of({2018: found}).amount_ore("result", 2018) is None


def test_lines_of_a_version_find_their_place() -> None:
    lines = [
        VersionLine(2018, BudgetSection.FRAME, -90, body="400"),
        VersionLine(2018, BudgetSection.CENTRAL, -3),
        VersionLine(2018, BudgetSection.DEPRECIATION, -5),
        VersionLine(2018, BudgetSection.INVESTMENT, 40),
        VersionLine(2018, BudgetSection.FINANCING, 100, line="municipal_tax"),
        VersionLine(2018, BudgetSection.FINANCING, 4, line="grant_hands", text="More hands"),
        VersionLine(2018, BudgetSection.FINANCING, 1, line="result"),
        VersionLine(2018, BudgetSection.FINANCIAL, 2),
        VersionLine(2019, BudgetSection.FRAME, -1),
    ]
    found = sheet_of({2018: cells_of_lines(lines, 2018)}, {"grant_hands": "More hands"})
    held = {row.line.key: row.amount_ore(2018) for row in found.rows if row.amount_ore(2018) is not None}
    assert held == {
        "operations": -93,
        "depreciation": -5,
        "net_operating_cost": -98,
        "municipal_tax": 100,
        "grant_hands": 4,
        "grant_result": 1,
        "total_revenue": 105,
        "financial_other": 2,
        "net_financial_items": 2,
        "result": 9,
    }
    names = [row.line.name_sv for row in found.rows]
    assert names.index("More hands") < names.index("Summa intäkter")
    assert str(found.share(2018, NET_COST)) == "93.3"


def test_lines_and_inputs_have_two_names_each_of_their_own() -> None:
    lines, definitions = sheet_lines(), input_definitions().values()
    keys = [line.key for line in lines]
    assert len(keys) == len(set(keys))
    assert not {line.key for line in lines} & {each.key for each in definitions}
    assert all(line.name_sv and line.name_en for line in lines)
    assert all(line.formula("sv") and line.formula("en") for line in lines if line.is_total)
    assert sheet_line("municipal_tax").name("en") == "Municipal tax"
    assert sheet_line("municipal_tax").formula("sv").startswith("Skatteunderlag")
    assert input_definitions()["tax_rate"].name("en") == "Tax rate"
    assert {each.unit for each in definitions} == set(InputUnit)
    assert {line.section for line in lines} == set(SheetSection)


def test_each_rate_says_where_it_was_read() -> None:
    text = resources.files("roder.domain.parameters").joinpath("financing_rates.toml").read_text("utf-8")
    for row in tomllib.loads(text)["rate"]:
        assert row["source"]
        assert row["dated"]
