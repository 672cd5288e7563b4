"""The scale by which people judge, and how a person's verdict stands beside the computed status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from roder.domain.attainment import AttainmentStatus
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence


class VerdictTone(StrEnum):
    """What a step of the scale means, whatever it is called: it chooses colour and sign together.

    The values are the tones of roder.ui.states.
    """

    GOOD = "good"
    FAIR = "warn"
    POOR = "bad"
    UNKNOWN = "quiet"


class Agreement(StrEnum):
    """How a person's verdict stands to the computed status: the same, a step apart, the opposite, or neither."""

    SAME = "same"
    APART = "apart"
    OPPOSITE = "opposite"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """A step of the scale. ``key`` is what verdicts keep, so that a new name changes no old verdict."""

    key: str
    name: str
    name_en: str
    tone: VerdictTone


def default_scale() -> list[ScaleStep]:
    """Return the scale that holds until the organisation makes its own, best first.

    >>> [step.name for step in default_scale()]
    ['Bra', 'Ok', 'Har brister']
    """
    return [
        ScaleStep("good", "Bra", "Good", VerdictTone.GOOD),
        ScaleStep("ok", "Ok", "OK", VerdictTone.FAIR),
        ScaleStep("poor", "Har brister", "Has shortcomings", VerdictTone.POOR),
    ]


def tone_of(status: AttainmentStatus) -> VerdictTone:
    """Return the tone of a computed status: met is good, nearly met a warning, not met bad.

    >>> tone_of(AttainmentStatus.NEAR).value, tone_of(AttainmentStatus.LATE).value
    ('warn', 'quiet')
    """
    return _TONES.get(status, VerdictTone.UNKNOWN)


def agreement(verdict: VerdictTone, status: AttainmentStatus) -> Agreement:
    """Return how a verdict's tone stands to a computed status.

    >>> agreement(VerdictTone.GOOD, AttainmentStatus.MISSED).value
    'opposite'
    """
    computed = tone_of(status)
    if VerdictTone.UNKNOWN in {verdict, computed}:
        return Agreement.UNKNOWN
    if verdict is computed:
        return Agreement.SAME
    return Agreement.APART if VerdictTone.FAIR in {verdict, computed} else Agreement.OPPOSITE


def scale_faults(steps: Sequence[ScaleStep]) -> list[Problem]:
    """Return what is wrong with a scale; empty when it can be used.

    >>> [problem.code for problem in scale_faults(default_scale()[:1])]
    ['scale_too_short']
    """
    tones = [step.tone for step in steps if step.tone is not VerdictTone.UNKNOWN]
    names = [
        name for step in steps for name in {step.name.strip().casefold(), step.name_en.strip().casefold()}
    ]
    checks = [
        (len(tones) < _SHORTEST, _TOO_SHORT),
        (not all(step.name.strip() and step.name_en.strip() for step in steps), _WITHOUT_NAME),
        (len(names) != len(set(names)) or len({step.key for step in steps}) != len(steps), _SAME_TWICE),
        (tones != sorted(tones, key=_ORDER.index), _OUT_OF_ORDER),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def verdict_faults(level: str, reason: str, steps: Sequence[ScaleStep]) -> list[Problem]:
    """Return what a verdict lacks: a step of the scale, and why.

    >>> [problem.code for problem in verdict_faults("good", " ", default_scale())]
    ['verdict_without_reason']
    """
    checks = [
        (level not in {step.key for step in steps}, _NO_LEVEL),
        (not reason.strip(), _NO_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


def step_in_use(name: str) -> Problem:
    """Return the fault of taking away a step that verdicts have been given by."""
    return Problem(
        Severity.ERROR,
        "scale_step_in_use",
        None,
        f"Verdicts have been given by the step “{name}”. Rename it, or keep it.",
        f"Det finns bedömningar med steget ”{name}”. Byt namn på det eller behåll det.",
        values={"name": name},
    )


_SHORTEST = 2
_ORDER = [VerdictTone.GOOD, VerdictTone.FAIR, VerdictTone.POOR]
_TONES = {
    AttainmentStatus.MET: VerdictTone.GOOD,
    AttainmentStatus.NEAR: VerdictTone.FAIR,
    AttainmentStatus.MISSED: VerdictTone.POOR,
}
_TOO_SHORT = Problem(
    Severity.ERROR,
    "scale_too_short",
    None,
    "A scale has at least two steps that judge. Add a step.",
    "En skala har minst två steg som bedömer. Lägg till ett steg.",
)
_WITHOUT_NAME = Problem(
    Severity.ERROR,
    "scale_step_without_name",
    None,
    "Name every step in both languages.",
    "Ge varje steg ett namn på båda språken.",
)
_SAME_TWICE = Problem(
    Severity.ERROR,
    "scale_step_twice",
    None,
    "Two steps have the same name. Give each its own.",
    "Två steg har samma namn. Ge varje steg sitt eget.",
)
_OUT_OF_ORDER = Problem(
    Severity.ERROR,
    "scale_out_of_order",
    None,
    "The best step comes first: good, then fair, then poor.",
    "Det bästa steget står först: bra, sedan godtagbart, sedan brister.",
)
_NO_LEVEL = Problem(
    Severity.ERROR,
    "verdict_without_step",
    None,
    "Choose a step of the scale.",
    "Välj ett steg på skalan.",
)
_NO_REASON = Problem(
    Severity.ERROR,
    "verdict_without_reason",
    None,
    "Write why. A verdict is read together with its reason.",
    "Skriv varför. En bedömning läses tillsammans med sitt skäl.",
)
