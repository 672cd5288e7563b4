"""The page that the second of two people comes to: both versions, and a choice for each difference."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.ui.versions import VersionConflict

CONFLICT = 409


def conflict_page(
    request: HttpRequest,
    conflict: VersionConflict,
    *,
    name: str,
    cancel_url: str,
    breadcrumbs: Sequence[dict[str, Any]] = (),
    carried: Sequence[dict[str, str]] = (),
) -> HttpResponse:
    """Show both versions of what ``name`` says; the answer is posted to the address that was asked."""
    context = {
        "conflict": conflict,
        "name": name,
        "action": request.path,
        "cancel_url": cancel_url,
        "breadcrumbs": breadcrumbs,
        "carried": carried,
    }
    return render(request, "workspace/version_conflict.html", context, status=CONFLICT)
