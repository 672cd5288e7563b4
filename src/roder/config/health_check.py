from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing looked at, and how it stands, in a sentence that says what to do when it is wrong."""

    name: str
    ok: bool
    detail: str
