"""The example municipality as files and plain data: invented figures on a real organisation's shape."""

from __future__ import annotations
