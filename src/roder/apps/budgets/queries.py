from __future__ import annotations

from roder.apps.budgets.models import Frame


def frames(organisation: str, year: int) -> dict[str, Frame]:
    """Return the frames of a year by body code."""
    return {frame.body_code: frame for frame in Frame.objects.filter(organisation=organisation, year=year)}
