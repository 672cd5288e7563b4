"""Compiles a message catalogue: ``python -m tools.compile_messages django.po django.mo``."""

from __future__ import annotations

import sys
from pathlib import Path

from tools import catalogues


def main(arguments: list[str]) -> int:
    """Compile the catalogue named first into the file named second."""
    source, target = (Path(argument) for argument in arguments)
    try:
        entries = catalogues.read(source.read_text(encoding="utf-8"))
    except catalogues.CatalogueError as error:
        print(f"{source}: {error}", file=sys.stderr)
        return 1
    target.write_bytes(catalogues.compile_catalogue(entries))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
