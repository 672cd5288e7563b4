from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class FinancingRefusedError(ValueError):
    """What was wanted of the round cannot be done; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.message_en for problem in problems))
        self.problems = problems


def require(problems: list[Problem]) -> None:
    """Raise ``FinancingRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise FinancingRefusedError(problems)
