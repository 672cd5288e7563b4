"""The council's goals and what answers them: trees, assignments, links, money, verdicts."""

from __future__ import annotations

from roder.apps.goals.models.assignments import Assignment
from roder.apps.goals.models.assignments import AssignmentGoal
from roder.apps.goals.models.assignments import AssignmentReport
from roder.apps.goals.models.assignments import PlannedActivity
from roder.apps.goals.models.files import TableFile
from roder.apps.goals.models.links import GoalDocument
from roder.apps.goals.models.links import GoalFunding
from roder.apps.goals.models.links import GoalIndicator
from roder.apps.goals.models.trees import Contribution
from roder.apps.goals.models.trees import Goal
from roder.apps.goals.models.trees import GoalLineage
from roder.apps.goals.models.trees import GoalTree
from roder.apps.goals.models.trees import GoalVerdict
from roder.apps.goals.models.trees import PlatformSection

__all__ = [
    "Assignment",
    "AssignmentGoal",
    "AssignmentReport",
    "Contribution",
    "Goal",
    "GoalDocument",
    "GoalFunding",
    "GoalIndicator",
    "GoalLineage",
    "GoalTree",
    "GoalVerdict",
    "PlannedActivity",
    "PlatformSection",
    "TableFile",
]
