from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from roder.domain.frame_changes import YearBodies
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.volume_faults import fact_faults
from roder.domain.volume_faults import table_faults
from roder.domain.volumes import VolumeFact
from roder.domain.volumes import VolumeRowKind as Kind

PRICE = VolumeFact(Kind.PRICE, 2019, "preschool", amount_ore=100)
COUNT = VolumeFact(Kind.MEASURED, 2019, "preschool", "300", Decimal(5), measured_on=date(2019, 2, 15))


def test_each_row_must_say_what_its_kind_needs() -> None:
    cases = {
        "volume_key_missing": replace(PRICE, key=""),
        "volume_ages_unusable": replace(PRICE, age_from=9, age_to=3),
        "volume_negative": replace(PRICE, amount_ore=-1),
        "volume_percent_unusable": VolumeFact(Kind.USE, 2019, "preschool", number=Decimal(101)),
        "volume_body_missing": VolumeFact(Kind.SHARE, 2019, "preschool"),
        "volume_day_missing": replace(COUNT, measured_on=date(2018, 2, 15)),
        "volume_months_unusable": replace(COUNT, months=13),
    }
    for code, fact in cases.items():
        assert [fault.code for fault in fact_faults(fact)] == [code]
    assert not fact_faults(COUNT)
    assert not fact_faults(VolumeFact(Kind.POPULATION, 2019))


def test_a_table_says_each_thing_once_and_only_of_bodies_that_are() -> None:
    bodies = {2019: YearBodies([Body("300", "Education", BodyKind.COMMITTEE)], 2019)}
    rows = [(2, COUNT), (3, replace(COUNT, number=Decimal(9))), (4, replace(COUNT, body="999"))]
    found = [(fault.code, fault.line) for fault in table_faults(rows, bodies)]
    assert found == [("volume_row_twice", 3), ("volume_body_unknown", 4)]
    assert not table_faults([(2, PRICE)], {})
