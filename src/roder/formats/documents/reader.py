"""The process in which one file is read: ``python -m roder.formats.documents.reader PATH TYPE SECONDS MEGABYTES``."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from roder.domain.document_texts import FileType
from roder.formats.documents.texts import document_text

_MEGABYTE = 1 << 20


def main(arguments: list[str]) -> int:
    """Read one file within the limits and write what came of it to stdout as JSON."""
    path, name, seconds, megabytes = arguments
    _limit(resource.RLIMIT_CPU, int(seconds))
    _limit(resource.RLIMIT_AS, int(megabytes) * _MEGABYTE)
    read = document_text(Path(path), FileType[name])
    sys.stdout.write(json.dumps({"state": read.state.value, "text": read.text}))
    return 0


def _limit(what: int, most: int) -> None:
    _soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
