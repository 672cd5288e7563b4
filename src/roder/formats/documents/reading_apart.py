"""Reading a file's text in a process of its own, with limits of time and memory that no file can talk itself out of."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from roder.domain.document_texts import DocumentText
from roder.domain.document_texts import TextState

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roder.domain.document_texts import FileType

MOST_SECONDS = 120
MOST_MEGABYTES = 1500
_STEP_SECONDS = 2
_READER = "roder.formats.documents.reader"


def read_apart(
    path: Path,
    found: FileType,
    *,
    seconds: float = MOST_SECONDS,
    megabytes: int = MOST_MEGABYTES,
    on_wait: Callable[[], None] = lambda: None,
) -> DocumentText:
    """Return the text of a file; ``TextState.TOO_LONG`` when a limit was met, ``BROKEN`` when the reader died.

    ``on_wait`` is called every other second meanwhile; when it raises, the reading is stopped.
    """
    command = [sys.executable, "-m", _READER, str(path), found.name, str(int(seconds) + 1), str(megabytes)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reader:
        try:
            answer = _awaited(reader, time.monotonic() + seconds, on_wait)
        except BaseException:
            reader.kill()
            raise
    if answer is None:
        return DocumentText(TextState.TOO_LONG)
    return _understood(answer)


def _awaited(reader: subprocess.Popen[bytes], until: float, on_wait: Callable[[], None]) -> bytes | None:
    while True:
        try:
            return reader.communicate(timeout=max(0, min(_STEP_SECONDS, until - time.monotonic())))[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                reader.kill()
                return None
            on_wait()


def _understood(answer: bytes) -> DocumentText:
    try:
        told = json.loads(answer)
        return DocumentText(TextState(told["state"]), told["text"])
    except (ValueError, KeyError):
        return DocumentText(TextState.BROKEN)
