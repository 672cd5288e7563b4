"""Checks that every locked package has a licence that fits EUPL-1.2, as its own metadata states it.

``python -m tools.licences`` reads what is installed. A licence that is not in the tables is a fault:
look it up, then write it down here.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError
from importlib.metadata import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.markers import Marker

from tools.lock_check import pins

if TYPE_CHECKING:
    from collections.abc import Iterable

FOLDER = Path(__file__).resolve().parent.parent / "requirements"

PERMISSIVE = frozenset(
    {
        "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0",
        "CNRI-Python", "MIT", "MIT-0", "PSF-2.0", "Zlib",
    }
)  # fmt: skip
# Used as they are, beside our own code, which these allow.
WEAK_COPYLEFT = frozenset({"LGPL-3.0-only", "MPL-2.0"})
# Programs that the checks run; nothing of theirs is part of what Roder is.
TOOLS_ALONE = frozenset({"GPL-2.0-only", "GPL-3.0-or-later"})
SHIPPED = PERMISSIVE | WEAK_COPYLEFT
ALLOWED = {"runtime": SHIPPED, "build": SHIPPED | TOOLS_ALONE, "dev": SHIPPED | TOOLS_ALONE}

ALSO_CALLED = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# What the metadata says unclearly, read in the package's own licence file.
READ_IN_THE_FILE = {"qrcode": "BSD-3-Clause"}

_PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==\S+(?: ; (?P<marker>[^\\\n]+))?", re.MULTILINE)


def stated(name: str) -> list[str]:
    """Return the licences that an installed package states; all of them hold."""
    if name in READ_IN_THE_FILE:
        return [READ_IN_THE_FILE[name]]
    fields = metadata(name)
    if "License-Expression" in fields:
        return [str(fields["License-Expression"])]
    classifiers = [str(value) for value in fields.get_all("Classifier") or []]
    found = [value.rpartition("::")[2].strip() for value in classifiers if value.startswith("License ::")]
    texts = found or [str(fields["License"]).strip() if "License" in fields else "none stated"]
    return [ALSO_CALLED.get(text, text) for text in texts]


def fits(expression: str, allowed: Iterable[str]) -> bool:
    """Return whether one of the alternatives has every part allowed.

    >>> fits("MIT OR GPL-3.0-only", {"MIT"}), fits("MIT AND GPL-3.0-only", {"MIT"})
    (True, False)
    """
    known = set(allowed)
    return any(set(choice.split(" AND ")) <= known for choice in expression.split(" OR "))


def faults(lock: Path) -> list[str]:
    """Return a sentence for each package of a lock whose licence is unknown here, or does not fit."""
    text = lock.read_text(encoding="utf-8")
    elsewhere = {
        match["name"]
        for match in _PINNED.finditer(text)
        if match["marker"] and not Marker(match["marker"].strip()).evaluate()
    }
    found = []
    for name in sorted({pin.name for pin in pins(text)} - elsewhere):
        try:
            wrong = [licence for licence in stated(name) if not fits(licence, ALLOWED[lock.stem])]
        except PackageNotFoundError:
            found.append(f"{lock.name}: {name} is not installed, so its licence cannot be read")
            continue
        found += [f"{lock.name}: {name} has the licence {licence[:60]!r}" for licence in wrong]
    return found


def main() -> int:
    """Check the locks of what is installed."""
    found = [fault for kind in ALLOWED for fault in faults(FOLDER / f"{kind}.txt")]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
