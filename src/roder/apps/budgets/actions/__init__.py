"""What is done with the budget: frames set, versions made, filled and frozen."""

from __future__ import annotations

from roder.apps.budgets.actions.frames import FrameRow
from roder.apps.budgets.actions.frames import import_frames
from roder.apps.budgets.actions.frames import set_frames

__all__ = ["FrameRow", "import_frames", "set_frames"]
