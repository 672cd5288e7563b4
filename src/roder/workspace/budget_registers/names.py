"""Names of bodies and of lines of the financing, as pages of the budget show them."""

from __future__ import annotations

from django.utils.translation import get_language

from roder.apps.organisation.queries import bodies
from roder.domain.financing_parameters import sheet_line


def body_names(key: str) -> dict[str, str]:
    """Return the latest name of each body by code."""
    return {body.code: body.name for body in bodies(key)}


def line_name(key: str) -> str:
    """Return the name of a line of the financing sheet in the person's language."""
    return sheet_line(key).name(get_language() or "sv")
