from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class InternalBudgetRefusedError(RefusedError):
    """What was wanted of an internal budget cannot be done; ``problems`` say why."""


def require(problems: list[Problem]) -> None:
    """Raise ``InternalBudgetRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise InternalBudgetRefusedError(problems)
