"""The example's council votes: the majority's proposal becomes Mål och budget 2018, frozen, with the frames in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.actions import import_frames
from roder.apps.budgets.queries import frames
from roder.apps.budgets.version_queries import adopted_of_year
from roder.apps.budgets.version_queries import lines_of
from roder.apps.goals.actions.trees import make_tree
from roder.apps.goals.models import Goal
from roder.apps.identity.actions import DemoPerson
from roder.apps.identity.actions import register_demo_people
from roder.apps.identity.queries import system_user
from roder.apps.meetings.models import BallotRound
from roder.apps.meetings.queries import board_item_of_year
from roder.apps.meetings.queries import budget_decision_of_year
from roder.apps.organisation.actions.imports import import_organisation
from roder.devtools.building_budget_versions import adopt_budget_versions
from roder.devtools.building_budget_versions import build_budget_versions
from roder.devtools.building_financing import build_financing
from roder.devtools.building_meetings import build_meetings
from roder.devtools.building_proposals import build_proposals
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.data_files import written_table
from roder.devtools.example.organisation import FRAME_FILES
from roder.devtools.example.organisation import ORGANISATION_FILE
from roder.devtools.example.people import load_people
from roder.domain.budget_versions import frames_of
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import TreeFacts

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

KEY = "2120000159"


def test_the_vote_makes_the_budget_of_2018_with_the_printed_frames(home: Path, karin: User) -> None:
    """It builds what a whole budget year rests on: some seconds, once."""
    del karin
    system = system_user()
    tree = written_table(home / "example", ORGANISATION_FILE)
    import_organisation(KEY, tree, file_name=tree.name, acting_user=system)
    path = written_table(home / "example", FRAME_FILES[2018])
    import_frames(KEY, 2018, path, acting_user=system)
    before = frames(KEY, 2018)
    names = [(row, row.name.partition(" ")) for row in load_people()]
    wanted = [DemoPerson(row.username, first, last, row.title) for row, (first, _space, last) in names]
    people = register_demo_people(wanted, acting_user=system)
    goals = make_tree(KEY, TreeFacts("2018-2020", 2018, "Mål"), acting_user=system)
    for code in ("1", "2"):
        Goal.objects.create(tree=goals, code=code, level=OVERALL, title=code)
    said: list[str] = []
    for build in (build_financing, build_budget_versions, build_proposals, build_meetings, build_meetings):
        build(KEY, people, said.append)
    adopt_budget_versions(KEY, people, said.append)
    adopted, made = adopted_of_year(KEY, 2018), budget_decision_of_year(KEY, 2018)
    assert adopted is not None
    assert made is not None
    assert (adopted.name, made.budget_version, str(made.winner)) == (
        "Mål och budget 2018",
        adopted,
        "Majoritetens förslag",
    )
    printed = {row["code"]: int(row["frame_tkr"]) * 100_000 for row in read_rows("frames_2018.csv")}
    assert frames_of(lines_of(adopted), 2018) == printed
    assert frames(KEY, 2018) == before, "the frames in force are what they were, profiles too"
    assert adopted.made_from is not None
    assert adopted.made_from.is_frozen
    assert made.warnings == []
    assert str(made.item.decision) == "100 2017-11-27 § 210"
    told = [(held.question, held.count.yes, held.count.no) for held in BallotRound.objects.order_by("pk")]
    assert told == [("main", 5, 3), ("decide_today", 52, 11), ("main", 33, 19)]
    assert board_item_of_year(KEY, 2018) is not None
    assert sum(line.startswith("meeting of") for line in said) == 2
