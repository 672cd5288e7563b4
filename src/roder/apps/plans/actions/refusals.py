from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class PlanRefusedError(RefusedError):
    """What was wanted of the plan cannot be done; ``problems`` say why."""


def require(problems: list[Problem]) -> None:
    """Raise ``PlanRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise PlanRefusedError(problems)
