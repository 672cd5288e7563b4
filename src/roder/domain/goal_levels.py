"""The levels of a goal tree as one line of text: ``overall: Övergripande mål / Overarching goal; …``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence


def levels_read(text: str) -> list[dict[str, str]] | None:
    """Return the levels of a tree, from the top; ``None`` when the text cannot be taken apart.

    >>> levels_read("overall: Övergripande mål / Overarching goal")[0]["name_en"]
    'Overarching goal'
    """
    if text.startswith("["):
        try:
            found = json.loads(text)
        except ValueError:
            return None
        return [{name: str(value) for name, value in level.items()} for level in found]
    levels = []
    for part in text.split(";"):
        key, _colon, names = part.partition(":")
        name, _slash, english = names.partition("/")
        if not key.strip() or not name.strip():
            return None
        levels.append({"key": key.strip(), "name": name.strip(), "name_en": english.strip()})
    return levels


def levels_text(levels: Sequence[Mapping[str, str]]) -> str:
    """Return the levels as the text that ``levels_read`` gives back.

    >>> levels_text([{"key": "overall", "name": "Mål", "name_en": ""}])
    'overall: Mål'
    """
    parts = [
        f"{level['key']}: {level['name']}" + (f" / {level['name_en']}" if level.get("name_en") else "")
        for level in levels
    ]
    text = "; ".join(parts)
    plain = [
        {"key": level["key"], "name": level["name"], "name_en": level.get("name_en", "")} for level in levels
    ]
    return text if levels_read(text) == plain else json.dumps(plain, ensure_ascii=False)
