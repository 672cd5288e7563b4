from __future__ import annotations

from roder.apps.budgets.models import Frame


def years_with_frames(organisation: str) -> list[int]:
    """Return the years for which an organisation has frames, oldest first."""
    return sorted(set(Frame.objects.filter(organisation=organisation).values_list("year", flat=True)))


def frames(organisation: str, year: int) -> dict[str, Frame]:
    """Return the frames of a year by body code."""
    return {frame.body_code: frame for frame in Frame.objects.filter(organisation=organisation, year=year)}
