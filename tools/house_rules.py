"""Roder's own lint: what reviews would otherwise have to say again and again.

``python -m tools.house_rules [FILE…]`` reads every file of the checkout, or those named. A breach that
is right all the same carries its reason on the same line or the one before (``house: allow RULE:
reason``, as a comment); an allowance that allows nothing is itself a breach. Each rule has samples of
good and bad in tests/house/test_house_rules.py.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.house import conduct
from tools.house import names
from tools.house import pages
from tools.house.source import Finding
from tools.house.source import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
RULES = (*names.RULES, *conduct.RULES, *pages.RULES)
SKIPPED_FOLDERS = frozenset({".venv", ".git", "var", "node_modules", "__pycache__", "build"})

# These hold breaches on purpose.
SAMPLES = ("tests/house/test_house_rules.py", "tests/house/samples/")


def findings(source: SourceFile) -> list[Finding]:
    """Return the breaches in a file that carry no allowance, and the allowances that allow nothing."""
    found = [Finding(line, rule.name, message) for rule in RULES for line, message in rule.find(source)]
    kept = [finding for finding in found if not source.is_allowed(finding)]
    for line, name in sorted(set(source.allowances) - source.used_allowances):
        kept.append(Finding(line, "unused-allowance", f"«allow {name}» allows nothing here; take it out"))
    return sorted(kept)


def checkout_files(root: Path) -> list[str]:
    """Return the paths of the checkout's own files: what git knows, or would take in."""
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode == 0:
        return sorted(path for path in answer.stdout.split("\0") if path and (root / path).is_file())
    every = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in every if not SKIPPED_FOLDERS & set(path.parts))


def read(root: Path, path: str) -> SourceFile | None:
    """Return a file to check; ``None`` for the samples, for what others made, and for what is no text."""
    if path.startswith(SAMPLES) or "/vendor/" in path or path == "LICENSE":
        return None
    try:
        return SourceFile(path, (root / path).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return None


def report(root: Path, paths: Iterable[str]) -> list[str]:
    """Return every breach as a line ``path:line: rule: what to do``."""
    lines = []
    for path in paths:
        source = read(root, path)
        if source is not None:
            lines += [f"{path}:{item.line}: {item.rule}: {item.message}" for item in findings(source)]
    return lines


def main(arguments: list[str]) -> int:
    """Check the files named, or all."""
    named = [Path(argument).resolve().relative_to(ROOT).as_posix() for argument in arguments]
    lines = report(ROOT, named or checkout_files(ROOT))
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
