"""The example's frame bridge, through the same doors as a user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User


def build_frame_bridge(key: str, people: Iterable[User], say: Callable[[str], None]) -> None:
    """Make what is not here yet; what a person has done since stands."""
