"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

ARGUMENTS: dict[str, Any] = {
    name: lambda _world, _place: [2018]
    for name in (
        "workspace:frame_changes",
        "workspace:frame_changes_csv",
        "workspace:frame_change_add",
        "workspace:balance_requirement",
        "workspace:balance_requirement_csv",
        "workspace:balance_requirement_edit",
    )
}
SENT: dict[str, Any] = {}
