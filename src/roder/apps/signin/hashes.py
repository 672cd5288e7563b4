"""Secrets are kept as hashes: who reads the database can use none of them."""

from __future__ import annotations

import hashlib


def hashed(*parts: str) -> str:
    """Return a hash of the parts; long random secrets need no salt."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
