"""Every fault the tabular readers can name: its weight and its sentence in both languages.

The sentences stand in messages.toml. Codes are stable and documented in docs/formats/tabular.md; a
test fails when one is missing there.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Final

from roder.domain.problems import Severity


def _texts() -> dict[str, tuple[Severity, str, str]]:
    source = resources.files("roder.formats.tabular").joinpath("messages.toml").read_text(encoding="utf-8")
    return {
        code: (Severity(row["severity"]), row["en"], row["sv"]) for code, row in tomllib.loads(source).items()
    }


MESSAGES: Final = _texts()
"""Code to weight, English and Swedish sentence."""
