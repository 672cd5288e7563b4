"""The coverage matrix: every committee and company by every overarching goal, empty cells in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.access import access_goals
from roder.apps.goals.access import bodies_answered_for
from roder.apps.goals.coverage import coverage
from roder.apps.goals.coverage import organisation_of
from roder.apps.ledger.steering_days import steering_day
from roder.domain.goal_coverage import Answer
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows
from roder.ui.csv_files import asked_form
from roder.ui.csv_files import csv_answer
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.goal_words import ANSWER_ICONS
from roder.workspace.goal_words import ANSWER_TONES
from roder.workspace.goal_words import answer_word
from roder.workspace.goal_words import goal_url
from roder.workspace.goal_words import in_language
from roder.workspace.goals.acts import tree_tabs
from roder.workspace.goals.chosen import chosen_tree
from roder.workspace.goals.chosen import crumbs
from roder.workspace.goals.tiles import tree_choices

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.goals.coverage import Coverage
    from roder.apps.goals.coverage import CoverageCell
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User


def matrix(request: HttpRequest, tree: str) -> HttpResponse:
    person = access_goals(request.user)
    shown = chosen_tree(tree)
    title = _("Who has answered which goal")
    context = matrix_context(shown, person) | {
        "trees": tree_choices(shown),
        "csv_url": f"{reverse('workspace:goal_coverage_file', args=[tree])}?form=sheet",
        "tabs": tree_tabs(shown, "goal_coverage"),
        "breadcrumbs": crumbs(shown, last=title),
        "title": title,
    }
    return render(request, "workspace/goals/coverage.html", context)


def matrix_file(request: HttpRequest, tree: str) -> HttpResponse:
    access_goals(request.user)
    shown = chosen_tree(tree)
    covered = coverage(shown, organisation_of(shown, steering_day()))
    form = asked_form(request)
    return csv_answer(_table(covered), form, f"coverage_{shown.code}")


def matrix_context(tree: GoalTree, person: User) -> dict[str, Any]:
    """Return what the fragment _matrix.html shows, with a way to answer where the person may."""
    organisation = organisation_of(tree, steering_day())
    covered = coverage(tree, organisation)
    is_open = allows(TreeState(tree.state), TreeAct.ANSWER)
    within = bodies_answered_for(person, organisation) if is_open else frozenset()
    for goal in covered.goals:
        goal.tree = tree
    return {
        "tree": tree,
        "goals": [
            {
                "code": goal.code,
                "title": in_language(goal, "title"),
                "url": goal_url(goal),
                "sum": covered.sum_of(covered.column(goal)),
            }
            for goal in covered.goals
        ],
        "rows": [
            {
                "code": body.code,
                "name": body.name,
                "url": reverse("workspace:goal_body", args=[tree.code, body.code]),
                "cells": [_cell(tree, cell, may_answer=body.code in within) for cell in covered.row(body)],
                "sum": covered.sum_of(covered.row(body)),
            }
            for body in covered.bodies
        ],
        "total": covered.sum_of(list(covered.cells.values())),
    }


def _cell(tree: GoalTree, cell: CoverageCell, *, may_answer: bool) -> dict[str, Any]:
    address = reverse("workspace:goal_answer", args=[tree.code, cell.goal.code, cell.body.code])
    return {
        "label": f"{cell.goal.code} {in_language(cell.goal, 'title')}",
        "body": cell.body.name,
        "word": answer_word(cell.answer, len(cell.own_goals)),
        "icon": ANSWER_ICONS[cell.answer],
        "tone": ANSWER_TONES[cell.answer],
        "is_empty": cell.answer is Answer.UNANSWERED,
        "answer_url": f"{address}?from=matrix" if may_answer and cell.answer is not Answer.OWN_GOAL else "",
    }


def _table(covered: Coverage) -> DataTable:
    """Return the matrix as a table for files: the answers in words, then how many there are."""
    columns = [
        Column(_("Code"), key="body"),
        Column(_("Committee or company"), key="name"),
        *(
            Column(f"{goal.code} {in_language(goal, 'title')}", key=f"goal_{goal.code}")
            for goal in covered.goals
        ),
        Column(_("Answered"), "count", key="answered"),
        Column(_("Of"), "count", key="of"),
    ]
    rows = []
    for body in covered.bodies:
        cells = covered.row(body)
        total = covered.sum_of(cells)
        words = [Cell(answer_word(cell.answer, len(cell.own_goals))) for cell in cells]
        rows.append(Row([Cell(body.code), Cell(body.name), *words, Cell(total.answered), Cell(total.cells)]))
    whole = covered.sum_of(list(covered.cells.values()))
    sums = [covered.sum_of(covered.column(goal)) for goal in covered.goals]
    last = [Cell(f"{total.answered}/{total.cells}") for total in sums]
    rows.append(
        Row([Cell(""), Cell(_("Answered")), *last, Cell(whole.answered), Cell(whole.cells)], is_total=True)
    )
    return DataTable(_("Who has answered which goal"), columns, rows)
