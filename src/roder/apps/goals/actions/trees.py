"""To make a goal tree, name its levels, let the council's decision adopt it, archive it, and begin the next."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING
from typing import Any

from django.db import transaction

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.goal_search import goal_texts
from roder.apps.goals.goal_search import section_texts
from roder.apps.goals.models import Goal
from roder.apps.goals.models import GoalDocument
from roder.apps.goals.models import GoalIndicator
from roder.apps.goals.models import GoalLineage
from roder.apps.goals.models import GoalTree
from roder.apps.goals.models import PlatformSection
from roder.apps.goals.queries import goals_of
from roder.apps.goals.queries import overarching_goals
from roder.apps.goals.queries import trees
from roder.apps.goals.refusals import require
from roder.apps.goals.refusals import tree_subject
from roder.apps.search.actions import index_all
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeFacts
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import adoption_faults
from roder.domain.goal_tree import level_faults
from roder.domain.goal_tree import state_faults
from roder.domain.goal_tree import tree_faults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.apps.decisions.models import Decision
    from roder.apps.identity.models import User
    from roder.domain.problems import Problem

Event = AuditEntry.Event
COPIED = (
    "code",
    "level",
    "position",
    "title",
    "title_en",
    "text",
    "text_en",
    "owner_id",
    "owner_title",
    "is_financial",
)
"""What a goal keeps when its tree is copied to the next version."""


@transaction.atomic
def make_tree(organisation: str, facts: TreeFacts, *, acting_user: User) -> GoalTree:
    """Make an empty draft of a goal tree; raises ``GoalRefusedError``."""
    tree = _new_tree(organisation, facts)
    record(Event.GOAL_TREE_MADE, tree_subject(tree), acting_user=acting_user, new=_told(tree))
    return tree


@transaction.atomic
def change_tree(
    tree: GoalTree, *, title: str, title_en: str, year: int, seen_version: int, acting_user: User
) -> bool:
    """Change the title and budget year of a draft; returns whether anything differed."""
    facts = {"title": title.strip(), "title_en": title_en.strip(), "year": year}
    require([*state_faults(TreeState(tree.state), TreeAct.EDIT_COUNCIL_GOALS), *_year_faults(tree, facts)])
    return change(
        tree,
        facts,
        seen_version=seen_version,
        event=Event.GOAL_TREE_CHANGED,
        subject=tree_subject(tree),
        acting_user=acting_user,
    )


@transaction.atomic
def name_levels(
    tree: GoalTree, levels: Sequence[Mapping[str, str]], *, seen_version: int, acting_user: User
) -> bool:
    """Name the levels of a draft from the top; returns whether anything differed."""
    used = set(tree.goals.values_list("level", flat=True))
    require(
        [
            *state_faults(TreeState(tree.state), TreeAct.EDIT_COUNCIL_GOALS),
            *level_faults(levels, used),
        ]
    )
    return change(
        tree,
        {"levels": [dict(level) for level in levels]},
        seen_version=seen_version,
        event=Event.GOAL_LEVELS_NAMED,
        subject=tree_subject(tree),
        acting_user=acting_user,
    )


@transaction.atomic
def adopt_tree(
    tree: GoalTree, decision: Decision | None, *, seen_version: int, acting_user: User
) -> GoalTree:
    """Let the council's decision adopt the tree; from now on its goals are fixed."""
    current = _locked(tree, seen_version, Event.GOAL_TREE_ADOPTED)
    overarching = len(overarching_goals(current))
    require(adoption_faults(TreeState(current.state), overarching, has_decision=decision is not None))
    return _in_state(current, TreeState.ADOPTED, Event.GOAL_TREE_ADOPTED, acting_user, decision=decision)


@transaction.atomic
def archive_tree(tree: GoalTree, *, seen_version: int, acting_user: User) -> GoalTree:
    """Close an adopted tree that is of the past: it can be read and copied, no longer answered."""
    current = _locked(tree, seen_version, Event.GOAL_TREE_ARCHIVED)
    require(state_faults(TreeState(current.state), TreeAct.ARCHIVE))
    return _in_state(current, TreeState.ARCHIVED, Event.GOAL_TREE_ARCHIVED, acting_user)


