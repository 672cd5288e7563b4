from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class MeetingRefusedError(RefusedError):
    """What was to be recorded of a meeting cannot be; ``problems`` say why."""


def require(problems: list[Problem]) -> None:
    """Raise ``MeetingRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise MeetingRefusedError(problems)
