"""The goals of the access world: what was, what is adopted, what is a draft, and what their addresses are asked with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from roder.apps.decisions.actions import register_decision
from roder.apps.goals.actions.answers import answer_goal
from roder.apps.goals.actions.committee_goals import add_committee_goal
from roder.apps.goals.actions.council_goals import add_goal
from roder.apps.goals.actions.platform import SectionTexts
from roder.apps.goals.actions.platform import add_section
from roder.apps.goals.actions.trees import adopt_tree
from roder.apps.goals.actions.trees import make_tree
from roder.apps.goals.models import GoalTree
from roder.apps.goals.models import PlatformSection
from roder.apps.identity.queries import system_user
from roder.domain.decisions import DecisionFacts
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import AnswerKind
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeFacts
from roder.ui.versions import Seen

if TYPE_CHECKING:
    from collections.abc import Callable

EARLIER, TREE, DRAFT = "2015-2017", "2018-2020", "2019-2021"
OWN = {"here": "411-1", "elsewhere": "500-1", "-": "1"}
"""A goal of a body within reach, of one beyond it, and the council's own."""


def make_goals(organisation: str) -> GoalTree:
    """Make an earlier tree, the adopted one with a goal of each of two bodies, and a draft with a section."""
    facts = DecisionFacts("100", date(2017, 11, 27), "210", "Mål och budget 2018–2020")
    decision = register_decision(organisation, facts, acting_user=system_user())
    trees = {}
    for code, year in ((EARLIER, 2015), (TREE, 2018), (DRAFT, 2019)):
        trees[code] = make_tree(
            organisation, TreeFacts(code, year, f"Goals {code}"), acting_user=system_user()
        )
        add_goal(trees[code], GoalFacts("1", OVERALL, "Every pupil learns"), acting_user=system_user())
    add_section(trees[DRAFT], SectionTexts("For all", "Everybody counts."), acting_user=system_user())
    tree = adopt_tree(trees[TREE], decision, seen_version=1, acting_user=system_user())
    for body in ("411", "500"):
        facts_of_body = GoalFacts("", "committee", f"Goal of {body}", body)
        parent = tree.goals.get(code="1")
        add_committee_goal(tree, facts_of_body, parent=parent, acting_user=system_user())
        answer_goal(parent, body, AnswerKind.CONTRIBUTES, "We do our part.", acting_user=system_user())
    return tree


def _section(_world: Any, _place: str) -> list[Any]:
    return [DRAFT, PlatformSection.objects.get().pk]


def _body(place: str) -> str:
    return "500" if place == "elsewhere" else "411"


def _adopted(_world: Any, _place: str) -> list[Any]:
    return [TREE]


def _draft(_world: Any, _place: str) -> list[Any]:
    return [DRAFT]


def _goal(_world: Any, place: str) -> list[Any]:
    return [TREE, OWN[place]]


ARGUMENTS: dict[str, Callable[[Any, str], list[Any]]] = {
    **dict.fromkeys(
        (
            "workspace:goal_tiles",
            "workspace:goal_tree",
            "workspace:goal_coverage",
            "workspace:goal_coverage_file",
            "workspace:goal_map",
            "workspace:goal_tree_archive",
            "workspace:goal_tree_copy",
        ),
        _adopted,
    ),
    **dict.fromkeys(
        (
            "workspace:goal_tree_change",
            "workspace:goal_tree_levels",
            "workspace:goal_tree_adopt",
            "workspace:goal_order",
            "workspace:goal_add",
            "workspace:goal_section_add",
            "workspace:goal_section_order",
        ),
        _draft,
    ),
    **dict.fromkeys(("workspace:goal_section_change", "workspace:goal_section_remove"), _section),
    **dict.fromkeys(
        (
            "workspace:goal",
            "workspace:goal_change",
            "workspace:goal_remove",
            "workspace:goal_decide",
            "workspace:goal_lineage",
            "workspace:goal_judge",
            "workspace:goal_indicators",
            "workspace:goal_documents",
        ),
        _goal,
    ),
    "workspace:goal_compare": lambda _world, _place: [TREE, EARLIER],
    "workspace:goal_body": lambda _world, _place: [TREE, "400"],
    "workspace:goal_add_own": lambda _world, place: [TREE, _body(place)],
    "workspace:goal_answer": lambda _world, place: [TREE, "1", _body(place)],
    "workspace:goal_answer_withdraw": lambda _world, place: [TREE, "1", _body(place)],
}
_WHOM = {"here": "411", "elsewhere": "500", "-": "-"}
SENT: dict[str, Callable[[Any, str], dict[str, Any]]] = {
    "workspace:goal_judge": lambda _world, place: {"body": _WHOM[place], "reason": ""},
    "workspace:goal_tree_archive": lambda _world, _place: {"seen": str(Seen(2))},
    **dict.fromkeys(
        ("workspace:goal_section_remove", "workspace:goal_remove", "workspace:goal_answer_withdraw"),
        lambda _world, _place: {"seen": str(Seen(1))},
    ),
}
