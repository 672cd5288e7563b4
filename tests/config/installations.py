"""Installations of their own, driven by the command line as an operator does."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from tests.commands import SOURCE
from tests.commands import run_command

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path


@dataclass
class Installation:
    """A home, with the settings that its commands are given; nothing of ours leaks in from outside."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.home.mkdir(exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("RODER_", "DJANGO_")) and name != "DATABASE_URL"
        }
        return kept | {"PYTHONPATH": str(SOURCE), "RODER_HOME": str(self.home)} | self.settings

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "roder.config.cli", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return run_command(self.environment, *arguments)

    def answer(self, *arguments: str) -> Any:
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr + done.stdout
        return json.loads(done.stdout)
