"""What figures of a budget are called: page, table, row and column in words, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roder.domain.budget_figures import RESULT
from roder.domain.budget_figures import TOTAL
from roder.domain.financing_parameters import sheet_line
from roder.workspace.budget_versions.words import SECTIONS
from roder.workspace.frame_bridge.words import step_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from roder.domain.budget_figures import FigureKey


def page_name(page: str) -> str:
    names = {
        "frames": _("Frames"),
        "financing": _("Financing"),
        "result": _("Result budget"),
        "investments": _("Investments"),
    }
    return names[page]


def page_url(page: str, year: int) -> str:
    names = {
        "frames": "workspace:frame_bridge",
        "financing": "workspace:financing",
        "result": "workspace:statements",
        "investments": "workspace:investments",
    }
    return reverse(names[page], args=[year])


def row_name(key: FigureKey, bodies: Mapping[str, str]) -> str:
    """Return what the row is called: a body, a line of the result budget, a sum."""
    if key.row == TOTAL:
        return _("Total")
    if key.row == RESULT:
        return _("The year's result")
    if key.table == "result-budget":
        return str(SECTIONS[key.row])
    if key.page == "frames":
        return f"{key.row} {bodies.get(key.row, '')}".strip()
    if key.page in {"financing", "result"} and key.row:
        return sheet_line(key.row).name(get_language() or "sv")
    return key.row or "–"


def column_name(key: FigureKey) -> str:
    """Return what the column is called: a year, or a step of the bridge in a year."""
    if key.page != "frames":
        return key.column
    year = key.table.removeprefix("bridge-")
    return f"{year}: {_('Frame') if key.column == TOTAL else step_name(key.column)}"
