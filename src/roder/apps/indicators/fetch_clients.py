"""The sources as the settings name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

import roder
from roder.sources.kolada import Kolada
from roder.sources.pxweb import PxWeb
from roder.sources.web import PAUSES
from roder.sources.web import TIMEOUT_SECONDS
from roder.sources.web import Web

if TYPE_CHECKING:
    from collections.abc import Callable

USER_AGENT = f"Roder/{roder.__version__} (municipal steering; open software)"
AWAITED_PAUSES = (1,)
AWAITED_SECONDS = 8
"""Where a person looks at an empty page meanwhile, patience is short."""


def _nothing() -> None:
    pass


def kolada(beat: Callable[[], None] = _nothing, *, is_awaited: bool = False) -> Kolada:
    """Return Kolada; ``is_awaited`` when a person waits for the answer."""
    return Kolada(_web(beat, is_awaited=is_awaited), settings.KOLADA_URL)


def scb(beat: Callable[[], None] = _nothing, *, is_awaited: bool = False) -> PxWeb:
    """Return Statistics Sweden; ``is_awaited`` when a person waits for the answer."""
    return PxWeb(_web(beat, is_awaited=is_awaited), settings.SCB_URL)


def _web(beat: Callable[[], None], *, is_awaited: bool) -> Web:
    return Web(
        USER_AGENT,
        beat,
        pauses=AWAITED_PAUSES if is_awaited else PAUSES,
        timeout=AWAITED_SECONDS if is_awaited else TIMEOUT_SECONDS,
    )
