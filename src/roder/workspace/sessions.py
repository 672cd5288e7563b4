"""The one place where a person becomes signed in, and what a browser's session says of it."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from roder.apps.identity.access import LOOPBACK
from roder.apps.identity.models import User
from roder.apps.signin.actions.sign_ins import begin_sign_in
from roder.apps.signin.queries import links_since
from roder.apps.signin.queries import previous_sign_in
from roder.domain.sign_in import has_second_factor
from roder.domain.sign_in import is_fresh
from roder.workspace.sign_in_limits import BEGAN_AT
from roder.workspace.sign_in_limits import ONE_FACTOR
from roder.workspace.sign_in_limits import SEEN_AT

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.domain.sign_in import SignInMethod

BACKEND = "django.contrib.auth.backends.ModelBackend"
PROVED_AT = "proved_at"
PENDING = "pending_sign_in"
PENDING_LIFETIME = timedelta(minutes=10)
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def sign_in_person(request: HttpRequest, user: User, method: SignInMethod) -> None:
    """Begin the session of a person who has shown who they are, and tell of links issued since last time."""
    now = timezone.now()
    request.session.pop(PENDING, None)
    login(request, user, backend=BACKEND)
    request.session[BEGAN_AT] = request.session[SEEN_AT] = request.session[PROVED_AT] = now.isoformat()
    request.session[ONE_FACTOR] = not has_second_factor(method)
    before = previous_sign_in(user)
    for link in links_since(user, before.began_at if before else now):
        messages.warning(
            request,
            _(
                "%(name)s issued a one-time link for your account at %(time)s. If you did not ask for it, "
                "change your password and tell the one who administers Roder."
            )
            % {"name": link.issued_by, "time": date_format(timezone.localtime(link.issued_at), "Y-m-d H:i")},
        )
    begin_sign_in(
        user,
        request.session.session_key or "",
        method,
        now=now,
        address=address_of(request),
        agent=request.headers.get("User-Agent", ""),
    )


def address_of(request: HttpRequest) -> str:
    """The address that the connection comes from; that of the proxy where there is one."""
    address: str = request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(address))
    except ValueError:
        return ""


def demo_address(request: HttpRequest) -> str:
    """The visitor's address as far as the demo people are concerned: nothing that came by a proxy is here."""
    is_forwarded = any(name in request.META for name in FORWARDED)
    host = request.get_host().rpartition(":")[0] or request.get_host()
    is_here = host in LOOPBACK_HOSTS or request.get_host() in LOOPBACK_HOSTS
    address = address_of(request)
    return address if address in LOOPBACK and is_here and not is_forwarded else ""


def next_page(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return reverse("workspace:start")


def await_second_factor(request: HttpRequest, user: User, next_url: str) -> HttpResponse:
    """Remember who gave the right password; nobody is signed in until the second factor is shown."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": user.pk,
        "at": timezone.now().isoformat(),
        "next": next_url,
        "password": user.get_session_auth_hash(),
    }
    return redirect("workspace:second_factor")


def pending_person(request: HttpRequest) -> User | None:
    """The person who has given the right password in this browser, a short while ago; else ``None``."""
    pending = request.session.get(PENDING)
    if not pending or timezone.now() - datetime.fromisoformat(pending["at"]) >= PENDING_LIFETIME:
        return None
    user = User.objects.filter(pk=pending["user"], is_active=True).first()
    return user if user and user.get_session_auth_hash() == pending["password"] else None


def has_fresh_proof(request: HttpRequest) -> bool:
    """Whether the person has shown who they are just now, in this session."""
    proved: str | None = request.session.get(PROVED_AT)
    return is_fresh(datetime.fromisoformat(proved) if proved else None, timezone.now())


def note_proof(request: HttpRequest) -> None:
    request.session[PROVED_AT] = timezone.now().isoformat()
