from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.problems import Problem


class DocumentRefusedError(RefusedError):
    """The document or edition cannot be made like that; ``problems`` say why, in both languages."""


def require(problems: Sequence[Problem]) -> list[Problem]:
    """Return what is only worth telling; raises ``DocumentRefusedError`` when anything refuses."""
    if refuses(problems):
        raise DocumentRefusedError([problem for problem in problems if problem.refuses])
    return list(problems)
