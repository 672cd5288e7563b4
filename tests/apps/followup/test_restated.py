"""Last year's column: restated to the organisation of the month, or by the organisation of another day."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.ledger_files import sie_file

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.followup.basis import UnknownUnitError
from roder.apps.followup.queries import follow_up
from roder.apps.followup.unit_pages import unit_page
from roder.apps.ledger.actions.imports import import_file
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_lines import ProfileKind
from roder.domain.forecasting import ForecastMethod
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.periods import Month
from roder.domain.reach import THE_WHOLE

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

pytestmark = pytest.mark.django_db
KEY = "2120000159"
OLD, NEW = date(2017, 12, 31), date(2018, 1, 1)
AUGUST, THEN = Month(2018, 8), date(2017, 8, 31)


def organise(karin: User) -> None:
    """Work (55) moves to Social, and Care's home help (511) becomes a unit under a new committee."""
    bodies = [
        Body("100", "Council", BodyKind.COUNCIL, prefixes=("10",)),
        Body("400", "Social", BodyKind.COMMITTEE, "100", ("40",), None, OLD),
        Body("400", "Social and work", BodyKind.COMMITTEE, "100", ("40", "55"), NEW),
        Body("550", "Work", BodyKind.COMMITTEE, "100", ("55",), None, OLD),
        Body("500", "Care", BodyKind.COMMITTEE, "100", ("51",)),
        Body("511", "Home help", BodyKind.UNIT, "500", ("511",), None, OLD),
        Body("511", "Home help", BodyKind.UNIT, "600", ("511",), NEW),
        Body("519", "Care at home", BodyKind.UNIT, "500", ("519",)),
        Body("600", "Home", BodyKind.COMMITTEE, "100", (), NEW),
    ]
    assert replace_organisation(KEY, bodies, acting_user=karin) == []
    frames = [FrameRow("400", 1200_00, "", ProfileKind.LAST_YEAR), FrameRow("500", 0), FrameRow("600", 0)]
    set_frames(KEY, 2018, frames, acting_user=karin)


def book(home: Path, karin: User) -> None:
    last = [
        ("20170228", "4010", 100),
        ("20170331", "5510", 40),
        ("20170430", "5110", 30),
        ("20170531", "5190", 7),
    ]
    import_file(
        sie_file(home, [*last, ("20170630", "9999", 3)], year=2017, file_name="a.se"), acting_user=karin
    )
    import_file(sie_file(home, [("20180131", "4010", 110), ("20180228", "5110", 5)]), acting_user=karin)


def last_year(as_of: date | None = None, unit: str = "") -> dict[str, int | None]:
    table = follow_up(AUGUST, unit=unit, as_of=as_of)
    return {row.unit: row.last_year_to_date_ore for row in [*table.rows, table.total]}


def test_responsibilities_that_moved_are_restated_and_can_be_seen_as_they_were(
    home: Path, karin: User
) -> None:
    organise(karin)
    book(home, karin)
    rest = "212000-0159"
    now = last_year()
    assert now == {"100": 0, "400": -140_00, "500": -7_00, "600": -30_00, rest: -3_00, "": -180_00}
    then = last_year(THEN)
    assert then == {
        "100": 0,
        "400": -100_00,
        "500": -37_00,
        "600": 0,
        "550": -40_00,
        rest: -3_00,
        "": -180_00,
    }
    ended = next(row for row in follow_up(AUGUST, as_of=THEN).rows if row.unit == "550")
    assert (ended.year_budget_ore, ended.outturn_to_date_ore, ended.forecast_ore) == (
        None,
        0,
        ended.forecast_ore,
    )


def test_only_last_years_column_follows_the_choice(home: Path, karin: User) -> None:
    organise(karin)
    book(home, karin)
    plain = {row.unit: row for row in follow_up(AUGUST, method=ForecastMethod.SEASON).rows}
    for row in follow_up(AUGUST, method=ForecastMethod.SEASON, as_of=THEN).rows:
        if row.unit in plain:
            before = plain[row.unit]
            assert (row.budget_to_date_ore, row.outturn_to_date_ore, row.forecast_ore) == (
                before.budget_to_date_ore,
                before.outturn_to_date_ore,
                before.forecast_ore,
            )


