"""Signing in with a real browser: one-time link, passkey (Chromium's virtual authenticator), codes, every page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.visitors import Visit
from tests.own_site import own_site
from tests.signed_in import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser
    from playwright.sync_api import CDPSession
    from tests.own_site import OwnSite

pytestmark = pytest.mark.browser
PASSWORD = "korrekt häst batteri häftklammer"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    """A fresh installation whose identity provider cannot be reached."""
    secret = tmp_path_factory.mktemp("secret") / "secret"
    secret.write_text("known-to-both", "utf-8")
    settings = {
        "RODER_OIDC_ISSUER": "http://127.0.0.1:1",
        "RODER_OIDC_CLIENT_ID": "roder",
        "RODER_OIDC_CLIENT_SECRET_FILE": str(secret),
        "RODER_OIDC_LABEL": "Kommunens inloggning",
    }
    with own_site(tmp_path_factory.mktemp("own") / "home", **settings) as site:
        yield site


def visitor(browser: Browser, own: OwnSite, width: int = 1280, **options: bool) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
    return Visit(context.new_page(), own.url)


def with_authenticator(visit: Visit) -> tuple[CDPSession, str]:
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session, made["authenticatorId"]


def open_account(visit: Visit, own: OwnSite, username: str, role: str = "reader") -> None:
    """Open the account by its one-time link; the person is then signed in."""
    visit.goto(own.invite(username, f"{username.title()} Ek", role))
    visit.page.locator("#new-password").fill(PASSWORD)
    visit.page.locator("#repeated").fill(PASSWORD)
    visit.page.get_by_role("button", name="Spara lösenordet").click()
    visit.page.wait_for_url(re.compile("/min-inloggning/$"))


def sign_out(visit: Visit) -> None:
    visit.page.context.clear_cookies()
    visit.goto("/logga-in/")


def press_until(visit: Visit, text: str) -> None:
    """Walk by the keyboard alone to what has the text, and press it."""
    for _ in range(60):
        visit.page.keyboard.press("Tab")
        if text in (visit.page.evaluate("document.activeElement.textContent") or ""):
            visit.page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {text}")


def test_a_passkey_is_made_and_signs_in_by_the_keyboard_alone(browser: Browser, own: OwnSite) -> None:
    visit = visitor(browser, own)
    session, authenticator = with_authenticator(visit)
    open_account(visit, own, "karin")
    visit.page.get_by_role("link", name="Lägg till en nyckel").click()
    visit.page.locator("#passkey-name").fill("Min dator")
    visit.page.get_by_role("button", name="Lägg till en nyckel").click()
    visit.page.locator(".recovery-codes").wait_for()
    assert visit.page.locator(".recovery-codes li").count() == 10
    visit.page.get_by_role("link", name="Jag har sparat dem").click()
    assert "Min dator" in visit.page.locator("main").inner_text()
    sign_out(visit)
    press_until(visit, "Logga in med nyckel")
    visit.page.wait_for_url(lambda url: "/logga-in" not in url)
    visit.goto("/min-inloggning/")
    assert "nyckel" in visit.page.locator("table tbody").inner_text()
    assert visit.said == []

    sign_out(visit)
    kept = session.send("WebAuthn.getCredentials", {"authenticatorId": authenticator})["credentials"]
    assert len(kept) == 1
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False})
    visit.page.get_by_role("button", name="Logga in med nyckel").click()
    visit.page.get_by_text("Nyckeln användes inte").wait_for()
    session.send("WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": True})
    session.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    visit.page.get_by_role("button", name="Logga in med nyckel").click()
    visit.page.get_by_text("Nyckeln användes inte").wait_for()
    visit.goto("/min-inloggning/")
    assert visit.page.url.startswith(f"{own.url}/logga-in/")


def test_a_passkey_is_the_second_step_after_the_password(browser: Browser, own: OwnSite) -> None:
    visit = visitor(browser, own)
    with_authenticator(visit)
    open_account(visit, own, "nils")
    visit.page.get_by_role("link", name="Lägg till en nyckel").click()
    visit.page.get_by_role("button", name="Lägg till en nyckel").click()
    visit.page.locator(".recovery-codes").wait_for()
    sign_out(visit)
    visit.page.locator("#username").fill("nils")
    visit.page.locator("#password").fill(PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.page.get_by_role("button", name="Använd din nyckel").click()
    visit.page.wait_for_url(lambda url: "/logga-in" not in url)
    visit.goto("/min-inloggning/")
    assert "lösenord och nyckel" in visit.page.locator("table tbody").inner_text()


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_signing_in_is_accessible(
    browser: Browser, own: OwnSite, language: str, width: int
) -> None:
    visit = visitor(browser, own, width, bypass_csp=True)
    link = own.invite(username := f"ida{width}{language[1:]}", "Ida Strand", "administrator")
    faults = [
        fault
        for path in ("/logga-in/", link, "/logga-in/extern/oidc/")
        for fault in visit.faults(f"{language}{path}")
        if "403 (Forbidden)" not in fault
    ]
    visit.goto(link)
    visit.page.locator("#new-password").fill("kort")
    visit.page.locator("#repeated").fill("annat")
    visit.page.keyboard.press("Enter")
    visit.page.locator("[aria-invalid=true]").first.wait_for()
    faults += visit.faults_here("one-time link with errors")
    open_account_at(visit, link)
    names = ["", "bekrafta/", "losenord/", "kodapp/", "nyckel/"]
    faults += [fault for name in names for fault in visit.faults(f"{language}/min-inloggning/{name}")]
    visit.goto(f"{language}/min-inloggning/kodapp/")
    secret = visit.page.locator("code.code-secret").inner_text()
    visit.page.locator("#code").fill(codes(secret)[1])
    visit.page.locator("main button").click()
    visit.page.locator(".recovery-codes").wait_for()
    faults += visit.faults_here("recovery codes")
    places = ("min-inloggning/", "personer/engangslank/")
    faults += [fault for place in places for fault in visit.faults(f"{language}/{place}")]
    sign_out(visit)
    visit.goto(f"{language}/logga-in/")
    visit.page.locator("#username").fill(username)
    visit.page.locator("#password").fill(PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.page.locator("#code").wait_for()
    faults += visit.faults_here("second step")
    visit.page.locator("#code").fill("000000")
    visit.page.keyboard.press("Enter")
    visit.page.locator("[role=alert]").wait_for()
    faults += visit.faults_here("second step with an error")
    assert faults == [], "\n".join(faults)


def open_account_at(visit: Visit, link: str) -> None:
    visit.goto(link)
    visit.page.locator("#new-password").fill(PASSWORD)
    visit.page.locator("#repeated").fill(PASSWORD)
    visit.page.locator("main form button").click()
    visit.page.wait_for_url(re.compile("/min-inloggning/$"))
