"""Tabs of pages in groups: one tab for each group, the open group with its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Sequence


def place(argument: object, name: str, label: str) -> dict[str, Any]:
    """Return one page: the name of its address, the address and what it is called."""
    return {"name": name, "url": reverse(f"workspace:{name}", args=[argument]), "label": label}


def tabs_of(
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], argument: object, current: str
) -> list[dict[str, Any]]:
    """Return the tabs for ``ui/components/tabs.html``; the group that holds ``current`` is open."""
    return [_tab(group, [place(argument, *page) for page in pages], current) for group, pages in groups]


def _tab(label: str, pages: list[dict[str, Any]], current: str) -> dict[str, Any]:
    parts = [page | {"is_current": page["name"] == current} for page in pages]
    is_open = any(part["is_current"] for part in parts)
    is_alone = len(parts) == 1
    return {
        "label": label,
        "url": parts[0]["url"],
        "is_current": is_open and is_alone,
        "is_open": is_open,
        "parts": parts if is_open and not is_alone else [],
    }
