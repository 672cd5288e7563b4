"""Checks that every lock file is fresh, hashed, and names no place to fetch from.

``python -m tools.lock_check`` checks; ``--stamp`` writes into each lock the fingerprint of what it
was made from (``make lock`` does so after compiling).
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
STAMP = "# made from: "

_PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
_PLACES = (
    re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE),
    re.compile(r"(?<!\S)-(?:i|f|e)\b"),
    re.compile(r"--(?:[a-z-]*index|[a-z-]*index-url|find-links|trusted-host|editable)\b"),
    re.compile(r" @ "),
    re.compile(r"\b[a-z0-9-]+\.(?:org|com|net|io|dev|se)\b", re.IGNORECASE),
)


@dataclass(frozen=True)
class Pin:
    """One pinned package of a lock file: where it stands and whether it carries hashes."""

    name: str
    version: str
    line: int
    is_hashed: bool


def requirement_lines(source: Path) -> list[str]:
    """Return the requirement lines of a ``.in`` file and of those it includes, in order."""
    lines: list[str] = []
    for raw in source.read_text(encoding="utf-8").splitlines():
        line = raw.split(" #")[0].strip()
        if line.startswith("-r "):
            lines += requirement_lines(source.parent / line[3:].strip())
        elif line and not line.startswith("#"):
            lines.append(line)
    return lines


def fingerprint(source: Path) -> str:
    """Return the fingerprint of what a lock is made from; comments and blank lines do not count."""
    text = "\n".join(requirement_lines(source))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def pins(lock_text: str) -> Iterator[Pin]:
    """Yield the pins of a lock file. A package may be pinned more than once, for different systems."""
    lines = lock_text.splitlines()
    for index, line in enumerate(lines):
        match = _PIN.match(line)
        if match is None:
            continue
        end = index + 1
        while end < len(lines) and lines[end].startswith(" "):
            end += 1
        is_hashed = any(_HASH.search(part) for part in lines[index:end])
        yield Pin(canonicalize_name(match[1]), match[2], index + 1, is_hashed)


def place_faults(lock_text: str) -> Iterator[str]:
    """Yield a fault for each line that names a host, an index or another place to fetch from."""
    for number, line in enumerate(lock_text.splitlines(), start=1):
        if any(pattern.search(line) for pattern in _PLACES):
            yield f"line {number} names a place to fetch from: {line.strip()[:80]}"


def freshness_faults(source: Path, lock_text: str, found: list[Pin]) -> Iterator[str]:
    """Yield a fault for each way in which the lock does not answer to its source."""
    if f"{STAMP}{fingerprint(source)}" not in lock_text.splitlines():
        yield f"is stale: {source.name} has changed since it was made"
    for line in requirement_lines(source):
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            yield f"{source.name}: not a requirement: {line}"
            continue
        name = canonicalize_name(requirement.name)
        versions = [pin.version for pin in found if pin.name == name]
        if not versions:
            yield f"lacks {requirement.name}, which {source.name} asks for"
        yield from (
            f"pins {name} {version}, but {source.name} asks for {line}"
            for version in versions
            if not requirement.specifier.contains(version, prereleases=True)
        )


def lock_faults(source: Path) -> Iterator[str]:
    """Yield every fault of the lock file that belongs to a ``.in`` file."""
    lock = source.with_suffix(".txt")
    if not lock.exists():
        yield "does not exist"
        return
    text = lock.read_text(encoding="utf-8")
    found = list(pins(text))
    yield from freshness_faults(source, text, found)
    yield from (f"line {pin.line}: {pin.name} has no hash" for pin in found if not pin.is_hashed)
    yield from place_faults(text)


def disagreements(folder: Path) -> Iterator[str]:
    """Yield a fault for each package that two lock files pin to different versions."""
    first: dict[str, tuple[str, set[str]]] = {}
    for lock in sorted(folder.glob("*.txt"), reverse=True):
        versions: dict[str, set[str]] = {}
        for pin in pins(lock.read_text(encoding="utf-8")):
            versions.setdefault(pin.name, set()).add(pin.version)
        for name, mine in versions.items():
            other, theirs = first.setdefault(name, (lock.name, mine))
            if mine != theirs:
                yield f"{lock.name} and {other} pin {name} differently"


def faults(folder: Path) -> list[str]:
    """Return every fault of every lock file in a folder, as sentences."""
    sources = sorted(folder.glob("*.in"))
    found = [f"{source.stem}.txt {fault}" for source in sources for fault in lock_faults(source)]
    return found + list(disagreements(folder))


def stamp(folder: Path) -> None:
    """Write the fingerprint of its source at the top of each lock file."""
    for source in sorted(folder.glob("*.in")):
        lock = source.with_suffix(".txt")
        kept = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.startswith(STAMP)]
        lock.write_text("\n".join([f"{STAMP}{fingerprint(source)}", *kept, ""]), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Check, or stamp, the lock files of the project."""
    if arguments == ["--stamp"]:
        stamp(FOLDER)
        return 0
    found = faults(FOLDER)
    for fault in found:
        print(f"requirements/{fault}", file=sys.stderr)
    if found:
        print("Make the lock files anew with `make lock`.", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
