from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class MeetingRefusedError(ValueError):
    """What was to be recorded of a meeting cannot be; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message_en for problem in problems))
        self.problems = problems


def require(problems: list[Problem]) -> None:
    """Raise ``MeetingRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise MeetingRefusedError(problems)
