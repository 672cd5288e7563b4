"""Money that names a goal, both ways: what a goal is granted, and what of a frame names no goal."""

from __future__ import annotations

from enum import StrEnum


class FundingKind(StrEnum):
    """What it is that names a goal: a part of a frame, a change of frame, a project, an assignment."""

    FRAME = "frame"
    FRAME_CHANGE = "frame_change"
    PROJECT = "project"
    ASSIGNMENT = "assignment"
