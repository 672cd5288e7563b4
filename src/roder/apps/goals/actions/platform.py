"""To write the texts of the tree's document, the political platform among them, while it is a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from roder.apps.audit.actions import change
from roder.apps.audit.actions import record
from roder.apps.audit.actions import stale
from roder.apps.audit.models import AuditEntry
from roder.apps.goals.goal_search import SECTION
from roder.apps.goals.goal_search import section_key
from roder.apps.goals.goal_search import section_text
from roder.apps.goals.models import PlatformSection
from roder.apps.goals.refusals import require
from roder.apps.goals.refusals import tree_subject
from roder.apps.search.actions import index_all
from roder.apps.search.actions import unindex
from roder.domain.goal_faults import NO_SECTION_HEADING
from roder.domain.goal_tree import TreeAct
from roder.domain.goal_tree import TreeState
from roder.domain.goal_tree import state_faults

if TYPE_CHECKING:
    from roder.apps.goals.models import GoalTree
    from roder.apps.identity.models import User

Event = AuditEntry.Event
NAMES = ("heading", "text", "heading_en", "text_en")


@dataclass(frozen=True, slots=True)
class SectionTexts:
    """The heading and the text of a section, in Swedish and, where there is one, in English."""

    heading: str
    text: str
    heading_en: str = ""
    text_en: str = ""

    def values(self) -> dict[str, str]:
        """Return the texts by the names of the row's fields."""
        return {name: getattr(self, name).strip() for name in NAMES}


@transaction.atomic
def add_section(tree: GoalTree, texts: SectionTexts, *, acting_user: User) -> PlatformSection:
    """Add a section at the end of a draft's texts; raises ``GoalRefusedError``."""
    _require(tree, texts)
    last = tree.sections.aggregate(last=Max("position"))["last"]
    section = PlatformSection.objects.create(
        tree=tree, position=0 if last is None else last + 1, **texts.values()
    )
    index_all([section_text(section)])
    record(
        Event.PLATFORM_SECTION_ADDED, section_subject(section), acting_user=acting_user, new=texts.values()
    )
    return section


@transaction.atomic
def change_section(
    section: PlatformSection, texts: SectionTexts, *, seen_version: int, acting_user: User
) -> bool:
    """Change a section of a draft; returns whether anything differed."""
    _require(section.tree, texts)
    is_other = change(
        section,
        texts.values(),
        seen_version=seen_version,
        event=Event.PLATFORM_SECTION_CHANGED,
        subject=section_subject(section),
        acting_user=acting_user,
    )
    if is_other:
        index_all([section_text(section)])
    return is_other


@transaction.atomic
def remove_section(section: PlatformSection, *, seen_version: int, acting_user: User) -> None:
    """Take a section out of a draft; raises ``StaleVersionError`` when somebody has changed it meanwhile."""
    require(state_faults(TreeState(section.tree.state), TreeAct.EDIT_COUNCIL_GOALS))
    event, subject = Event.PLATFORM_SECTION_REMOVED, section_subject(section)
    current = PlatformSection.objects.select_for_update().filter(pk=section.pk).first()
    if current is None or current.version != seen_version:
        raise stale(current, mine={"heading": section.heading}, event=event, subject=subject)
    old = {name: getattr(current, name) for name in NAMES}
    unindex(SECTION, section_key(current))
    current.delete()
    record(event, subject, acting_user=acting_user, old=old)


@transaction.atomic
def order_sections(tree: GoalTree, keys: list[int], *, acting_user: User) -> bool:
    """Put the sections of a draft in the order of their keys; returns whether anything moved."""
    require(state_faults(TreeState(tree.state), TreeAct.EDIT_COUNCIL_GOALS))
    sections = list(tree.sections.order_by("position", "pk"))
    named = {key: place for place, key in enumerate(keys)}
    ordered = sorted(sections, key=lambda section: named.get(section.pk, len(named)))
    if sections == ordered:
        return False
    for place, section in enumerate(ordered):
        section.position = place
    PlatformSection.objects.bulk_update(ordered, ["position"])
    record(
        Event.PLATFORM_SECTION_MOVED,
        tree_subject(tree),
        acting_user=acting_user,
        old={"order": [section.heading for section in sections]},
        new={"order": [section.heading for section in ordered]},
    )
    return True


def section_subject(section: PlatformSection) -> str:
    """Return what the history calls a section: by its number, since headings change."""
    return f"{tree_subject(section.tree)} #{section.pk}"


def _require(tree: GoalTree, texts: SectionTexts) -> None:
    problems = state_faults(TreeState(tree.state), TreeAct.EDIT_COUNCIL_GOALS)
    require([*problems, *([] if texts.heading.strip() else [NO_SECTION_HEADING])])
