"""The example's frames of 2019 are what its financing has room for, to the thousand kronor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.version_queries import lines_of
from roder.apps.organisation.actions.imports import import_organisation
from roder.devtools.building_frame_bridge import build_frame_bridge
from roder.devtools.example.data_files import read_settings
from roder.devtools.example.data_files import written_table
from roder.domain.bridge_faults import frame_faults
from roder.domain.bridge_faults import technical_faults
from roder.domain.budget_versions import VersionKind
from roder.domain.frame_bridge import bridge_of
from roder.domain.money import ORE_PER_UNIT

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

KEY = "2120000159"


def test_the_frames_sum_to_what_the_financing_has_room_for(home: Path, karin: User) -> None:
    """One build of the bridge, some two seconds: the sums of three years, and that no rule is broken."""
    facts = read_settings("frame_bridge_2019.toml")
    tree = written_table(home, "organisation.csv")
    import_organisation(KEY, tree, file_name=tree.name, acting_user=karin)
    import_frames(KEY, 2018, written_table(home, "frames_2018.csv"), acting_user=karin)
    version = make_version(KEY, name=facts["version"], kind=VersionKind.BASE, year=2019, acting_user=karin)
    said: list[str] = []
    for _again in range(2):
        build_frame_bridge(KEY, [karin], said.append)
    assert len(said) == 1
    lines = lines_of(version)
    sums = {
        str(year): bridge_of(lines, year).total.frame_ore // ORE_PER_UNIT["tkr"]
        for year in (2019, 2020, 2021)
    }
    assert sums == facts["sums_tkr"]
    assert not technical_faults(lines, [2019, 2020, 2021])
    assert not frame_faults(lines, [2019, 2020, 2021])
    assert bridge_of(lines, 2019).of_body("550").frame_ore == 0
