"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

from roder.apps.budgets.actions.bridge import TypedLine
from roder.apps.budgets.actions.bridge import add_bridge_lines
from roder.apps.budgets.actions.versions import make_version
from roder.apps.budgets.actions.volumes import import_volumes
from roder.apps.budgets.models import BudgetLine
from roder.apps.identity.queries import system_user
from roder.domain.budget_versions import ChangeGroup
from roder.domain.budget_versions import VersionKind

YEAR = 2027
"""A year that no other area has a base for."""
BODY, STEP = "400", "decision"


def make_frame_bridge(key: str) -> None:
    """Make a base with a frame of a committee, and a row of the volume model."""
    person = system_user()
    base = make_version(key, name=f"Base {YEAR}", kind=VersionKind.BASE, year=YEAR, acting_user=person)
    last = TypedLine(BODY, ChangeGroup.LAST_FRAME, "As decided", {YEAR: 100_000_000})
    more = TypedLine(BODY, ChangeGroup.DECISION, "More", {YEAR: 1_000_000})
    add_bridge_lines(base, [last, more], acting_user=person)
    import_volumes(key, _VOLUMES.encode(), acting_user=person)


_VOLUMES = f"Slag;År;Nyckel;Nämnd;Värde\nvolym;{YEAR};förskola;{BODY};10\n"


def _line() -> int:
    return BudgetLine.objects.get(year=YEAR, change_group=STEP).pk


ARGUMENTS: dict[str, Any] = {
    "workspace:frame_bridge": lambda _world, _place: [YEAR],
    "workspace:frame_bridge_file": lambda _world, _place: [YEAR, "csv"],
    "workspace:frame_bridge_body": lambda _world, _place: [YEAR, BODY],
    "workspace:frame_bridge_cell": lambda _world, _place: [YEAR, BODY, STEP],
    "workspace:frame_bridge_line": lambda _world, _place: [YEAR, _line()],
    "workspace:frame_bridge_line_remove": lambda _world, _place: [YEAR, _line()],
    "workspace:frame_bridge_grid": lambda _world, _place: [YEAR],
    "workspace:frame_bridge_reckon": lambda _world, _place: [YEAR],
    "workspace:frame_bridge_index": lambda _world, _place: [YEAR],
    "workspace:volumes": lambda _world, _place: [YEAR],
    "workspace:volumes_import": lambda _world, _place: [YEAR],
    "workspace:volumes_import_confirm": lambda _world, _place: [YEAR],
    "workspace:volumes_file": lambda _world, _place: [YEAR, "csv"],
}
SENT: dict[str, Any] = {
    "workspace:frame_bridge_reckon": lambda _world, _place: {"act": "volumes"},
    "workspace:frame_bridge_grid": lambda _world, _place: {"step": "saving", "text": "Less"},
}
