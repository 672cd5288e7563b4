"""Compile once, keep on disk: the decorator of the kernel's entry points.

Numba keeps compiled code beside the source (or in ``NUMBA_CACHE_DIR``, or in the user's cache
when the source folder is read-only) but sees only changes of the entry point's own file. So the
code kept is bound to a fingerprint of every file it is compiled from.
"""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLDER = Path(__file__).parent
_SOURCES = ("words", "interning", "plain_fields", "voucher_lines", "kernel", "compiled")
_FINGERPRINT = "sie-kernel.fingerprint"
_ONE_AT_A_TIME = threading.Lock()


def fingerprint() -> str:
    """Return the SHA-256 of the sources that the kernel is compiled from.

    >>> len(fingerprint())
    64
    """
    digest = hashlib.sha256()
    for name in _SOURCES:
        path = _FOLDER / f"{name}.py"
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


class EntryPoint:
    """A function compiled for one signature at its first call, or read from the disk."""

    def __init__(self, function: Callable[..., Any], signature: Any) -> None:
        self._signature = signature
        self._dispatcher = _dispatcher(function)
        self._is_ready = False

    def __call__(self, *args: Any) -> Any:
        """Call the compiled function."""
        if not self._is_ready:
            with _ONE_AT_A_TIME:
                self.make_ready()
        return self._dispatcher(*args)

    def make_ready(self) -> None:
        """Compile the function, or load it when it is kept on disk."""
        if self._is_ready:
            return
        _drop_stale(self._dispatcher)
        self._dispatcher.compile(self._signature)
        self._dispatcher.disable_compile()
        self._is_ready = True

    def is_kept(self) -> bool:
        """Return whether the compiled code lies on disk, for the next process to read."""
        folder = self._dispatcher.stats.cache_path
        return folder is not None and any(Path(folder).glob(f"*.{self._dispatcher.__name__}-*.nbi"))


def compiled(signature: Any) -> Callable[[Callable[..., Any]], EntryPoint]:
    """Return the decorator that makes a function an entry point of the kernel."""
    return lambda function: EntryPoint(function, signature)


def _dispatcher(function: Callable[..., Any]) -> Any:
    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:
        # No folder to keep code in: it is then compiled anew in every process.
        return njit(nogil=True)(function)


def _drop_stale(dispatcher: Any) -> None:
    folder = dispatcher.stats.cache_path
    if folder is None:
        return
    mark = Path(folder) / _FINGERPRINT
    current = fingerprint()
    if mark.exists() and mark.read_text() == current:
        return
    for name in _SOURCES:
        for kept in Path(folder).glob(f"{name}.*.nb[ci]"):
            kept.unlink(missing_ok=True)
    try:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(current)
    except OSError:
        return
