"""The bridge is written line by line, and every act leaves it whole."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from tests.apps.budgets.test_versions import codes

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.budgets.actions.bridge import TypedLine
from roder.apps.budgets.actions.bridge import add_bridge_lines
from roder.apps.budgets.actions.bridge import change_bridge_line
from roder.apps.budgets.actions.bridge import remove_bridge_line
from roder.apps.budgets.actions.bridge import set_step
from roder.apps.budgets.actions.bridge_reckoning import carry_last_frames
from roder.apps.budgets.actions.bridge_reckoning import reckon_efficiency
from roder.apps.budgets.actions.bridge_reckoning import reckon_index
from roder.apps.budgets.actions.versions import freeze_version
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.versions import put_lines
from roder.apps.budgets.models import BodyIndex
from roder.apps.budgets.models import BudgetLine
from roder.apps.budgets.models import IndexPart
from roder.apps.budgets.version_queries import lines_of
from roder.apps.organisation.actions import replace_organisation
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.budget_versions import frames_of
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from roder.apps.budgets.models import BudgetVersion
    from roder.apps.identity.models import User

KEY, TKR = "0181", 100_000
INDEX, SAVING, TECHNICAL = ChangeGroup.INDEX, ChangeGroup.SAVING, ChangeGroup.TECHNICAL


@pytest.fixture
def base(karin: User) -> BudgetVersion:
    rows = [
        Body("100", "Council", BodyKind.COUNCIL),
        Body("300", "Education", BodyKind.COMMITTEE, "100"),
        Body("400", "Social", BodyKind.COMMITTEE, "100"),
        Body("410", "Unit", BodyKind.UNIT, "400"),
    ]
    replace_organisation(KEY, rows, acting_user=karin)
    set_frames(KEY, 2018, [FrameRow("300", 1000 * TKR), FrameRow("400", 500 * TKR)], acting_user=karin)
    version = make_version(KEY, name="Underlag 2019", kind=VersionKind.BASE, year=2019, acting_user=karin)
    carry_last_frames(version, acting_user=karin)
    return version


def frames(version: BudgetVersion, year: int = 2019) -> dict[str, int]:
    return {body: ore // TKR for body, ore in frames_of(lines_of(version), year).items()}


def typed(body: str, step: ChangeGroup, tkr: int, text: str = "Because", year: int = 2019) -> TypedLine:
    return TypedLine(body, step, text, {year: tkr * TKR})


def test_a_line_holds_on_through_the_plan_years(base: BudgetVersion, karin: User) -> None:
    assert frames(base) == frames(base, 2021) == {"300": 1000, "400": 500}
    add_bridge_lines(base, [typed("300", TECHNICAL, -40), typed("400", TECHNICAL, 40)], acting_user=karin)
    line = add_bridge_lines(base, [typed("400", SAVING, -10, year=2020)], acting_user=karin)[0]
    assert [frames(base, year) for year in (2019, 2020, 2021)] == [
        {"300": 960, "400": 540},
        {"300": 960, "400": 530},
        {"300": 960, "400": 530},
    ]
    less = partial(change_bridge_line, line, text="Because", amount_ore=-20 * TKR, acting_user=karin)
    assert less(seen_version=line.version)
    assert not less(seen_version=line.version)
    assert (frames(base, 2021)["400"], line.entered_by) == (520, karin)
    remove_bridge_line(line, seen_version=line.version, acting_user=karin)
    assert frames(base, 2021)["400"] == 540
    assert AuditEntry.objects.filter(event=AuditEntry.Event.BRIDGE_CHANGED, subject=base.subject).count() == 4


def test_what_cannot_stand_is_refused_and_changes_nothing(base: BudgetVersion, karin: User) -> None:
    before = frames(base)
    cases = {
        "bridge_text_missing": typed("400", SAVING, -1, " "),
        "bridge_frame_negative": typed("400", SAVING, -501),
        "frame_body_unknown": typed("999", SAVING, -1),
        "frame_body_holds_none": typed("410", SAVING, -1),
        "bridge_last_frame_chained": typed("400", ChangeGroup.LAST_FRAME, 1, year=2020),
    }
    for code, line in cases.items():
        assert set(codes(partial(add_bridge_lines, base, [line], acting_user=karin))) == {code}
    add_bridge_lines(base, [typed("400", SAVING, -500)], acting_user=karin)
    assert frames(base)["400"] == 0
    add_bridge_lines(base, [typed("400", SAVING, 500)], acting_user=karin)
    (alone,) = add_bridge_lines(base, [typed("400", TECHNICAL, -5)], acting_user=karin)
    assert codes(partial(freeze_version, base, acting_user=karin)) == ["bridge_technical_sum"]
    remove_bridge_line(alone, seen_version=1, acting_user=karin)
    freeze_version(base, acting_user=karin)
    assert codes(lambda: add_bridge_lines(base, [typed("400", SAVING, -1)], acting_user=karin)) == [
        "budget_frozen"
    ]
    assert frames(base) == before


def test_two_people_on_one_line_and_one_step_are_told(base: BudgetVersion, karin: User) -> None:
    line = add_bridge_lines(base, [typed("400", SAVING, -10)], acting_user=karin)[0]
    other = BudgetLine.objects.get(pk=line.pk)
    change_bridge_line(other, text="Other", amount_ore=-TKR, seen_version=1, acting_user=karin)
    with pytest.raises(StaleVersionError) as caught:
        change_bridge_line(line, text="Mine", amount_ore=-TKR, seen_version=1, acting_user=karin)
    assert caught.value.theirs["text"] == "Other"
    with pytest.raises(StaleVersionError):
        remove_bridge_line(line, seen_version=1, acting_user=karin)
    amounts = {("300", 2019): -5 * TKR, ("400", 2019): -3 * TKR, ("400", 2020): 0}
    assert set_step(base, SAVING, "Less travel", amounts, seen={}, acting_user=karin)
    assert not set_step(base, SAVING, "Less travel", amounts, seen={}, acting_user=karin)
    with pytest.raises(StaleVersionError):
        set_step(base, SAVING, "Less travel", {}, seen={}, acting_user=karin)
    assert set_step(base, SAVING, "Less travel", {}, seen=amounts, acting_user=karin)
    assert frames(base) == {"300": 1000, "400": 499}


def part(name: str, weight: str, rate: str, year: int = 2019) -> IndexPart:
    return IndexPart(
        organisation=KEY,
        index_name=name,
        component="wage",
        year=year,
        weight=Decimal(weight),
        rate=Decimal(rate),
        source="SKR",
    )


def test_index_and_efficiency_follow_the_years_and_replace_only_their_own(
    base: BudgetVersion, karin: User
) -> None:
    IndexPart.objects.bulk_create(
        [part("PKV", "1", "2"), part("Own", "1", "10"), part("Own", "1", "0", 2020)]
    )
    BodyIndex.objects.create(organisation=KEY, body_code="400", index_name="Own")
    add_bridge_lines(base, [typed("400", INDEX, 1, "By hand")], acting_user=karin)
    assert reckon_index(base, "PKV", acting_user=karin) == 70 * TKR
    assert reckon_index(base, "PKV", acting_user=karin) == 70 * TKR
    assert [frames(base, year) for year in (2019, 2020)] == [
        {"300": 1020, "400": 551},
        {"300": 1040, "400": 551},
    ]
    line = base.lines.filter(origin="index", body_code="300").first()
    assert line is not None
    assert (line.text, line.source) == ("PKV 2 %", "SKR")
    assert reckon_efficiency(base, {2019: Decimal("0.5")}, acting_user=karin) == -8 * TKR
    assert reckon_efficiency(base, {}, acting_user=karin) == 0
    assert frames(base)["300"] == 1020


def test_what_was_decided_is_carried_on_with_its_plan(base: BudgetVersion, karin: User) -> None:
    adopted = make_version(KEY, name="Budget 2018", kind=VersionKind.ADOPTED, year=2018, acting_user=karin)
    lines = [
        VersionLine(2018, BudgetSection.FRAME, -700 * TKR, body="300", text="Frame"),
        VersionLine(2019, BudgetSection.FRAME, -9 * TKR, body="300", change_group="full_year", text="Rest"),
        VersionLine(2019, BudgetSection.FRAME, -700 * TKR, body="300", change_group="last_frame"),
    ]
    put_lines(adopted, BudgetSection.FRAME, lines, acting_user=karin)
    freeze_version(adopted, acting_user=karin)
    add_bridge_lines(base, [typed("400", SAVING, -1)], acting_user=karin)
    add_bridge_lines(base, [typed("400", SAVING, 1)], acting_user=karin)
    assert carry_last_frames(base, with_plan=True, acting_user=karin) == 1
    assert frames(base) == {"300": 709, "400": 0}
    assert carry_last_frames(base, acting_user=karin) == 1
    assert frames(base, 2020) == {"300": 700, "400": 0}
    other = make_version(KEY, name="Underlag 2031", kind=VersionKind.BASE, year=2031, acting_user=karin)
    assert codes(lambda: carry_last_frames(other, acting_user=karin)) == ["bridge_nothing_decided"]
