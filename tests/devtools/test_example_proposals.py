"""The example's proposals: what the council adopted is the majority's, to the krona, and drafts stay private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.budgets.version_queries import lines_of
from roder.apps.budgets.version_queries import version_named
from roder.apps.goals.actions.trees import make_tree
from roder.apps.goals.models import Goal
from roder.apps.identity.actions import DemoPerson
from roder.apps.identity.actions import register_demo_people
from roder.apps.identity.queries import system_user
from roder.apps.organisation.actions.imports import import_organisation
from roder.apps.proposals.queries import handed_in
from roder.apps.proposals.queries import proposal_lines
from roder.apps.proposals.queries import proposals_of
from roder.devtools.building_budget_versions import adopt_budget_versions
from roder.devtools.building_budget_versions import build_budget_versions
from roder.devtools.building_financing import build_financing
from roder.devtools.building_proposals import build_proposals
from roder.devtools.example.data_files import read_rows
from roder.devtools.example.data_files import written_table
from roder.devtools.example.organisation import ORGANISATION_FILE
from roder.devtools.example.people import load_people
from roder.domain.budget_versions import frames_of
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import TreeFacts
from roder.domain.proposal_lines import amounts
from roder.domain.proposals import ProposalState

if TYPE_CHECKING:
    from pathlib import Path

    from roder.apps.identity.models import User

KEY = "2120000159"


def test_the_majoritys_proposal_becomes_what_was_adopted(home: Path, karin: User) -> None:
    del karin
    system = system_user()
    tree = written_table(home / "example", ORGANISATION_FILE)
    import_organisation(KEY, tree, file_name=tree.name, acting_user=system)
    wanted = [DemoPerson(each.username, each.name, "", each.title) for each in load_people()]
    people = register_demo_people(wanted, acting_user=system)
    goals = make_tree(KEY, TreeFacts("2018-2020", 2018, "Mål"), acting_user=system)
    for code in ("1", "2"):
        Goal.objects.create(tree=goals, code=code, level=OVERALL, title=code)
    said: list[str] = []
    for build in (build_financing, build_budget_versions, build_proposals, build_proposals):
        build(KEY, people, said.append)
    adopt_budget_versions(KEY, people, said.append)
    laid = {each.title: each for each in handed_in(KEY, 2018)}
    adopted = version_named(KEY, "Mål och budget 2018")
    assert adopted is not None
    assert amounts(lines_of(adopted)) == amounts(proposal_lines(laid["Majoritetens förslag"]))
    printed = {row["code"]: int(row["frame_tkr"]) * 100_000 for row in read_rows("frames_2018.csv")}
    assert frames_of(lines_of(adopted), 2018) == printed
    assert amounts(proposal_lines(laid["Höjdpartiets förslag"])) != amounts(lines_of(adopted))
    drafts = proposals_of(KEY, 2019)
    assert {each.state for each in drafts} == {ProposalState.DRAFT}
    assert {each.party for each in drafts} == {"Åpartiet", "Exempelpartiet"}
    assert all(each.is_example for each in proposals_of(KEY, 2018))
    assert sum("proposal" in each for each in said) == 5
