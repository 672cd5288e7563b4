"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

ARGUMENTS: dict[str, Any] = {
    f"workspace:{name}": lambda _world, _place: [2018]
    for name in (
        "late_changes",
        "late_changes_csv",
        "late_changes_build",
        "late_changes_sign",
        "what_if",
        "what_if_csv",
    )
}
SENT: dict[str, Any] = {}
