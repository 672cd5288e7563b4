from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.decisions.models import Decision

if TYPE_CHECKING:
    from django.db.models import QuerySet


def decisions(organisation: str, *, body_code: str = "") -> QuerySet[Decision]:
    """Return the decisions of an organisation, or of one of its bodies, latest first."""
    found = Decision.objects.filter(organisation=organisation)
    if body_code:
        found = found.filter(body_code=body_code)
    return found.order_by("-meeting_date", "body_code", "paragraph")
