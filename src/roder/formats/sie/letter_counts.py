"""The encoding of a large file, found as ``encoding.find_encoding`` finds it, without holding the file."""

from __future__ import annotations

import codecs
from queue import SimpleQueue
from typing import TYPE_CHECKING
from typing import Final

import numpy as np

from roder.formats.sie import kernel
from roder.formats.sie.encoding import BOM
from roder.formats.sie.encoding import CP437
from roder.formats.sie.encoding import CP1252
from roder.formats.sie.encoding import SWEDISH_LETTERS
from roder.formats.sie.encoding import UTF8
from roder.formats.sie.encoding import UTF8_BOM
from roder.formats.sie.encoding import UTF8_SHARE
from roder.formats.sie.interning import address

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from roder.formats.sie.sources import Source

    Spans = Iterable[tuple[int, int]]
    Counts = NDArray[np.int64]

_BLOCK: Final = 1 << 20
_PADDING: Final = 8
_LEAD: Final = 8
_ASCII: Final = 128


def encoding_of(source: Source, run: Callable[..., Iterator[Counts]] = map) -> str:
    """Return the encoding of a file; ``run`` may map its blocks over threads.

    >>> from roder.formats.sie.sources import Source
    >>> encoding_of(Source("Södertälje".encode("cp1252")))
    'latin-1'
    """
    if source.read(0, len(BOM)) == BOM:
        return UTF8_BOM
    buffers: SimpleQueue[NDArray[np.uint8]] = SimpleQueue()

    def count(start: int) -> Counts:
        # A buffer is used again by the next block: fresh memory costs more than the counting.
        buffer = _buffer() if buffers.empty() else buffers.get()
        found = _count(source, start, buffer)
        buffers.put(buffer)
        return found

    counts = sum(run(count, range(0, source.size, _BLOCK)), np.zeros((2, 256), np.int64))
    letters, after_c3 = counts
    if not letters.any():
        return CP437
    pairs = sum(int(after_c3[letter.encode()[1]]) for letter in SWEDISH_LETTERS)
    high = int(letters[_ASCII:].sum())
    if (pairs > 0 and 2 * pairs >= UTF8_SHARE * high) or _is_utf8(source):
        return UTF8
    as_cp437, as_cp1252 = (
        sum(int(letters[value]) for value in SWEDISH_LETTERS.encode(encoding))
        for encoding in ("cp437", "cp1252")
    )
    return CP1252 if as_cp1252 > as_cp437 else CP437


def _buffer() -> NDArray[np.uint8]:
    return np.zeros(_LEAD + _BLOCK + _PADDING, np.uint8)


def _count(source: Source, start: int, buffer: NDArray[np.uint8]) -> Counts:
    end = min(start + _BLOCK, source.size)
    before = min(start, 1)
    buffer[_LEAD - 1] = 0
    source.read_into(buffer[_LEAD - before :], start - before, end)
    counts = np.zeros((2, 256), np.int64)
    first = address(buffer) + _LEAD
    kernel.count_letters(first, first + end - start, address(counts[0]), address(counts[1]))
    return counts


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, source.size, _BLOCK):
            decoder.decode(source.read(start, start + _BLOCK))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