@transaction.atomic
def copy_tree(tree: GoalTree, facts: TreeFacts, *, acting_user: User) -> GoalTree:
    """Begin the next version: a draft with the council's goals, texts, indicators and documents of this one.

    Each goal is joined to the one that it is copied from. What committees have answered stays with the tree
    that they answered. A copy of what is made up is made up. Raises ``GoalRefusedError``.
    """
    facts = replace(facts, is_example=facts.is_example or tree.is_example)
    copy = _new_tree(tree.organisation, facts, predecessor=tree, levels=tree.levels)
    PlatformSection.objects.bulk_create(
        PlatformSection(
            tree=copy,
            position=section.position,
            heading=section.heading,
            text=section.text,
            heading_en=section.heading_en,
            text_en=section.text_en,
        )
        for section in tree.sections.order_by("position", "pk")
    )
    copies = _copied_goals(tree, copy)
    lines = [GoalLineage(earlier_id=old, later=new) for old, new in copies.items()]
    GoalLineage.objects.bulk_create(lines)
    _copy_links(copies)
    index_all(chain(goal_texts(tree=copy.pk), section_texts(tree=copy.pk)))
    record(
        Event.GOAL_TREE_COPIED,
        tree_subject(copy),
        acting_user=acting_user,
        new=_told(copy) | {"predecessor": tree.code, "goals": len(copies)},
    )
    return copy


def _new_tree(organisation: str, facts: TreeFacts, **more: Any) -> GoalTree:
    require(tree_faults(facts, set(trees(organisation).values_list("code", flat=True))))
    return GoalTree.objects.create(
        organisation=organisation,
        code=facts.code,
        year=facts.year,
        title=facts.title.strip(),
        title_en=facts.title_en.strip(),
        is_example=facts.is_example,
        **more,
    )


def _year_faults(tree: GoalTree, facts: dict[str, Any]) -> list[Problem]:
    return tree_faults(TreeFacts(tree.code, facts["year"], facts["title"]), set())


def _copied_goals(tree: GoalTree, copy: GoalTree) -> dict[int, Goal]:
    """Copy the council's goals; a goal whose upper one is a committee's own stands at the top of its copy."""
    council = [goal for goal in goals_of(tree) if not goal.body_code]
    copies: dict[int, Goal] = {}
    for goal in council:
        kept = {name: getattr(goal, name) for name in COPIED}
        copies[goal.pk] = Goal.objects.create(tree=copy, **kept)
    for goal in council:
        if goal.parent_id in copies:
            Goal.objects.filter(pk=copies[goal.pk].pk).update(parent=copies[goal.parent_id])
    return copies


def _copy_links(copies: Mapping[int, Goal]) -> None:
    measured = GoalIndicator.objects.filter(goal__in=copies)
    GoalIndicator.objects.bulk_create(
        GoalIndicator(goal=copies[link.goal_id], indicator_id=link.indicator_id, position=link.position)
        for link in measured
    )
    documented = GoalDocument.objects.filter(goal__in=copies)
    GoalDocument.objects.bulk_create(
        GoalDocument(goal=copies[link.goal_id], document_id=link.document_id) for link in documented
    )


def _locked(tree: GoalTree, seen_version: int, event: AuditEntry.Event) -> GoalTree:
    current = GoalTree.objects.select_for_update().filter(pk=tree.pk).first()
    if current is None or current.version != seen_version:
        raise stale(current, mine={"state": tree.state}, event=event, subject=tree_subject(tree))
    return current


def _in_state(
    tree: GoalTree,
    state: TreeState,
    event: AuditEntry.Event,
    acting_user: User,
    *,
    decision: Decision | None = None,
) -> GoalTree:
    before, tree.state = tree.state, state
    tree.decision = decision or tree.decision
    tree.version += 1
    tree.save(update_fields=["state", "decision", "version"])
    new = {"state": _state_key(state), "decision": str(tree.decision or "")}
    record(event, tree_subject(tree), acting_user=acting_user, old={"state": _state_key(before)}, new=new)
    return tree


def _state_key(state: str) -> str:
    """Return the state by the key under which pages have its word."""
    return f"tree_{state}"


def _told(tree: GoalTree) -> dict[str, Any]:
    return {name: getattr(tree, name) for name in ("title", "title_en", "year")}
