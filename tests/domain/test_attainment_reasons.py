from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.worked_tables import worked_table

from roder.domain.attainment import Attainment
from roder.domain.attainment import AttainmentStatus
from roder.domain.attainment import DataState
from roder.domain.attainment import TargetValue
from roder.domain.attainment import attainment
from roder.domain.attainment_reasons import why
from roder.domain.indicators import Direction
from roder.domain.indicators import TargetKind

DUE = date(2019, 3, 31)


def number(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


@pytest.mark.parametrize(
    ("value", "target", "direction", "english", "swedish"),
    [
        (
            "-1234.50",
            TargetValue(TargetKind.KEEP, Decimal(-100)),
            Direction.UP,
            (
                "−1,234.5 misses the target of at least −100."
                " A share of a negative target means nothing, so there is no ratio."
            ),
            (
                "−1\u00a0234,5 når inte målvärdet minst −100."
                " En andel av ett negativt målvärde betyder ingenting, så kvot saknas."
            ),
        ),
        (
            "0",
            TargetValue(TargetKind.REACH, Decimal(0)),
            Direction.DOWN,
            "0 meets the target of at most 0. A share of zero means nothing, so there is no ratio.",
            "0 når målvärdet högst 0. En andel av noll betyder ingenting, så kvot saknas.",
        ),
        (
            "4.4",
            TargetValue(TargetKind.RANGE, Decimal(2), Decimal(4)),
            Direction.INTERVAL,
            "4.4 misses the target of 2 to 4, but is within 1.8 to 4.4, the limit for nearly there.",
            "4,4 når inte målvärdet 2 till 4 men ligger inom 1,8 till 4,4, gränsen för nästan uppnått.",
        ),
        (
            "150",
            TargetValue(TargetKind.REACH, Decimal(100)),
            Direction.INTERVAL,
            "150 misses the target of just 100, and 90 to 110, the limit for nearly there.",
            "150 når inte målvärdet 100 och inte heller 90 till 110, gränsen för nästan uppnått.",
        ),
    ],
)
def test_the_sentence_says_value_target_and_limit(
    value: str, target: TargetValue, direction: Direction, english: str, swedish: str
) -> None:
    found = attainment(Decimal(value), DataState.THERE, target, direction)
    reason = why(found, Decimal(value), target, direction, DUE)
    assert (reason.text("en"), reason.text("sv")) == (english, swedish)


def test_without_a_value_the_sentence_says_why() -> None:
    texts = {
        status: why(Attainment(status), None, None, Direction.UP, DUE).text("en")
        for status in AttainmentStatus
    }
    assert texts[AttainmentStatus.NO_TARGET] == "No target is set."
    assert texts[AttainmentStatus.NOT_DUE] == "A value is expected by 2019-03-31."
    assert texts[AttainmentStatus.LATE] == "A value was expected by 2019-03-31 and has not come."
    assert texts[AttainmentStatus.MISSING] == "There is no value at the source."
    assert "so small" in texts[AttainmentStatus.HIDDEN]


@pytest.mark.parametrize("row", worked_table("attainment", "case"), ids=lambda row: row[0])
def test_every_worked_case_has_a_sentence_that_fits_its_status(row: list[str]) -> None:
    _, direction, kind, value, upper, limit, found, status, _ratio = row
    target = TargetValue(TargetKind(kind), Decimal(value), number(upper), number(limit)) if kind else None
    result = attainment(number(found), DataState.THERE, target, Direction(direction))
    text = why(result, number(found), target, Direction(direction), DUE).english
    words = {"met": " meets ", "near": " but is within ", "missed": " misses ", "no_target": "No target"}
    assert words[status] in text
