"""The addresses of goals: the tree in force, one tree, one goal, one body's answers."""

from __future__ import annotations

from django.urls import path

from roder.workspace.goals import goal
from roder.workspace.goals import tiles
from roder.workspace.goals import whole_tree

patterns = [
    path("mal/", tiles.latest, name="goals"),
    path("mal/<str:tree>/", tiles.tiles, name="goal_tiles"),
    path("mal/<str:tree>/hela/", whole_tree.whole_tree, name="goal_tree"),
    path("mal/<str:tree>/mal/<str:code>/", goal.goal, name="goal"),
]
