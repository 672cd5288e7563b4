"""What a person may do with a tree or a goal, as the page offers it; each door is asked again behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from roder.apps.goals.access import bodies_answered_for
from roder.apps.goals.access import may_edit_goals
from roder.apps.goals.queries import trees
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import allows

if TYPE_CHECKING:
    from roder.apps.goals.models import Goal
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User
    from roder.domain.organisation import OrganisationTree

Link = dict[str, object]


def tree_tabs(tree: GoalTree, current: str) -> list[Link]:
    """Return the pages of a tree; ``current`` is the name of the address of the one shown."""
    places = [
        ("goal_tiles", _("The goals")),
        ("goal_tree", _("Tree and platform")),
        ("goal_coverage", _("Who has answered")),
        ("goal_money", _("Money")),
        ("goal_map", _("Strategy map")),
    ]
    tabs: list[Link] = [
        {"label": label, "url": reverse(f"workspace:{name}", args=[tree.code]), "is_current": name == current}
        for name, label in places
    ]
    earlier = trees(tree.organisation).filter(year__lt=tree.year).first()
    if earlier is not None:
        url = reverse("workspace:goal_compare", args=[tree.code, earlier.code])
        tabs.append({"label": _("Where they come from"), "url": url, "is_current": current == "goal_compare"})
    return tabs


def tree_acts(tree: GoalTree, person: User) -> list[Link]:
    """Return what the person may do with a tree in its state, the usual act first."""
    if not may_edit_goals(person):
        return []
    editing = [
        ("goal_add", _("Add a goal")),
        ("goal_order", _("Put the goals in order")),
        ("goal_section_add", _("Add a section")),
        ("goal_section_order", _("Put the sections in order")),
        ("goal_tree_levels", _("Name the levels")),
        ("goal_tree_change", _("Change title and year")),
    ]
    acts = [
        (TreeAct.EDIT_COUNCIL_GOALS, editing),
        (TreeAct.ADOPT, [("goal_tree_adopt", _("Register the council's decision"))]),
        (TreeAct.COPY, [("goal_tree_copy", _("Copy to the next version"))]),
        (TreeAct.ARCHIVE, [("goal_tree_archive", _("Archive"))]),
    ]
    state = TreeState(tree.state)
    found: list[Link] = [
        {"label": label, "url": reverse(f"workspace:{name}", args=[tree.code])}
        for act, links in acts
        if allows(state, act)
        for name, label in links
    ]
    return [*found, {"label": _("Import goals"), "url": reverse("workspace:goals_import")}]


def goal_acts(goal: Goal, person: User, organisation: OrganisationTree) -> list[Link]:
    """Return what the person may do with a goal: write it while it may be written, say what hangs on it."""
    state = TreeState(goal.tree.state)
    if goal.body_code:
        may_write = goal.body_code in bodies_answered_for(person, organisation)
        is_open = allows(state, TreeAct.ANSWER) and goal.decision_id is None
        names = [("goal_decide", _("Register the decision"))]
    else:
        may_write = may_edit_goals(person)
        is_open = allows(state, TreeAct.EDIT_COUNCIL_GOALS)
        names = []
    if not may_write:
        return []
    telling = [("goal_indicators", _("Choose indicators")), ("goal_documents", _("Choose documents"))]
    writing = [("goal_change", _("Change the goal")), *names, ("goal_remove", _("Remove the goal"))]
    links = writing if is_open else []
    links += telling if allows(state, TreeAct.ANSWER) else []
    if may_edit_goals(person):
        links.append(("goal_lineage", _("Which goals it comes from")))
    return [
        {"label": label, "url": reverse(f"workspace:{name}", args=[goal.tree.code, goal.code])}
        for name, label in links
    ]
