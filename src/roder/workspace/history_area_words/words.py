from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Words:
    """The act's name, as one chooses it from a list, and its sentence with ``person`` and ``subject``."""

    name: str | Promise
    sentence: str | Promise
