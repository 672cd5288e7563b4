"""What one answer to a reader has read already: kept from the request's beginning to its end, never longer.

A page is put together from blocks that know nothing of each other, and several need the same facts. Only
requests that read (GET, HEAD) remember; whatever writes looks at the database each time.
"""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from django.core.signals import request_finished
from django.core.signals import request_started
from django.dispatch import receiver

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Hashable

Fact = TypeVar("Fact")

_memory = local()


def remembered(key: Hashable, read: Callable[[], Fact]) -> Fact:
    """Return what was read under the key in this answer, else read it. What is given back is not to be changed."""
    kept: dict[Hashable, Fact] | None = getattr(_memory, "kept", None)
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]


@receiver(request_started)
def _begin(environ: dict[str, Any] | None = None, **_: Any) -> None:
    reads = environ is not None and environ.get("REQUEST_METHOD") in {"GET", "HEAD"}
    _memory.kept = {} if reads else None


@receiver(request_finished)
def forget(**_: Any) -> None:
    """Remember nothing from here on."""
    _memory.kept = None