def test_a_units_page_follows_the_choice_down_to_its_lines_and_months(home: Path, karin: User) -> None:
    organise(karin)
    book(home, karin)
    method = ForecastMethod.BUDGET_PROFILE
    assert last_year(None, "500") == {"519": -7_00, "500": -7_00}
    assert last_year(THEN, "500") == {"519": -7_00, "511": -30_00, "500": -37_00}
    now, then = unit_page(AUGUST, "400", method, THE_WHOLE), unit_page(AUGUST, "400", method, THE_WHOLE, THEN)
    assert [sum(page.series.last_year or []) for page in (now, then)] == [-140_00, -100_00]
    assert [[line.last_year_to_date_ore for line in page.lines] for page in (now, then)] == [
        [-140_00],
        [-100_00],
    ]
    with pytest.raises(UnknownUnitError):
        unit_page(AUGUST, "550", method, THE_WHOLE)
    gone = unit_page(AUGUST, "550", method, THE_WHOLE, THEN)
    assert (gone.name, gone.row.last_year_to_date_ore) == ("Work", -40_00)
    assert [body.code for body in gone.path] == ["100", "550"]


def test_the_command_says_by_which_organisation_it_sums(
    home: Path, karin: User, capsys: pytest.CaptureFixture[str]
) -> None:
    organise(karin)
    book(home, karin)
    arguments = ["followup", "show", "--period", "2018-08"]
    call_command(*arguments, "--json")
    assert "organisation_as_of" not in json.loads(capsys.readouterr().out)
    call_command(*arguments, "--organisation-as-of", "2017-08-31", "--json")
    document = json.loads(capsys.readouterr().out)
    assert document["organisation_as_of"] == "2017-08-31"
    assert {row["unit"] for row in document["rows"]} >= {"550"}
    call_command(*arguments, "--organisation-as-of", "2017-08-31")
    assert "organisation den 2017-08-31" in capsys.readouterr().out


codes = st.sampled_from(["1010", "4010", "5510", "5110", "5190", "9999", ""])


@examples(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["20170131", "20170815"]), codes, st.integers(1, 10**9)), min_size=1),
    st.dates(date(2016, 1, 1), date(2019, 12, 31)),
)
def test_last_year_sums_to_the_same_by_whatever_organisation(
    home: Path, karin: User, vouchers: list[tuple[str, str, int]], day: date
) -> None:
    organise(karin)
    import_file(sie_file(home, vouchers, year=2017, file_name="a.se"), acting_user=karin)
    import_file(sie_file(home, [("20180131", "4010", 1)]), acting_user=karin)
    assert last_year(day)[""] == last_year()[""] == -100 * sum(kronor for _, _, kronor in vouchers)


def test_a_companys_books_are_found_from_its_place_in_the_tree(home: Path, karin: User) -> None:
    bodies = [
        Body("100", "Council", BodyKind.COUNCIL, prefixes=("10",)),
        Body("T10", "Parent company", BodyKind.COMPANY, "100"),
        Body("T12", "Example company", BodyKind.COMPANY, "T10", organisation_number="556000-0001"),
    ]
    replace_organisation(KEY, bodies, acting_user=karin)
    import_file(sie_file(home, [("20180131", "1010", 9)]), acting_user=karin)
    import_file(
        sie_file(home, [("20180131", "77", 5)], number="556000-0001", name="Example AB", file_name="c.se"),
        acting_user=karin,
    )
    rows = {row.unit: row.outturn_to_date_ore for row in follow_up(AUGUST).rows}
    assert rows == {"100": -9_00, "556000-0001": -5_00}
    for unit in ("T12", "556000-0001"):
        page = unit_page(AUGUST, unit, ForecastMethod.BUDGET_PROFILE, THE_WHOLE)
        assert page.row.outturn_to_date_ore == -5_00
        assert [body.code for body in page.path] == ["100", "T10", "T12"]
    assert unit_page(AUGUST, "T10", ForecastMethod.BUDGET_PROFILE, THE_WHOLE).row.outturn_to_date_ore == 0
