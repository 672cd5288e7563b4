from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.worked_tables import worked_table

from roder.domain.bridge_faults import frame_faults
from roder.domain.bridge_faults import technical_faults
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import frames_of
from roder.domain.frame_bridge import CHANGES
from roder.domain.frame_bridge import STEPS
from roder.domain.frame_bridge import BodyBridge
from roder.domain.frame_bridge import YearBridge
from roder.domain.frame_bridge import bridge_of
from roder.domain.frame_bridge import chained_last_frames
from roder.domain.frame_bridge import footing
from roder.domain.frame_bridge import largest_steps

TKR = 100_000


def line(year: int, body: str, step: str, grant: int) -> VersionLine:
    return VersionLine(year, BudgetSection.FRAME, -grant, body=body, change_group=step)


def table_lines() -> list[VersionLine]:
    """Return the lines of the worked table as a person types them: last frames for the first year only."""
    lines = []
    for body, year, last, technical, index, saving, *_rest in worked_table("frame-bridge", "body"):
        steps = {"technical": technical, "index": index, "saving": saving}
        steps |= {"last_frame": last} if year == "2019" else {}
        lines += [line(int(year), body, step, int(tkr) * TKR) for step, tkr in steps.items() if tkr != "0"]
    return lines


def test_plan_years_build_on_the_year_before_as_in_the_worked_table() -> None:
    lines = table_lines()
    last_frames = chained_last_frames(lines, 2019)
    lines += [
        line(year, body, "last_frame", ore)
        for year, bodies in last_frames.items()
        for body, ore in bodies.items()
    ]
    for body, year, last, _technical, _index, _saving, frame, percent in worked_table("frame-bridge", "body"):
        found = bridge_of(lines, int(year)).of_body(body)
        assert (found.last_ore, found.frame_ore) == (int(last) * TKR, int(frame) * TKR)
        assert found.change_percent == Decimal(percent)
        assert frames_of(lines, int(year))[body] == found.frame_ore
    assert chained_last_frames(lines, 2019) == last_frames, "what was chained changes nothing"
    assert not technical_faults(lines, [2019, 2020]) + frame_faults(lines, [2019, 2020, 2021])


def test_what_was_nothing_has_no_percentage_and_shares_of_nothing_are_zero() -> None:
    nothing = bridge_of([line(2019, "A", "decision", 0)], 2019)
    assert nothing.of_body("A").change_percent is None
    assert nothing.shares() == [Decimal("0.0")]
    assert nothing.of_body("B").frame_ore == 0
    other_year = [VersionLine(2018, BudgetSection.FRAME, -1), VersionLine(2019, BudgetSection.CENTRAL, -1)]
    assert not bridge_of(other_year, 2019).bodies


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30))
def test_shares_sum_to_a_hundred(frames: list[int]) -> None:
    bridge = YearBridge(
        2019, tuple(BodyBridge(str(place), 2019, {"": ore}) for place, ore in enumerate(frames))
    )
    assert sum(bridge.shares()) == (100 if any(frames) else 0)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("AB"),
            st.integers(2019, 2021),
            st.sampled_from(STEPS),
            st.integers(-(10**9), 10**9),
        ),
        max_size=20,
    )
)
def test_the_total_of_each_step_is_the_sum_of_the_bodies(rows: list[tuple[str, int, str, int]]) -> None:
    lines = [line(year, body, step, grant) for body, year, step, grant in rows]
    for year in (2019, 2020, 2021):
        bridge = bridge_of(lines, year)
        assert bridge.total.frame_ore == sum(frames_of(lines, year).values())
        assert bridge.total.change_ore == sum(bridge.total.step_ore(step) for step in CHANGES)


def test_the_largest_steps_come_first_whatever_their_sign() -> None:
    bridge = bridge_of(
        [
            line(2019, "A", "last_frame", 900),
            line(2019, "A", "index", 5),
            line(2019, "B", "saving", -9),
            line(2019, "B", "volume", 5),
            line(2019, "B", "decision", 0),
        ],
        2019,
    )
    found = [(each.body, each.step, each.amount_ore) for each in largest_steps(bridge, 5)]
    assert found == [("B", "saving", -9), ("A", "index", 5), ("B", "volume", 5)]


def test_the_foot_agrees_as_in_the_worked_table() -> None:
    for row in worked_table("frame-bridge", "frames"):
        frames, central, depreciation, financing, financial, result = map(int, row)
        amounts = {
            BudgetSection.FRAME: -frames,
            BudgetSection.CENTRAL: -central,
            BudgetSection.DEPRECIATION: -depreciation,
            BudgetSection.FINANCING: financing,
            BudgetSection.FINANCIAL: financial,
            BudgetSection.INVESTMENT: -77,
        }
        foot = footing([VersionLine(2019, section, ore) for section, ore in amounts.items()], 2019)
        assert (foot.frames_ore, foot.result_ore) == (frames, result)
        assert foot.used_ore == foot.paid_ore == financing + financial
