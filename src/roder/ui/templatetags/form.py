"""Fields in templates: ``{{ field|control }}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """The control of a field in the look of the house; a file field and a check box keep the browser's."""
    kind = getattr(field.field.widget, "input_type", "")
    return field.as_widget() if kind in {"file", "checkbox"} else field.as_widget(attrs={"class": "ds-input"})
