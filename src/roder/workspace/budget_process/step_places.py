"""Where the content of each step is: pages that other areas make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.budget_steps import StepKey
from roder.workspace.budget_places import all_places

if TYPE_CHECKING:
    from typing import Any

PLACES: dict[StepKey, tuple[str, ...]] = {
    StepKey.SCAN: ("budget_scan",),
    StepKey.ANALYSIS: ("budget_analysis",),
    StepKey.CONSEQUENCES: ("budget_scan", "budget_consequences"),
    StepKey.DRAFT: ("budget_ideas", "financing", "frame_bridge", "investments"),
    StepKey.HANDOVER: ("budget_book", "budget_versions", "frame_bridge", "late_changes"),
    StepKey.CONSULTATION: ("budget_consultation",),
    StepKey.PROPOSALS: ("proposals",),
    StepKey.BOARD: ("proposals", "meetings"),
    StepKey.COUNCIL: ("meetings", "budget_book"),
    StepKey.PLANS: (),
    StepKey.WORK: ("frame_changes",),
}
"""Names of the tabs of a budget year, by the step whose content they hold; one that is not there is left out."""


def step_places(key: StepKey, year: int) -> list[dict[str, Any]]:
    """Return the tabs that hold a step's content, as links."""
    known = {place["name"]: place for place in all_places(year)}
    return [known[name] for name in PLACES[key] if name in known]
