"""What the access world holds for its area, and what its addresses are asked with."""

from __future__ import annotations

from typing import Any

ARGUMENTS: dict[str, Any] = {}
SENT: dict[str, Any] = {}
