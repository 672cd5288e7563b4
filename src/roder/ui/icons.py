"""The line drawings that stand beside words, as paths on a grid of 24 by 24."""

from __future__ import annotations

PATHS = {
    "check": "M4.5 12.5l5 5 10-11",
    "cross": "M6 6l12 12M18 6L6 18",
    "warning": "M12 3.5l9.5 17h-19zM12 10v4.5M12 17.2v.8",
    "info": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 11v6M12 7.2v.8",
    "circle": "M12 3a9 9 0 100 18 9 9 0 000-18z",
    "clock": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5.5l3.5 2",
    "up": "M12 20V5M6 11l6-6 6 6",
    "down": "M12 4v15M6 13l6 6 6-6",
    "even": "M5 9h14M5 15h14",
    "left": "M15 5l-7 7 7 7",
    "right": "M9 5l7 7-7 7",
    "undo": "M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "person": "M12 4a4 4 0 100 8 4 4 0 000-8zM4 20.5c1-4 4-6 8-6s7 2 8 6",
    "settings": "M4 7h9M17 7h3M15 4.5v5M4 17h3M11 17h9M9 14.5v5",
    "download": "M12 4v12M7 11l5 5 5-5M4 16v4h16v-4",
    "key": "M14 10a4 4 0 10-4 4l1-.2V16h2v2h2v2h4v-3l-5.2-5.2z",
    "search": "M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20",
    "upload": "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
}


def icon_names() -> list[str]:
    """Return the names of all drawings."""
    return sorted(PATHS)
