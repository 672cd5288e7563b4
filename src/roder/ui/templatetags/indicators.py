"""What the pages of indicators look up by a name that the template holds in a variable."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from django import template

if TYPE_CHECKING:

    class Choices(Protocol):
        """A form that knows what was chosen in a field."""

        def chosen(self, name: str) -> str:
            """Return what was chosen; empty when nothing was."""


register = template.Library()


@register.filter
def chosen(form: Choices, name: str) -> str:
    """What was chosen in a field of a form."""
    return form.chosen(name)
