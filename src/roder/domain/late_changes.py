"""Late changes: what keeps a version from being built, and what has moved from being signed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.domain.budget_figures import FigureKey
    from roder.domain.budget_figures import MovedFigure


def figures_digest(figures: Mapping[FigureKey, int]) -> str:
    """Return the SHA-256 of figures: a line for each, in order.

    >>> figures_digest({}) == hashlib.sha256(b"").hexdigest()
    True
    """
    lines = "".join(f"{key}={figures[key]}\n" for key in sorted(figures))
    return hashlib.sha256(lines.encode()).hexdigest()


def building_faults(figures: Mapping[FigureKey, int], *, is_built: bool) -> list[Problem]:
    """Return what keeps the figures of a version from being kept for the first time.

    >>> [each.code for each in building_faults({}, is_built=True)]
    ['figures_without_lines', 'figures_built_already']
    """
    checks = [(not figures, _NO_LINES), (is_built, _BUILT)]
    return [problem for is_wrong, problem in checks if is_wrong]


def signing_faults(
    found: Sequence[MovedFigure], reason: str, *, is_built: bool, is_seen: bool
) -> list[Problem]:
    """Return what keeps the moved figures from being signed.

    >>> [each.code for each in signing_faults([], "", is_built=False, is_seen=True)]
    ['figures_not_built']
    """
    if not is_built:
        return [_NOT_BUILT]
    checks = [
        (not is_seen, _MOVED_AGAIN),
        (is_seen and not found, _NOTHING_MOVED),
        (not reason.strip(), _NO_REASON),
    ]
    return [problem for is_wrong, problem in checks if is_wrong]


_NO_LINES = Problem(
    Severity.ERROR,
    "figures_without_lines",
    None,
    "The version has no lines yet, so there are no figures to keep.",
    "Versionen har inga rader än, så det finns inga siffror att spara.",
)
_BUILT = Problem(
    Severity.ERROR,
    "figures_built_already",
    None,
    "The figures are kept already. Sign what has moved since instead.",
    "Siffrorna är redan sparade. Signera i stället det som har ändrats sedan dess.",
)
_NOT_BUILT = Problem(
    Severity.ERROR,
    "figures_not_built",
    None,
    "Keep the figures first; what moves after that can be signed.",
    "Spara siffrorna först; det som ändras därefter kan signeras.",
)
_MOVED_AGAIN = Problem(
    Severity.ERROR,
    "figures_moved_again",
    None,
    "More has moved since you opened the page. Look at the list again, and sign if it is right.",
    "Mer har ändrats sedan du öppnade sidan. Läs listan igen och signera om den stämmer.",
)
_NOTHING_MOVED = Problem(
    Severity.ERROR,
    "figures_unmoved",
    None,
    "No figure has moved, so there is nothing to sign.",
    "Ingen siffra har ändrats, så det finns inget att signera.",
)
_NO_REASON = Problem(
    Severity.ERROR,
    "late_change_without_reason",
    None,
    "Write why the figures were changed late.",
    "Skriv varför siffrorna ändrades sent.",
)
