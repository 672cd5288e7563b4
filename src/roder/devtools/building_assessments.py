"""The judgements of the example municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from roder.apps.identity.models import User


def build_assessments(_organisation: str, _people: Iterable[User], _say: Callable[[str], None]) -> None:
    """Make what the example shows of this area."""
