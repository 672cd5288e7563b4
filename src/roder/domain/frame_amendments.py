"""Changes of a frame after the vote: each a signed amount with its own decision and its financing (KL 11 ch. 15 §)."""

from __future__ import annotations

from enum import StrEnum


class AmendmentKind(StrEnum):
    """A supplementary appropriation, a transfer between bodies, or what is carried over from the year before."""

    SUPPLEMENTARY = "supplementary"
    TRANSFER = "transfer"
    CARRY_FORWARD = "carry_forward"
