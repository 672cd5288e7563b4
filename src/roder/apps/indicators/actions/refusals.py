from __future__ import annotations

from roder.domain.problems import RefusedError


class IndicatorRefusedError(RefusedError):
    """What was to be written of an indicator cannot be; ``problems`` say why."""
