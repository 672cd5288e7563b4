"""Ends sign-ins that are too old or unused, and keeps administrators to two factors."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from roder.apps.identity.models import User
from roder.apps.signin.actions.sign_ins import close_sign_in
from roder.apps.signin.actions.sign_ins import see_sign_in
from roder.apps.signin.queries import must_have_second_factor
from roder.domain.sign_in import SessionLimits
from roder.domain.sign_in import is_over

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.sessions.backends.base import SessionBase
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

SEEN_EVERY = timedelta(minutes=1)
ONE_FACTOR = "one_factor"
BEGAN_AT = "began_at"
SEEN_AT = "seen_at"
OPEN_TO_ONE_FACTOR = (
    "my_sign_in",
    "codes_app",
    "passkey_add",
    "passkey_creation_options",
    "passkey_options",
    "prove",
    "sign_out",
)


class SignInLimits:
    """Middleware, after the session, the person and the messages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return self.get_response(request)
        now = timezone.now()
        if _has_ended(request.session, now):
            close_sign_in(request.session.session_key or "", now=now)
            logout(request)
            messages.info(
                request, _("You were signed out because of the time that had passed. Sign in again.")
            )
            return _send(request, f"{reverse('workspace:sign_in')}?{urlencode({'next': _page(request)})}")
        if request.session.get(ONE_FACTOR) and must_have_second_factor(request.user) and _is_closed(request):
            messages.warning(request, _("You administer others. Add a second factor before you go on."))
            return _send(request, reverse("workspace:my_sign_in"))
        return self.get_response(request)


def _has_ended(session: SessionBase, now: datetime) -> bool:
    began, seen = (_moment(session.get(name)) or now for name in (BEGAN_AT, SEEN_AT))
    limits = SessionLimits(
        timedelta(hours=settings.SESSION_HOURS), timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    )
    if is_over(began, seen, now, limits):
        return True
    if BEGAN_AT not in session or now - seen >= SEEN_EVERY:
        session.setdefault(BEGAN_AT, now.isoformat())
        session[SEEN_AT] = now.isoformat()
        see_sign_in(session.session_key or "", now=now)
    return False


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _page(request: HttpRequest) -> str:
    return request.get_full_path() if request.method == "GET" else "/"


def _is_closed(request: HttpRequest) -> bool:
    return request.path not in {reverse(f"workspace:{name}") for name in OPEN_TO_ONE_FACTOR}


def _send(request: HttpRequest, url: str) -> HttpResponseBase:
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
