from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.problems import Problem


class DocumentRefusedError(ValueError):
    """The document or edition cannot be made like that; ``problems`` say why, in both languages."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message_en for problem in problems))
        self.problems = list(problems)


def require(problems: Sequence[Problem]) -> list[Problem]:
    """Return what is only worth telling; raises ``DocumentRefusedError`` when anything refuses."""
    if refuses(problems):
        raise DocumentRefusedError([problem for problem in problems if problem.refuses])
    return list(problems)
