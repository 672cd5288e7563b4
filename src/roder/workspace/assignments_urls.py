"""The addresses of assignments, activities and decisions."""

from __future__ import annotations

from django.urls import path

from roder.workspace import activities
from roder.workspace import activity_edits
from roder.workspace import assignment_boards
from roder.workspace import assignment_details
from roder.workspace import assignment_edits
from roder.workspace import assignment_round
from roder.workspace import decisions

patterns = [
    path("uppdrag/", assignment_boards.board, name="assignments"),
    path("uppdrag/lista/", assignment_boards.listing, name="assignment_list"),
    path("uppdrag/rapportera/", assignment_round.report_round, name="assignment_round"),
    path("uppdrag/tabell.csv", assignment_boards.table_file, name="assignments_csv"),
    path("uppdrag/nytt/", assignment_edits.add, name="assignment_add"),
    path("uppdrag/<int:pk>/", assignment_details.assignment, name="assignment"),
    path("uppdrag/<int:pk>/andra/", assignment_edits.change, name="assignment_change"),
    path("uppdrag/<int:pk>/mal/", assignment_edits.goals, name="assignment_goals"),
    path("uppdrag/<int:pk>/lamna-over/", assignment_details.hand_over, name="assignment_hand_over"),
    path("uppdrag/<int:pk>/rapport/", assignment_details.report, name="assignment_report"),
    path("uppdrag/<int:pk>/ny-aktivitet/", activity_edits.add, name="activity_add"),
    path("uppdrag/mal/<int:pk>/ny-aktivitet/", activity_edits.add_to_goal, name="goal_activity_add"),
    path("uppdrag/aktiviteter/<int:pk>/", activities.activity, name="activity"),
    path("uppdrag/aktiviteter/<int:pk>/andra/", activity_edits.change, name="activity_change"),
    path("uppdrag/aktiviteter/<int:pk>/rapport/", activities.report, name="activity_report"),
    path("beslut/", decisions.listing, name="decisions"),
    path("beslut/<int:pk>/", decisions.decision, name="decision"),
    path("beslut/nytt/", decisions.add, name="decision_add"),
]
