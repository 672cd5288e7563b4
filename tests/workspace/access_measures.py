"""The measures of the access world, and what their addresses are asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Callable


def make_measures(_organisation: str) -> None:
    """Make what the addresses of this area need."""


ARGUMENTS: dict[str, Callable[..., list[Any]]] = {}
SENT: dict[str, Callable[..., dict[str, Any]]] = {}
