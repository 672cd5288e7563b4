"""What is wrong with a month profile, as values in both languages, and how its weights are typed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from roder.domain.periodisation import MONTHS
from roder.domain.problems import Problem
from roder.domain.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST_WEIGHT = 10**9
LONGEST_TYPED = 300


def typed_weights(text: str) -> tuple[int, ...] | None:
    """Return the numbers of a text as whole weights, parted by spaces or semicolons; ``None`` for anything else.

    Decimals may be written with a comma or a point: all are then raised by the same power of ten.

    >>> typed_weights("1 2;3"), typed_weights("8,33 8.4"), typed_weights("1 x"), typed_weights("")
    ((1, 2, 3), (833, 840), None, None)
    """
    parts = [part.replace(",", ".") for part in re.split(r"[\s;]+", text[:LONGEST_TYPED]) if part]
    if not parts or not all(re.fullmatch(r"[0-9]{1,8}(\.[0-9]{1,4})?", part) for part in parts):
        return None
    places = max(len(part.partition(".")[2]) for part in parts)
    return tuple(int(Decimal(part).scaleb(places)) for part in parts)


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
