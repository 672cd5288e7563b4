"""How the example's goals stand, in one line under its follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from roder.apps.goals.coverage import coverage
from roder.apps.goals.models import Assignment
from roder.apps.goals.queries import overarching_goals
from roder.apps.goals.queries import tree_in_force
from roder.apps.organisation.queries import organisation_tree
from roder.domain.assignments import AssignmentState

if TYPE_CHECKING:
    from roder.domain.periods import Month


def goal_line(organisation: str, month: Month) -> str:
    """Return how many goals there are, how far they are answered, and how many assignments deviate."""
    day = month.last_day
    tree = tree_in_force(organisation, day)
    if tree is None:
        return _("Goals: none in force.")
    found = coverage(tree, organisation_tree(organisation, day))
    answered = found.sum_of(list(found.cells.values()))
    tasks = Assignment.objects.filter(organisation=organisation, tree=tree)
    return _(
        "Goals %(tree)s: %(goals)s overarching goals of equal weight, %(answered)s of %(cells)s answers given, "
        "%(tasks)s assignments of which %(deviating)s deviate."
    ) % {
        "tree": tree.code,
        "goals": len(overarching_goals(tree)),
        "answered": answered.answered,
        "cells": answered.cells,
        "tasks": tasks.count(),
        "deviating": tasks.filter(state=AssignmentState.DEVIATING).count(),
    }
