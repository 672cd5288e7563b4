#!/usr/bin/env python3
"""Django's management, for developers; everyone else calls ``roder``."""

from __future__ import annotations

from roder.config.cli import main

if __name__ == "__main__":
    main()
