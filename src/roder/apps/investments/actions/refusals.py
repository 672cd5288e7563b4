from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from roder.domain.problems import Problem


class RegisterRefusedError(RefusedError):
    """What was wanted of a register or of a version's basis cannot be done; ``problems`` say why."""


def require(problems: list[Problem]) -> None:
    """Raise ``RegisterRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise RegisterRefusedError(problems)
