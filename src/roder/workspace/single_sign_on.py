"""To an identity provider and back. Whatever the answer lacks, nobody is signed in and the reason is on record."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime
from datetime import timedelta
from typing import TYPE_CHECKING
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.http import HttpResponse
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET
from django.views.decorators.http import require_POST

from roder.apps.signin import openid_connect
from roder.apps.signin import saml
from roder.apps.signin.actions.external import keep_answer
from roder.apps.signin.actions.external import record_refusal
from roder.apps.signin.actions.external import sign_in_by_claims
from roder.apps.signin.actions.external import take_answer
from roder.apps.signin.refusals import Refusal
from roder.apps.signin.refusals import SignInRefusedError
from roder.domain.sign_in import SignInMethod
from roder.workspace.public_addresses import public_address
from roder.workspace.sessions import next_page
from roder.workspace.sessions import sign_in_person

if TYPE_CHECKING:
    from django.http import HttpRequest

    from roder.apps.signin.claims import Claims
    from roder.apps.signin.providers import Provider

logger = logging.getLogger(__name__)
EXTERNAL = "external_sign_in"
LIFETIME = timedelta(minutes=15)
SEE_OTHER = 303


def _provider(key: str, kind: str = "") -> Provider:
    for provider in saml.usable_providers():
        if provider.key == key and kind in {"", provider.kind}:
            return provider
    raise Http404


def _address(request: HttpRequest, name: str, provider: Provider) -> str:
    """The provider knows one address of each kind, whatever the language of the page."""
    with override(settings.LANGUAGE_CODE):
        return public_address(request, reverse(f"workspace:{name}", args=[provider.key]))


def _saml_addresses(request: HttpRequest, provider: Provider) -> tuple[str, str]:
    return _address(request, "external_acs", provider), _address(request, "external_metadata", provider)


@login_not_required
@never_cache
@require_GET
def begin(request: HttpRequest, key: str) -> HttpResponse:
    provider = _provider(key)
    pending: openid_connect.Pending | saml.Pending
    try:
        if provider.kind == "oidc":
            url, pending = openid_connect.begin(provider, _address(request, "external_answer", provider))
        else:
            url, pending = saml.begin(provider, *_saml_addresses(request, provider))
    except SignInRefusedError as refusal:
        return _refuse(request, provider, refusal)
    request.session[EXTERNAL] = {
        "key": key,
        "pending": asdict(pending),
        "next": next_page(request),
        "at": timezone.now().isoformat(),
    }
    return redirect(url)


@csrf_exempt
@login_not_required
@require_POST
def receive(request: HttpRequest, key: str) -> HttpResponse:
    """The provider's page posts here without the browser's session; the browser itself comes back for it."""
    provider = _provider(key, "saml")
    state = request.POST.get("RelayState", "")[:200]
    if not keep_answer(state, request.POST.get("SAMLResponse", ""), now=timezone.now()):
        return _refuse(
            request, provider, SignInRefusedError(Refusal.NOTHING_WAITS, "kept already, or too many")
        )
    url = f"{_address(request, 'external_answer', provider)}?{urlencode({'state': state})}"
    return HttpResponseRedirect(url, status=SEE_OTHER)


@login_not_required
@never_cache
@require_GET
def finish(request: HttpRequest, key: str) -> HttpResponse:
    provider = _provider(key)
    now = timezone.now()
    waiting: dict[str, Any] = request.session.pop(EXTERNAL, {})
    try:
        if waiting.get("key") != key or now - datetime.fromisoformat(waiting["at"]) >= LIFETIME:
            raise SignInRefusedError(Refusal.NOTHING_WAITS)  # noqa: TRY301 - one place answers every refusal
        claims = _proved(request, provider, waiting["pending"], now)
        person = sign_in_by_claims(claims, provider, now=now, today=timezone.localdate(now))
    except SignInRefusedError as refusal:
        return _refuse(request, provider, refusal)
    sign_in_person(request, person, SignInMethod.SINGLE_SIGN_ON)
    return redirect(waiting["next"])


def _proved(request: HttpRequest, provider: Provider, pending: dict[str, str], now: datetime) -> Claims:
    if provider.kind == "oidc":
        remembered = openid_connect.Pending(**pending)
        callback = _address(request, "external_answer", provider)
        return openid_connect.finish(provider, remembered, request.GET.dict(), callback)
    asked = saml.Pending(**pending)
    if request.GET.get("state") != asked.state:
        raise SignInRefusedError(Refusal.ANOTHER_SIGN_IN, "state")
    answer = take_answer(asked.state, now=now)
    if answer is None:
        raise SignInRefusedError(Refusal.NOTHING_WAITS, "no answer")
    return saml.finish(provider, asked, answer, *_saml_addresses(request, provider))


def _refuse(request: HttpRequest, provider: Provider, refusal: SignInRefusedError) -> HttpResponse:
    logger.warning("single sign-on by %s refused: %s", provider.key, refusal)
    record_refusal(provider, refusal)
    context = {"label": provider.label, "reason": refusal.reason, "sentence": _sentence(refusal.reason)}
    return render(request, "workspace/signin/refused.html", context, status=403)


def _sentence(reason: Refusal) -> str:
    words = {
        Refusal.NOTHING_WAITS: _("No sign-in was waiting for the answer. Begin again from the sign-in page."),
        Refusal.ANOTHER_SIGN_IN: _(
            "The answer belongs to another sign-in. Begin again from the sign-in page."
        ),
        Refusal.EXPIRED: _("The answer came too late. Begin again from the sign-in page."),
        Refusal.PROVIDER_SAID_NO: _("The sign-in was broken off at the identity provider."),
        Refusal.UNREACHABLE: _("The identity provider did not answer. Try again in a while."),
        Refusal.NO_ROLE: _("You have no role in Roder. Ask for the right group where your account is kept."),
        Refusal.CLOSED_ACCOUNT: _("Your account in Roder is closed. Ask the one who administers Roder."),
    }
    return words.get(reason) or _("The answer could not be trusted. Tell the one who runs Roder.")


@login_not_required
@require_GET
def metadata(request: HttpRequest, key: str) -> HttpResponse:
    """What the administrator of a SAML provider reads in about Roder."""
    provider = _provider(key, "saml")
    document = saml.service_metadata(provider, *_saml_addresses(request, provider))
    return HttpResponse(document, content_type="application/samlmetadata+xml")
