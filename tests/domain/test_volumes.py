from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.worked_tables import worked_table

from roder.domain.volumes import VolumeBook
from roder.domain.volumes import VolumeFact
from roder.domain.volumes import VolumeRowKind as Kind
from roder.domain.volumes import by_body
from roder.domain.volumes import reconciliation
from roder.domain.volumes import volume_changes

TKR = 100_000
DAY = date(2019, 2, 15)


def price(kronor: str, year: int = 2018, body: str = "") -> VolumeFact:
    return VolumeFact(Kind.PRICE, year, "preschool", body, amount_ore=int(kronor) * 100)


def volume(number: str, year: int, body: str = "A") -> VolumeFact:
    return VolumeFact(Kind.VOLUME, year, "preschool", body, Decimal(number))


def count(number: str, months: int, body: str = "A", day: date = DAY) -> VolumeFact:
    return VolumeFact(Kind.MEASURED, 2019, "preschool", body, Decimal(number), measured_on=day, months=months)


def people(number: str, low: int, high: int, year: int = 2019) -> VolumeFact:
    return VolumeFact(Kind.POPULATION, year, number=Decimal(number), age_from=low, age_to=high)


def use(percent: str, low: int, high: int, year: int = 2018) -> VolumeFact:
    return VolumeFact(Kind.USE, year, "preschool", number=Decimal(percent), age_from=low, age_to=high)


def share(percent: str, body: str = "A", year: int = 2018) -> VolumeFact:
    return VolumeFact(Kind.SHARE, year, "preschool", body, Decimal(percent))


def test_need_and_parts_follow_the_worked_table() -> None:
    for numbers, uses, need, part, expected in worked_table("volumes", "people"):
        rows = [share(part)]
        for place, (number, percent) in enumerate(zip(numbers.split(), uses.split(), strict=True)):
            rows += [people(number, 1 + place, 1 + place), use(percent, 1 + place, 1 + place)]
        book = VolumeBook(rows)
        assert book.need("preschool", 2019) == Decimal(need)
        assert book.volume("preschool", "A", 2019) == Decimal(expected)


def test_changes_follow_the_worked_table() -> None:
    for kronor, before, after, expected in worked_table("volumes", "price kr"):
        book = VolumeBook([price(kronor), volume(before, 2018), volume(after, 2019)])
        (found,) = volume_changes(book, 2019, TKR)
        assert found.amount_ore == int(expected) * TKR


def test_corrections_follow_the_worked_table() -> None:
    for kronor, budgeted, counted, months, correction in worked_table("volumes", "user price kr"):
        expected = int(correction)
        book = VolumeBook([price(kronor), volume(budgeted, 2019), count(counted, int(months))])
        (found,) = reconciliation(book, 2019, TKR)
        assert (found.amount_ore, found.budgeted) == (expected * TKR, Decimal(budgeted))
        assert by_body([found]) == {"A": expected * TKR}


def test_ages_must_meet_edge_to_edge_else_the_need_is_unknown() -> None:
    whole = [people("10", 1, 3), people("20", 4, 5)]
    assert VolumeBook([*whole, use("50", 1, 5)]).need("preschool", 2019) == 15
    for rows in ([], whole[:1], whole[1:], [people("10", 1, 2), whole[1]], [people("10", 0, 5)]):
        assert VolumeBook([*rows, use("50", 1, 5)]).need("preschool", 2019) is None
    assert VolumeBook(whole).need("preschool", 2019) is None
    assert VolumeBook([people("3", 90, 120)]).people(2019, 90, 120) == 3


def test_what_is_dated_holds_until_a_later_row_and_a_body_may_have_its_own_price() -> None:
    rows = [price("100"), price("120", 2020), price("90", 2019, "B"), share("60"), share("70", year=2020)]
    book = VolumeBook([*rows, people("10", 1, 5), use("50", 1, 5), use("80", 1, 5, 2019)])
    assert [book.price_ore("preschool", "A", year) for year in (2017, 2018, 2020)] == [None, 10_000, 12_000]
    assert book.price_ore("preschool", "B", 2021) == 9_000
    assert book.need("preschool", 2019) == 8
    assert book.share_sums(2019) == {"preschool": Decimal(60)}
    assert book.share_sums(2017) == {}
    assert book.volume("preschool", "C", 2019) is None
    assert book.keys == ["preschool"]


def test_the_parts_of_a_key_sum_to_its_whole_and_what_is_unknown_is_left_out() -> None:
    rows = [price("333")]
    for body in "ABC":
        rows += [volume("1", 2018, body), volume("2", 2019, body)]
    rows += [volume("5", 2019, "D"), VolumeFact(Kind.VOLUME, 2019, "other", "A", Decimal(1))]
    found = volume_changes(VolumeBook(rows), 2019, TKR)
    assert [each.amount_ore for each in found] == [TKR, 0, 0]
    assert VolumeBook(rows).keys == ["preschool", "other"]
    assert not reconciliation(VolumeBook([count("5", 6)]), 2019, TKR)
    assert not reconciliation(VolumeBook([volume("5", 2019), count("5", 6)]), 2019, TKR)
