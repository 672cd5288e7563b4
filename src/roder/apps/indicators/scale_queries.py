"""The organisation's scale of verdicts: its own steps, or those that hold until it makes its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.apps.indicators.models import VerdictLevel
from roder.domain.verdict_scale import ScaleStep
from roder.domain.verdict_scale import VerdictTone
from roder.domain.verdict_scale import default_scale

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class VerdictScale:
    """The steps in order, best first, and the version that whoever changes them must have seen."""

    steps: Sequence[ScaleStep]
    version: int
    is_default: bool

    def step(self, key: str) -> ScaleStep:
        """Return a step by its key; one that is no longer on the scale keeps its key as its name."""
        found = {step.key: step for step in self.steps}
        return found.get(key, ScaleStep(key, key, key, VerdictTone.UNKNOWN))


def verdict_scale(organisation: str) -> VerdictScale:
    """Return the scale by which people judge in an organisation."""
    levels = list(VerdictLevel.objects.filter(organisation=organisation))
    if not levels:
        return VerdictScale(default_scale(), 0, is_default=True)
    steps = [ScaleStep(one.key, one.name, one.name_en, VerdictTone(one.tone)) for one in levels]
    return VerdictScale(steps, max(level.version for level in levels), is_default=False)


def verdict_levels(organisation: str) -> list[VerdictLevel]:
    """Return the steps as rows, best first; those of the usual scale are not stored."""
    return [
        VerdictLevel(
            organisation=organisation,
            position=position,
            key=step.key,
            name=step.name,
            name_en=step.name_en,
            tone=step.tone.value,
        )
        for position, step in enumerate(verdict_scale(organisation).steps)
    ]
