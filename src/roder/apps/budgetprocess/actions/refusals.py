from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.problems import RefusedError
from roder.domain.problems import refuses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.problems import Problem


class ProcessRefusedError(RefusedError):
    """What was wanted of the budget year cannot be done; ``problems`` say why."""


def require(problems: Sequence[Problem]) -> None:
    """Raise ``ProcessRefusedError`` when any of the problems refuses."""
    if refuses(problems):
        raise ProcessRefusedError(problems)
