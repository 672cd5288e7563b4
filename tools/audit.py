"""Asks the advisories about every locked package, in a way that cannot be falsely green.

``python -m tools.audit PROGRAM`` where PROGRAM is pip-audit. First a control: packages with holes that
everybody knows. Where those come out clean, the advisories cannot be reached and nothing has been
audited, which is said and ends with 2. Then each lock, strictly: 1 when a package has a known hole,
or cannot be looked up.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "requirements"
KNOWN_HOLES = ("django==3.2.0", "urllib3==1.25.0", "jinja2==2.10")
BLIND = 2


def holes(answer: str) -> dict[str, list[str]]:
    """Return package to the names of its known holes, from pip-audit's JSON."""
    try:
        document: Any = json.loads(answer)
        rows = document["dependencies"]
    except (ValueError, TypeError, KeyError):
        return {}
    found = {row["name"]: [hole["id"] for hole in row.get("vulns", [])] for row in rows}
    return {name: ids for name, ids in found.items() if ids}


def ask(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pip-audit without pip: what a file pins is what is asked about."""
    command = [program, "--disable-pip", "--format", "json", "--progress-spinner", "off", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_seeing(program: str) -> bool:
    """Return whether every package of the control is found to have holes."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as control:
        control.write("\n".join(KNOWN_HOLES) + "\n")
        control.flush()
        answer = ask(program, "--no-deps", "-r", control.name)
    return set(holes(answer.stdout)) == {pin.partition("==")[0] for pin in KNOWN_HOLES}


def faults(program: str, lock: Path) -> list[str]:
    """Return what is wrong with the packages of a lock, as sentences."""
    answer = ask(program, "--strict", "--require-hashes", "-r", str(lock))
    found = [f"{lock.name}: {name} has {', '.join(ids)}" for name, ids in holes(answer.stdout).items()]
    if answer.returncode != 0 and not found:
        return [f"{lock.name} could not be audited: {answer.stderr.strip()[-500:]}"]
    return found


def main(arguments: list[str]) -> int:
    """Audit every lock of the project."""
    (program,) = arguments
    if not is_seeing(program):
        print(
            f"make audit: {', '.join(KNOWN_HOLES)} came out without known holes, so the advisories cannot be "
            "reached from here. Nothing has been audited.",
            file=sys.stderr,
        )
        return BLIND
    found = [fault for lock in sorted(FOLDER.glob("*.txt")) for fault in faults(program, lock)]
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        print("No package of the locks has a known hole.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
