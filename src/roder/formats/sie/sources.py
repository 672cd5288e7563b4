"""A SIE file as a place to read bytes from, in any order and from several threads at once.

A file is read piece by piece and never mapped, so that its pages do not count as memory of the
process.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

_VOUCHER: Final = re.compile(rb"\n#VER[ \t]")
_WINDOW: Final = 1 << 18
_OVERLAP: Final = 8
_HASHED_AT_ONCE: Final = 1 << 20


class Source:
    """The bytes of a path or of a value in memory; ``size`` in bytes.

    >>> Source(b"#FLAGGA 0").read(1, 7)
    b'FLAGGA'
    """

    def __init__(self, origin: str | os.PathLike[str] | bytes) -> None:
        self._data = memoryview(origin) if isinstance(origin, bytes) else None
        self._file: Any = None if isinstance(origin, bytes) else Path(origin).open("rb", buffering=0)  # noqa: SIM115 - closed by ``close``
        self.size = len(origin) if isinstance(origin, bytes) else os.fstat(self._file.fileno()).st_size  # type: ignore[union-attr] # a path has a file

    def close(self) -> None:
        """Let go of the file; nothing can be read after."""
        if self._file is not None:
            self._file.close()

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from ``start`` up to ``end``, or up to the end of the file."""
        if self._data is not None:
            return self._data[start:end].tobytes()
        parts: list[bytes] = []
        while start < end:
            part = os.pread(self._file.fileno(), end - start, start)
            if not part:
                break
            parts.append(part)
            start += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def read_into(self, buffer: NDArray[np.uint8], start: int, end: int) -> None:
        """Fill the start of a buffer; bytes that the file has lost meanwhile become zeros."""
        view = memoryview(buffer.data)[: end - start]
        if self._data is not None:
            view[:] = self._data[start:end]
            return
        filled = 0
        while filled < len(view):
            count = os.preadv(self._file.fileno(), [view[filled:]], start + filled)
            if not count:
                buffer[filled : len(view)] = 0
                break
            filled += count

    def sha256(self) -> str:
        """Return the file's SHA-256 in hexadecimal, read in pieces."""
        digest = hashlib.sha256()
        for start in range(0, self.size, _HASHED_AT_ONCE):
            digest.update(self.read(start, start + _HASHED_AT_ONCE))
        return digest.hexdigest()

    def next_voucher(self, position: int) -> int:
        r"""Return where the first line at or after a position that begins ``#VER`` stands, or the size.

        >>> Source(b"#FLAGGA 0\n#VER A 1 20180101\n").next_voucher(0)
        10
        """
        if position == 0 and _VOUCHER.match(b"\n" + self.read(0, _OVERLAP)):
            return 0
        start = max(position - 1, 0)
        while start < self.size:
            window = self.read(start, start + _WINDOW)
            found = _VOUCHER.search(window)
            if found is not None:
                return start + found.start() + 1
            if start + len(window) >= self.size or not window:
                break
            start += len(window) - _OVERLAP
        return self.size

    def spans(self, start: int, size: int) -> Iterator[tuple[int, int]]:
        """Yield stretches of about ``size`` bytes from a voucher's start to the end, cut before vouchers."""
        while start < self.size:
            end = self.next_voucher(start + size) if start + size < self.size else self.size
            yield start, end
            start = end

    def lines_before(self, start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
        """Yield stretches of about ``size`` bytes from ``start`` to ``end``, cut after line ends."""
        while start < end:
            stop = min(start + size, end)
            while stop < end:
                found = self.read(stop - 1, min(stop + _WINDOW, end)).find(b"\n")
                if found >= 0:
                    stop += found
                    break
                stop = min(stop + _WINDOW, end)
            yield start, stop
            start = stop
