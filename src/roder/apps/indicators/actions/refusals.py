from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class IndicatorRefusedError(ValueError):
    """What was to be written of an indicator cannot be; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message_en for problem in problems))
        self.problems = problems
