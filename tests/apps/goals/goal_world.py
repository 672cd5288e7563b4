"""A goal tree made by the actions: two equal goals, one answered by the preschool committee, adopted on request."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING

from tests.apps.goals.assignment_world import KEY
from tests.apps.goals.assignment_world import decision
from tests.apps.goals.assignment_world import organise
from tests.apps.goals.assignment_world import person

from roder.apps.goals.actions.council_goals import add_goal
from roder.apps.goals.actions.trees import adopt_tree
from roder.apps.goals.actions.trees import make_tree
from roder.apps.identity.queries import system_user
from roder.apps.indicators.models import VerdictLevel
from roder.domain.goal_tree import OVERALL
from roder.domain.goal_tree import GoalFacts
from roder.domain.goal_tree import TreeFacts
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User

DAY = date(2018, 8, 31)
JUDGED = datetime(2018, 9, 17, 10, tzinfo=UTC)
SCALE = [
    ("good", "Bra", "Good", "good"),
    ("ok", "Ok", "Ok", "warn"),
    ("poor", "Har brister", "Lacking", "bad"),
]


def draft(code: str = "2018-2020", year: int = 2018, *titles: str) -> GoalTree:
    """Return a draft with an overarching goal of each title, coded 1, 2, …"""
    tree = make_tree(KEY, TreeFacts(code, year, "Mål och budget"), acting_user=system_user())
    for number, title in enumerate(titles or ("Education", "Democracy"), 1):
        add_goal(tree, GoalFacts(str(number), OVERALL, title), acting_user=system_user())
    return tree


def adopted(code: str = "2018-2020", year: int = 2018, *titles: str) -> GoalTree:
    """Return an adopted tree."""
    tree = draft(code, year, *titles)
    return adopt_tree(tree, decision(), seen_version=tree.version, acting_user=system_user())


def goal(tree: GoalTree, code: str = "1") -> Goal:
    return tree.goals.select_related("tree").get(code=code)


def scale() -> None:
    """The example's three verdicts, best first."""
    for place, (key, name, name_en, tone) in enumerate(SCALE):
        VerdictLevel.objects.create(
            organisation=KEY, position=place, key=key, name=name, name_en=name_en, tone=tone
        )


def people() -> dict[str, User]:
    """Karin steers the whole; Nils runs a unit of the preschools, Rut their committee, Eva the other committee's."""
    organise()
    return {
        "karin": person("karin.ek", "Karin Ek", Role.CENTRAL_CONTROLLER),
        "rut": person("rut.lind", "Rut Lind", Role.COMMITTEE_CONTROLLER, "400"),
        "eva": person("eva.ask", "Eva Ask", Role.COMMITTEE_CONTROLLER, "500"),
        "nils": person("nils.berg", "Nils Berg", Role.REPORTER, "411"),
        "lea": person("lea.ros", "Lea Ros", Role.READER, "411"),
    }
