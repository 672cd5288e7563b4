from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from roder.workspace.history_area_words.words import Words

WORDS: dict[int, Words] = {}
FIELDS: dict[str, Promise] = {}
