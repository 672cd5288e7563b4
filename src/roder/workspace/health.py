from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from roder.apps.ledger.reach import unreachable

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse


@login_not_required
@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Say to a proxy or a watchman whether the site can serve; nothing of what it holds."""
    del request
    missing = unreachable()
    return JsonResponse({"ok": not missing, "unreachable": missing}, status=503 if missing else 200)
