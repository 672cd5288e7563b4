from __future__ import annotations

from roder.domain.bridge_faults import frame_faults
from roder.domain.bridge_faults import line_faults
from roder.domain.bridge_faults import technical_faults
from roder.domain.bridge_reckoning import BridgeLine
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import VersionLine
from roder.domain.frame_changes import YearBodies
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind

BODIES = [Body("A", "Committee", BodyKind.COMMITTEE), Body("A1", "Unit", BodyKind.UNIT, "A")]


def line(year: int, body: str, step: str, grant: int) -> VersionLine:
    return VersionLine(year, BudgetSection.FRAME, -grant, body=body, change_group=step)


def test_a_transfer_with_one_side_is_a_fault_that_names_the_sum() -> None:
    lines = [line(2019, "A", "technical", -4000 * 100), line(2019, "B", "technical", 3000 * 100)]
    (fault,) = technical_faults(lines, [2019, 2020])
    assert fault.values == {"year": 2019, "sum": "-1000.00"}
    assert "-1000.00" in fault.message("sv")


def test_a_frame_may_be_zero_and_never_less() -> None:
    lines = [line(2019, "A", "last_frame", 100), line(2019, "A", "technical", -100)]
    assert not frame_faults(lines, [2019])
    less = [*lines, line(2019, "A", "saving", -1)]
    (fault,) = frame_faults(less, [2019])
    assert fault.refuses
    assert fault.values["body"] == "A"
    assert frame_faults(less, [2019], {"A": "Committee"})[0].values["body"] == "Committee"


def test_a_typed_line_says_what_it_is_for_of_a_year_and_of_a_body_that_holds_a_frame() -> None:
    bodies = YearBodies(BODIES, 2019)
    cases = [
        (BridgeLine("A", 2019, ChangeGroup.LAST_FRAME, 1, "As decided"), []),
        (BridgeLine("A", 2019, ChangeGroup.SAVING, 1, " "), ["bridge_text_missing"]),
        (BridgeLine("A", 2022, ChangeGroup.SAVING, 1, "Less"), ["bridge_year_outside"]),
        (BridgeLine("A", 2021, ChangeGroup.LAST_FRAME, 1, "Less"), ["bridge_last_frame_chained"]),
        (BridgeLine("A1", 2019, ChangeGroup.SAVING, 1, "Less"), ["frame_body_holds_none"]),
        (BridgeLine("B", 2019, ChangeGroup.SAVING, 1, "Less"), ["frame_body_unknown"]),
    ]
    for typed, codes in cases:
        assert [fault.code for fault in line_faults(typed, 2019, bodies)] == codes
