"""The follow-up beside internal budgets in force: units, lines and months of theirs, the frame as the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.apps.internalbudgets.columns_world import COMPANY
from tests.apps.internalbudgets.columns_world import KEY
from tests.apps.internalbudgets.columns_world import YEAR
from tests.apps.internalbudgets.columns_world import example_lines
from tests.apps.internalbudgets.columns_world import flat
from tests.apps.internalbudgets.columns_world import make_in_force
from tests.apps.internalbudgets.columns_world import make_ledger
from tests.ledger_files import sie_file

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.followup.printing import notes_text
from roder.apps.followup.queries import follow_up
from roder.apps.followup.unit_pages import unit_page
from roder.apps.identity.queries import system_user
from roder.apps.internalbudgets.actions.columns import publish
from roder.apps.internalbudgets.models import InternalBudget
from roder.apps.ledger.actions.imports import import_file
from roder.domain.forecasting import ForecastMethod
from roder.domain.internal_budgets import InternalBudgetState
from roder.domain.internal_budgets import InternalLine
from roder.domain.internal_budgets import LinePlace
from roder.domain.periods import Month
from roder.domain.reach import THE_WHOLE

if TYPE_CHECKING:
    from pathlib import Path

    from roder.domain.followup_rows import FollowUpRow
    from roder.domain.followup_rows import FollowUpTable

pytestmark = pytest.mark.django_db
FEBRUARY = Month(YEAR, 2)
DIFFERS = "internal_budget_is_not_the_frame"


def rows_of(table: FollowUpTable) -> dict[str, FollowUpRow]:
    return {row.unit: row for row in table.rows}


def frame(ore: int) -> None:
    set_frames(KEY, YEAR, [FrameRow("300", ore)], acting_user=system_user())


def uneven(extra: int = 0) -> dict[str, list[InternalLine]]:
    """The example's lines, and one more of all its money in January."""
    line = InternalLine(LinePlace("3011", "5020", "9"), (-12_000 + extra, *(0,) * 11))
    lines = example_lines()
    return lines | {"3011": [*lines["3011"], line]}


def test_the_frame_is_the_year_and_the_months_are_those_of_the_internal_budget(home: Path) -> None:
    make_ledger(home)
    frame(27_600)
    make_in_force("300", uneven())
    table = follow_up(FEBRUARY)
    row = rows_of(table)["300"]
    assert (row.year_budget_ore, row.budget_to_date_ore) == (-27_600, -12_000 - 2 * 1_300)
    assert DIFFERS not in table.notes
    assert table.total.year_budget_ore == -27_600


def test_a_budget_that_is_not_the_frame_leaves_the_frames_spread_and_says_so(home: Path) -> None:
    make_ledger(home)
    frame(27_600)
    make_in_force("300", uneven(12))
    table = follow_up(FEBRUARY)
    row = rows_of(table)["300"]
    assert (row.year_budget_ore, row.budget_to_date_ore) == (-27_600, -4_600)
    assert DIFFERS in table.notes
    assert any("intern" in sentence.lower() for sentence in notes_text(table))
    assert DIFFERS in follow_up(FEBRUARY, unit="300").notes


def test_units_and_lines_have_the_internal_budget_and_not_the_ledgers(home: Path) -> None:
    make_ledger(home)
    budget = "".join(f'#PBUDGET 0 {YEAR}{month:02d} 5020 {{1 "4110"}} 10\n' for month in range(1, 13))
    import_file(
        sie_file(home, [("20180131", "4110", 15)], extra=budget, file_name="b.se"), acting_user=system_user()
    )
    before = rows_of(follow_up(FEBRUARY, unit="300"))
    assert before["3011"].year_budget_ore == -120_00
    assert before["3012"].year_budget_ore is None
    made = make_in_force("300", example_lines())
    units = rows_of(follow_up(FEBRUARY, unit="300"))
    assert {code: row.year_budget_ore for code, row in units.items()} == {"3011": -8_400, "3012": -6_000}
    assert units["3012"].budget_to_date_ore == -1_000
    lines = rows_of(follow_up(FEBRUARY, unit="3011"))
    assert {code: row.year_budget_ore for code, row in lines.items()} == {
        "operating_income": 3_600,
        "personnel": -12_000,
    }
    page = unit_page(FEBRUARY, "3011", ForecastMethod.BUDGET_PROFILE, THE_WHOLE)
    assert page.series.budget == [-700] * 12
    InternalBudget.objects.filter(pk=made.pk).update(state=InternalBudgetState.DRAFT)
    publish(KEY, YEAR)
    assert rows_of(follow_up(FEBRUARY, unit="300"))["3011"].year_budget_ore == -120_00


def test_a_unit_that_the_internal_budget_gives_nothing_has_a_budget_of_nothing(home: Path) -> None:
    make_ledger(home)
    make_in_force("300", {"300": [flat("300", "5020", -100)]})
    assert rows_of(follow_up(FEBRUARY, unit="300"))["3011"].year_budget_ore == 0


def test_a_company_is_compared_by_its_own_books(home: Path) -> None:
    make_ledger(home)
    make_in_force("900", {"900": [flat("900", "5020", -10)]})
    file = sie_file(home, [("20180131", "1", 100)], number="556000-0167", name="Housing AB", file_name="c.se")
    import_file(file, acting_user=system_user())
    [row] = [row for row in follow_up(FEBRUARY).rows if row.name == "Housing AB"]
    assert row.year_budget_ore == -120
    page = unit_page(FEBRUARY, "900", ForecastMethod.BUDGET_PROFILE, THE_WHOLE)
    assert (page.row.year_budget_ore, page.series.budget) == (-120, [-10] * 12)
    assert page.organisation == COMPANY
