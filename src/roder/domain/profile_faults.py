"""What is wrong with a month profile, as values in both languages, and how its weights are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roder.domain.periodisation import MONTHS
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_WEIGHT = 10**9
LONGEST_TYPED = 300


def typed_weights(text: str) -> tuple[int, ...] | None:
    """Return the whole numbers of a text, parted by spaces, commas or semicolons; ``None`` for anything else.

    >>> typed_weights("1 2;3"), typed_weights("1 x"), typed_weights("")
    ((1, 2, 3), None, None)
    """
    parts = [part for part in re.split(r"[\s,;]+", text[:LONGEST_TYPED]) if part]
    if not parts or not all(re.fullmatch("[0-9]{1,10}", part) for part in parts):
        return None
    return tuple(int(part) for part in parts)


def profile_faults(name: str, weights: Sequence[int], *, is_taken: bool) -> list[Problem]:
    """Return what keeps a profile from being saved.

    >>> [fault.code for fault in profile_faults("School", [1] * 11, is_taken=True)]
    ['profile_name_taken', 'profile_without_twelve']
    """
    found = []
    if not name.strip():
        found.append(
            _error("profile_without_name", "The profile needs a name.", "Profilen behöver ett namn.")
        )
    if is_taken:
        english = f"There is a profile called {name} already. Choose another name."
        swedish = f"Det finns redan en profil som heter {name}. Välj ett annat namn."
        found.append(_error("profile_name_taken", english, swedish))
    if len(weights) != MONTHS:
        english = f"A profile has twelve weights, one for each month; {len(weights)} are given."
        swedish = f"En profil har tolv vikter, en för varje månad; här är {len(weights)}."
        found.append(_error("profile_without_twelve", english, swedish))
    elif not any(weights) or min(weights) < 0 or max(weights) > LARGEST_WEIGHT:
        english = "The weights must be whole numbers from 0 up, and at least one above 0."
        swedish = "Vikterna ska vara hela tal från 0 och uppåt, och minst en över 0."
        found.append(_error("profile_weights_unfit", english, swedish))
    return found


def _error(code: str, english: str, swedish: str) -> Problem:
    return Problem(Severity.ERROR, code, None, english, swedish)
