"""What a plan says, in words: the same for a draft read live and for a plan pinned when it was adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.utils.translation import gettext as _

from roder.domain.plan_contents import undistributed
from roder.workspace.goal_money.words import kind_name
from roder.workspace.plan_words import AMOUNT_UNIT
from roder.workspace.plan_words import part_text
from roder.workspace.plan_words import target_text

if TYPE_CHECKING:
    from roder.domain.plan_contents import Part
    from roder.workspace.plan_pages.chosen import ChosenPlan


def shown_contents(chosen: ChosenPlan) -> dict[str, Any]:
    """Return the parts of a plan for the template plans/_contents.html."""
    document = chosen.document
    frame_ore = document["frame"]["amount_ore"]
    return {
        "sections": document["sections"],
        "goals": [_goal(part, chosen) for part in document["goals"]],
        "assignments": [_assignment(part, chosen) for part in document["assignments"]],
        "frame_ore": frame_ore,
        "allocations": [_allocation(part) for part in document["allocations"]],
        "rest_ore": undistributed(frame_ore, document["allocations"]),
        "fundings": [_funding(part, chosen) for part in document["fundings"]],
        "amount_unit": AMOUNT_UNIT,
    }


def _goal(part: Part, chosen: ChosenPlan) -> dict[str, Any]:
    answers = {
        "goal": _("Own goal"),
        "contributes": _("Contributes"),
        "not_concerned": _("Not concerned"),
        "activity": _("Answered by activities"),
        "": _("Not answered"),
    }
    return {
        "key": part["key"],
        "title": part_text(part, "title"),
        "is_asked": part["is_asked"],
        "is_answered": bool(part["answer"]),
        "answer": answers[part["answer"]],
        "answer_text": part["answer_text"],
        "above": [each["title"] for each in part["above"]],
        "own_goals": [
            {
                "key": own["key"],
                "title": part_text(own, "title"),
                "text": part_text(own, "text"),
                "owner": own["owner"],
                "indicators": [_indicator(each) for each in own["indicators"]],
            }
            for own in part["own_goals"]
        ],
        "activities": [_activity(each, chosen) for each in part["activities"]],
        "indicators": [_indicator(each) for each in part["indicators"]],
    }


def _indicator(part: Part) -> dict[str, str]:
    targets = [target_text(target, part["unit"]) for target in part["targets"]]
    return {"key": part["key"], "title": part_text(part, "title"), "targets": "; ".join(targets)}


def _activity(part: Part, chosen: ChosenPlan) -> dict[str, str]:
    return {**part, "body": chosen.name_of(part["body"])}


def _assignment(part: Part, chosen: ChosenPlan) -> dict[str, Any]:
    return {
        **part,
        "title": part_text(part, "title"),
        "activities": [_activity(each, chosen) for each in part["activities"]],
    }


def _allocation(part: Part) -> dict[str, Any]:
    return {**part, "name": part["name"] if part["key"] else _("Kept by the body itself")}


def _funding(part: Part, chosen: ChosenPlan) -> dict[str, Any]:
    titles = {goal["key"]: part_text(goal, "title") for goal in chosen.document["goals"]}
    return {
        **part,
        "goal": f"{part['goal']} {titles.get(part['goal'], '')}".strip(),
        "kind": kind_name(part["kind"]),
        "body": chosen.name_of(part["body"]),
    }
