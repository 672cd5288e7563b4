from __future__ import annotations

from datetime import date
from decimal import Decimal

from roder.domain.volumes import VolumeFact
from roder.domain.volumes import VolumeRowKind as Kind
from roder.formats.tabular.volume_table import read_volumes
from roder.formats.tabular.volume_table import write_volumes

HEAD = "Slag;År;Nyckel;Nämnd;Ålder;Värde;Mätdatum;Månader;Källa;Exempeldata\n"
FACTS = [
    VolumeFact(
        Kind.POPULATION, 2019, number=Decimal(1320), age_from=1, age_to=1, source="SCB", is_example=True
    ),
    VolumeFact(Kind.POPULATION, 2019, number=Decimal(700), age_from=90),
    VolumeFact(Kind.USE, 2018, "preschool", number=Decimal("84.5"), age_from=1, age_to=5),
    VolumeFact(Kind.PRICE, 2019, "Särskola", "300", amount_ore=41_200_050),
    VolumeFact(Kind.SHARE, 2018, "elderly_90", "500", Decimal("62.25")),
    VolumeFact(
        Kind.MEASURED, 2018, "preschool", "300", Decimal(5610), measured_on=date(2018, 2, 15), months=6
    ),
]


def test_what_goes_out_comes_in_unchanged_as_csv_and_as_a_workbook() -> None:
    for as_workbook in (False, True):
        table = read_volumes(write_volumes(FACTS, as_workbook=as_workbook).content)
        assert not table.refused
        assert [fact for _line, fact in table.rows] == FACTS
        assert [line for line, _fact in table.rows] == list(range(2, 8))


def test_each_fault_is_listed_with_its_line() -> None:
    rows = {
        "bad_choice": "gissning;2019;;;;5;;;;",
        "volume_year_unusable": "volym;19;förskola;300;;5;;;;",
        "volume_ages_unreadable": "befolkning;2019;;;småbarn;5;;;;",
        "volume_value_missing": "volym;2019;förskola;300;;..;;;;",
        "volume_price_parts": "prislapp;2019;förskola;;;5,001;;;;",
    }
    table = read_volumes((HEAD + "\n".join(rows.values()) + "\n").encode())
    assert [(fault.code, fault.line) for fault in table.problems] == [
        (code, line) for line, code in enumerate(rows, 2)
    ]
    assert table.refused
    assert not table.rows
