"""A table of financing comes in as docs/formats/financing.md says, and goes out as it came in."""

from __future__ import annotations

from decimal import Decimal

from roder.domain.financing_parameters import InputUnit
from roder.formats.tabular.financing_names import input_scale
from roder.formats.tabular.financing_names import key_meant
from roder.formats.tabular.financing_table import FINANCING_FIELDS
from roder.formats.tabular.financing_table import FinancingRow
from roder.formats.tabular.financing_table import read_financing
from roder.formats.tabular.financing_table import write_financing
from roder.formats.tabular.mapping import parse_mapping

FORECAST = """\
Post;Enhet;Utfall 2018;Prognos 2019;Källa
Skatteunderlag;mnkr;17 630;18 300,5;SKR
Uppräkningsfaktor 1;procent;4,4;3,5;SKR
Skattesats;%;20,15;20,15;KF
Invånare 1 november året före;antal;95 800;97 000;SCB
Kostnadsutjämning;kr/inv;3320;;SCB
Kommunal fastighetsavgift;tkr;152 000,5;;
bidrag;;;;
Summa skatter och bidrag;mnkr;5685;;
Rubrik;;;;
"""


def test_a_forecast_with_years_as_columns_comes_in() -> None:
    table = read_financing(FORECAST.encode())
    assert not table.problems
    found = {(row.key, row.year): row.value for row in table.rows}
    assert found[("tax_base", 2019)] == Decimal(18_300_500_000)
    assert found[("uplift_1", 2018)] == Decimal("1.044")
    assert found[("tax_rate", 2018)] == Decimal("20.15")
    assert found[("cost_equalisation_per_inhabitant", 2018)] == 3320
    assert found[("property_fee", 2018)] == 15_200_050_000
    assert ("property_fee", 2019) not in found
    assert [(row.key, row.value) for row in table.totals] == [("total_revenue", Decimal(568_500_000_000))]
    assert {row.source for row in table.rows if row.key == "tax_base"} == {"SKR"}


def test_every_fault_of_a_row_is_listed_with_its_line() -> None:
    text = (
        "Nyckel;Post;Enhet;2019\n"
        ";Skat;;1\n"
        ";Skattesats;;tjugo\n"
        ";Skattesats;;20\n"
        ";Invånare;tkr;5\n"
        ";Ränteintäkter;faktor;5\n"
        "grant;Fler händer;mnkr;0,123456789\n"
    )
    table = read_financing(text.encode())
    assert [(fault.line, fault.code) for fault in table.problems] == [
        (2, "financing_row_unknown"),
        (3, "financing_not_a_number"),
        (4, "financing_row_twice"),
        (5, "financing_unit_unknown"),
        (6, "financing_unit_unknown"),
        (7, "financing_rounded"),
    ]
    assert table.refused
    assert [(row.key, row.label, row.value) for row in table.rows] == [
        ("grant_flerhander", "Fler händer", Decimal(12_345_679))
    ]
    assert [fault.code for fault in read_financing(b"Post;Enhet\nSkattesats;%\n").problems] == [
        "financing_no_years"
    ]


def test_a_mapping_names_the_years_by_column_and_the_unit() -> None:
    mapping, faults = parse_mapping(
        '[source]\nheader = false\n[columns]\nname = 1\n2019 = 2\n[amount]\nunit = "mnkr"', FINANCING_FIELDS
    )
    assert not faults
    table = read_financing("Allmän kommunalskatt;3986\n".encode(), mapping)
    assert [(row.key, row.year, row.value) for row in table.rows] == [
        ("municipal_tax", 2019, Decimal(398_600_000_000))
    ]


def test_what_goes_out_comes_in_again() -> None:
    rows = [
        FinancingRow("tax_base", 2018, Decimal(17_630_000_000), source="SKR"),
        FinancingRow("tax_base", 2019, Decimal("18300500000.25"), source="SKR, augusti"),
        FinancingRow("uplift_1", 2018, Decimal("1.04400001"), source="SKR"),
        FinancingRow("county_grant_rate", 2018, Decimal("0.189")),
        FinancingRow("regulation_per_inhabitant", 2018, Decimal(-31)),
        FinancingRow("interest_cost", 2018, Decimal(-18_800_000_001), source="Bokslut"),
        FinancingRow("grant_flerhander", 2018, Decimal(100), "Fler händer"),
    ]
    for as_workbook in (False, True):
        written = write_financing(rows, as_workbook=as_workbook)
        table = read_financing(written.content, written.mapping)
        assert not table.problems
        found = {(row.key, row.year): (row.value, row.label, row.source) for row in table.rows}
        assert found == {(row.key, row.year): (row.value, row.label, row.source) for row in rows}
        assert len(read_financing(written.content).rows) == len(rows)


def test_units_fit_what_they_count() -> None:
    one = (Decimal(1), Decimal(0))
    assert input_scale(InputUnit.KRONOR, "", "mnkr") == (Decimal(1_000_000), Decimal(0))
    assert input_scale(InputUnit.KRONOR, "faktor", "kr") is None
    assert input_scale(InputUnit.RATE, "procent", "kr") == (Decimal("0.01"), Decimal(0))
    assert input_scale(InputUnit.PERCENT, "%", "kr") == one
    assert input_scale(InputUnit.INHABITANTS, "personer", "kr") == one
    assert input_scale(InputUnit.INHABITANTS, "procent", "kr") is None
    assert input_scale(InputUnit.PER_INHABITANT, "kr", "mnkr") == one
    assert input_scale(InputUnit.PER_INHABITANT, "tkr", "kr") is None
    assert key_meant("grant_abc", "", "") == "grant_abc"
    assert key_meant("tax_rate", "whatever", "") == "tax_rate"
    assert key_meant("nonsense", "Skattesats", "") == ""
