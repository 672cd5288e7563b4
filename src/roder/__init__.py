"""Roder: a municipality steers itself by goals and budget."""

from __future__ import annotations

__version__ = "0.1.0"
