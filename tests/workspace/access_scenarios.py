"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

ARGUMENTS: dict[str, Any] = {
    f"workspace:late_changes{act}": lambda _world, _place: [2018] for act in ("", "_csv", "_build", "_sign")
}
SENT: dict[str, Any] = {}
