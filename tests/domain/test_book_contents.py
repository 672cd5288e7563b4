from __future__ import annotations

from dataclasses import replace

import pytest
from tests.worked_tables import worked_table

from roder.domain.book_contents import BookFacts
from roder.domain.book_contents import BookPart
from roder.domain.book_contents import PartState
from roder.domain.book_contents import checked_parts
from roder.domain.fees import FeeChange

EVERYTHING = BookFacts(
    2018,
    has_tax_rate=True,
    frames=1,
    financing_lines=1,
    has_balance=True,
    result_ore=1,
    financial_goals=1,
    activity_goals=1,
    guidelines=1,
    years=3,
    companies=1,
)
FACTS = {
    "nothing": BookFacts(2018),
    "everything": EVERYTHING,
    "everything but surplus": replace(EVERYTHING, result_ore=0),
    "everything but surplus, with reason": replace(EVERYTHING, result_ore=-5, has_imbalance_reason=True),
}


@pytest.mark.parametrize("row", worked_table("book-contents", "facts"))
def test_the_list_of_the_law(row: list[str]) -> None:
    found = checked_parts(replace(FACTS[row[0]], year=int(row[1])))
    shown = {PartState.MISSING: "{}", PartState.NOT_YET_REQUIRED: "({})"}
    assert (
        " ".join(
            shown[each.state].format(each.part.value) for each in found if each.state is not PartState.OK
        )
        == row[2]
    )


def test_each_part_has_the_paragraph_of_the_page() -> None:
    stated = {row[0]: row[1] for row in worked_table("book-contents", "part")}
    assert {each.part.value: each.paragraph for each in checked_parts(BookFacts(2018))} == stated
    assert set(stated) == {part.value for part in BookPart}


def test_a_fee_changes_by_tenths_of_a_percent() -> None:
    assert [
        FeeChange(*pair).per_mille
        for pair in ((1000, 1025), (1000, 1000), (2000, 1999), (None, 5), (5, None), (0, 5))
    ] == [
        25,
        0,
        -1,
        None,
        None,
        None,
    ]
    assert FeeChange(5, 7).change_ore == 2
