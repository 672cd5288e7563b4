"""My sign-in: the password, the second factors, the recovery codes, and the places where I am signed in."""

from __future__ import annotations

import base64
import json
from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from roder.apps.identity.access import access_person
from roder.apps.signin.access import access_own_account
from roder.apps.signin.access import access_own_sign_ins
from roder.apps.signin.actions.passwords import set_password
from roder.apps.signin.actions.second_factors import add_codes_app
from roder.apps.signin.actions.second_factors import add_passkey
from roder.apps.signin.actions.second_factors import make_recovery_codes
from roder.apps.signin.actions.second_factors import remove_factor
from roder.apps.signin.actions.sign_ins import end_sign_in
from roder.apps.signin.passkeys import PasskeyRefusedError
from roder.apps.signin.passkeys import checked_registration
from roder.apps.signin.passkeys import creation_options
from roder.apps.signin.queries import account_events
from roder.apps.signin.queries import factors_of
from roder.workspace.new_password import NewPasswordForm
from roder.workspace.sessions import has_fresh_proof
from roder.workspace.sign_in_limits import ONE_FACTOR
from roder.workspace.sign_in_words import event_rows
from roder.workspace.sign_in_words import sign_in_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http import HttpResponse

    from roder.apps.identity.models import User

SHOWN_EVENTS = 20
SECRET = "new_codes_app"  # noqa: S105 - the name of a place in the session


def with_fresh_proof(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send the person to show who they are first, unless they did so just now."""

    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: int) -> HttpResponse:
        access_own_account(request.user)
        if has_fresh_proof(request):
            return view(request, **kwargs)
        back = request.get_full_path() if request.method == "GET" else reverse("workspace:my_sign_in")
        return redirect(f"{reverse('workspace:prove')}?{urlencode({'next': back})}")

    return wrapped


def my_sign_in(request: HttpRequest) -> HttpResponse:
    person = access_person(request.user)
    context = {
        "is_local": person.has_usable_password(),
        "is_demo": person.is_demo,
        "factors": factors_of(person),
        "sign_ins": sign_in_rows(access_own_sign_ins(person), request.session.session_key or ""),
        "events": event_rows(account_events(person.username)[:SHOWN_EVENTS]),
    }
    return render(request, "workspace/signin/mine.html", context)


@never_cache
@with_fresh_proof
@sensitive_post_parameters("password", "repeated")
def change_password(request: HttpRequest) -> HttpResponse:
    person = access_own_account(request.user)
    form = NewPasswordForm(person, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "workspace/signin/change_password.html", {"form": form})
    set_password(person, form.cleaned_data["password"], now=timezone.now(), acting_user=person)
    logout(request)
    messages.success(
        request, _("The password is changed, and you are signed out everywhere. Sign in by the new one.")
    )
    return redirect("workspace:sign_in")


@never_cache
@with_fresh_proof
def codes_app(request: HttpRequest) -> HttpResponse:
    person = access_own_account(request.user)
    error = ""
    if request.method == "POST":
        secret = request.session.get(SECRET, "")
        if secret and add_codes_app(person, secret, request.POST.get("code", "")[:40], acting_user=person):
            del request.session[SECRET]
            return _added(request, person)
        error = _(
            "The code is not right. Look at the clock of your phone, wait for the next code, and try again."
        )
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    encoded = base64.b64encode(picture.encode()).decode()
    context = {"secret": secret, "picture": f"data:image/svg+xml;base64,{encoded}", "error": error}
    return render(request, "workspace/signin/codes_app.html", context)


def _added(request: HttpRequest, person: User) -> HttpResponse:
    request.session[ONE_FACTOR] = False
    messages.success(request, _("The second factor is added."))
    if factors_of(person).recovery_codes_left:
        return redirect("workspace:my_sign_in")
    return _show_codes(request, person)


def _show_codes(request: HttpRequest, person: User) -> HttpResponse:
    codes = make_recovery_codes(person, acting_user=person)
    return render(request, "workspace/signin/recovery_codes.html", {"codes": codes})


@never_cache
@with_fresh_proof
def passkey_add(request: HttpRequest) -> HttpResponse:
    person = access_own_account(request.user)
    if request.method != "POST":
        return render(request, "workspace/signin/passkey_add.html")
    try:
        credential = checked_registration(json.loads(request.POST.get("credential", "")))
    except (ValueError, PasskeyRefusedError):
        messages.error(request, _("The passkey could not be added. Try again."))
        return redirect("workspace:passkey_add")
    name = request.POST.get("name", "").strip()[:60] or _("Passkey")
    add_passkey(person, name, credential, acting_user=person)
    return _added(request, person)


@with_fresh_proof
@require_POST
def passkey_creation_options(request: HttpRequest) -> HttpResponse:
    return JsonResponse(creation_options(access_own_account(request.user)))


@require_POST
@with_fresh_proof
def factor_remove(request: HttpRequest, pk: int) -> HttpResponse:
    person = access_own_account(request.user)
    if remove_factor(person, pk, acting_user=person):
        messages.success(request, _("The second factor is removed."))
    return redirect("workspace:my_sign_in")


@never_cache
@require_POST
@with_fresh_proof
def recovery_codes(request: HttpRequest) -> HttpResponse:
    person = access_own_account(request.user)
    if not factors_of(person).any:
        return redirect("workspace:my_sign_in")
    return _show_codes(request, person)


@require_POST
def sign_in_end(request: HttpRequest, pk: int) -> HttpResponse:
    person = access_person(request.user)
    sign_in = get_object_or_404(access_own_sign_ins(person), pk=pk)
    end_sign_in(sign_in, now=timezone.now(), acting_user=person)
    messages.success(request, _("That sign-in is ended."))
    return redirect("workspace:my_sign_in")
