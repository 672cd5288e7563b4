"""The addresses of goals: the tree in force, one tree, one goal, one body's answers."""

from __future__ import annotations

from django.urls import path

from roder.workspace.goals import answers
from roder.workspace.goals import committee
from roder.workspace.goals import coverage_matrix
from roder.workspace.goals import goal
from roder.workspace.goals import goal_edits
from roder.workspace.goals import lineage
from roder.workspace.goals import links
from roder.workspace.goals import sections
from roder.workspace.goals import strategy_map
from roder.workspace.goals import tiles
from roder.workspace.goals import tree_edits
from roder.workspace.goals import verdicts
from roder.workspace.goals import whole_tree

TREE = "mal/<str:tree>/"
GOAL = "mal/<str:tree>/mal/<str:code>/"

patterns = [
    path("mal/", tiles.latest, name="goals"),
    path("mal/nytt/", tree_edits.make, name="goal_tree_make"),
    path(TREE, tiles.tiles, name="goal_tiles"),
    path(f"{TREE}hela/", whole_tree.whole_tree, name="goal_tree"),
    path(f"{TREE}tackning/", coverage_matrix.matrix, name="goal_coverage"),
    path(f"{TREE}tackning/fil/", coverage_matrix.matrix_file, name="goal_coverage_file"),
    path(f"{TREE}karta/", strategy_map.strategy_map, name="goal_map"),
    path(f"{TREE}jamfor/<str:earlier>/", lineage.compare, name="goal_compare"),
    path(f"{TREE}andra/", tree_edits.change, name="goal_tree_change"),
    path(f"{TREE}nivaer/", tree_edits.levels, name="goal_tree_levels"),
    path(f"{TREE}anta/", tree_edits.adopt, name="goal_tree_adopt"),
    path(f"{TREE}arkivera/", tree_edits.archive, name="goal_tree_archive"),
    path(f"{TREE}kopiera/", tree_edits.copy, name="goal_tree_copy"),
    path(f"{TREE}ordna/", tree_edits.order, name="goal_order"),
    path(f"{TREE}nytt-mal/", goal_edits.add, name="goal_add"),
    path(f"{TREE}avsnitt/nytt/", sections.add, name="goal_section_add"),
    path(f"{TREE}avsnitt/ordna/", sections.order, name="goal_section_order"),
    path(f"{TREE}avsnitt/<int:pk>/andra/", sections.change, name="goal_section_change"),
    path(f"{TREE}avsnitt/<int:pk>/ta-bort/", sections.remove, name="goal_section_remove"),
    path(f"{TREE}organ/<str:body>/", committee.committee, name="goal_body"),
    path(f"{TREE}organ/<str:body>/nytt-mal/", goal_edits.add_own, name="goal_add_own"),
    path(GOAL, goal.goal, name="goal"),
    path(f"{GOAL}andra/", goal_edits.change, name="goal_change"),
    path(f"{GOAL}ta-bort/", goal_edits.remove, name="goal_remove"),
    path(f"{GOAL}besluta/", goal_edits.decide, name="goal_decide"),
    path(f"{GOAL}arv/", lineage.link, name="goal_lineage"),
    path(f"{GOAL}bedom/", verdicts.judge, name="goal_judge"),
    path(f"{GOAL}matvarden/", links.indicators, name="goal_indicators"),
    path(f"{GOAL}dokument/", links.documents, name="goal_documents"),
    path(f"{GOAL}svar/<str:body>/", answers.answer, name="goal_answer"),
    path(f"{GOAL}svar/<str:body>/ta-tillbaka/", answers.withdraw, name="goal_answer_withdraw"),
]
