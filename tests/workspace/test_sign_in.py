from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.signed_in import PASSWORD
from tests.signed_in import codes
from tests.signed_in import give_role
from tests.signed_in import is_signed_in
from tests.signed_in import local_person
from tests.signed_in import send_password
from tests.signed_in import with_codes_app

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.actions import make_sign_in_link
from roder.apps.identity.models import User
from roder.apps.signin.models import GuessCount
from roder.apps.signin.models import SignIn
from roder.domain.mandates import Role

pytestmark = pytest.mark.django_db
HERE: dict[str, Any] = {"HTTP_HOST": "localhost"}


class CountingBackend(ModelBackend):
    evaluated = 0

    def authenticate(self, *args: Any, **credentials: Any) -> Any:
        CountingBackend.evaluated += 1
        return super().authenticate(*args, **credentials)


@pytest.fixture
def _counting(settings: Any) -> None:
    settings.AUTHENTICATION_BACKENDS = ["tests.workspace.test_sign_in.CountingBackend"]
    CountingBackend.evaluated = 0


def test_a_wrong_password_is_refused_and_the_right_one_signs_in(client: Client) -> None:
    karin = local_person("karin")
    assert send_password(client, "karin", "fel lösenord alldeles").status_code == 200
    assert not is_signed_in(client)
    answer = send_password(client, "karin", next="/min-inloggning/")
    assert answer.status_code == 302
    assert is_signed_in(client)
    assert SignIn.objects.get(user=karin).method == "password"
    assert AuditEntry.objects.filter(event=AuditEntry.Event.SIGNED_IN, subject="karin").count() == 1


@pytest.mark.no_cover
@pytest.mark.usefixtures("_counting")
def test_a_thousand_guesses_at_one_account_from_many_addresses_evaluate_five(client: Client) -> None:
    local_person("karin")
    statuses = []
    for number in range(1000):
        name = ("karin", " karin ", "KARIN")[number % 3]
        address = f"10.0.{number // 250}.{number % 250}"
        statuses.append(
            send_password(client, name, f"gissning nummer {number}", REMOTE_ADDR=address).status_code
        )
    assert statuses == [200] * 5 + [429] * 995
    assert CountingBackend.evaluated == 5
    refused = send_password(client, "karin")
    assert refused.status_code == 429
    assert "Vänta 15 minuter" in refused.content.decode()
    assert not is_signed_in(client)
    assert CountingBackend.evaluated == 5
    told = AuditEntry.objects.filter(event=AuditEntry.Event.GUESSES_EXHAUSTED, subject="karin")
    assert told.count() == 1
    GuessCount.objects.update(window_began_at=timezone.now() - timedelta(minutes=15))
    assert send_password(client, "karin").status_code == 302


@pytest.mark.usefixtures("_counting")
def test_nothing_tells_whether_an_account_exists_is_closed_or_has_no_password(client: Client) -> None:
    local_person("karin")
    closed = local_person("nils")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.create(username="eva", password="!")
    seen = {}
    for name in ("karin", "nils", "eva", "finns.inte"):
        said = []
        for _ in range(7):
            answer = send_password(Client(), name, "fel lösenord alldeles")
            text = answer.content.decode().replace(f'value="{name}"', "")
            said.append((answer.status_code, [line for line in text.splitlines() if "csrf" not in line]))
        seen[name] = said
    assert seen["karin"] == seen["nils"] == seen["eva"] == seen["finns.inte"]
    assert [status for status, _text in seen["karin"]] == [200] * 5 + [429] * 2
    assert CountingBackend.evaluated == 20


def test_the_second_factor_is_asked_for_and_each_code_works_once(client: Client) -> None:
    karin = local_person("karin")
    secret = with_codes_app(karin)
    answer = send_password(client, "karin")
    assert answer["Location"] == reverse("workspace:second_factor")
    assert not is_signed_in(client)
    assert client.get("/uppfoljning/").status_code == 302
    used, now, coming = codes(secret)
    assert client.post(answer["Location"], {"code": used}).status_code == 200
    assert not is_signed_in(client)
    assert client.post(answer["Location"], {"code": now}).status_code == 302
    assert is_signed_in(client)
    assert SignIn.objects.get(user=karin).method == "password_and_code"
    other = Client()
    send_password(other, "karin")
    assert other.post(answer["Location"], {"code": now}).status_code == 200
    assert not is_signed_in(other)
    assert other.post(answer["Location"], {"code": f"{coming[:3]} {coming[3:]}"}).status_code == 302


def test_guesses_at_the_second_factor_are_counted_for_the_account(client: Client) -> None:
    karin = local_person("karin")
    secret = with_codes_app(karin)
    statuses = []
    for _ in range(8):
        browser = Client()
        url = send_password(browser, "karin")["Location"]
        statuses.append(browser.post(url, {"code": "000000"}).status_code)
    assert statuses == [200] * 5 + [429] * 3
    url = send_password(client, "karin")["Location"]
    assert client.post(url, {"code": codes(secret)[1]}).status_code == 429
    assert not is_signed_in(client)


def test_the_second_step_needs_the_first_and_does_not_wait_for_ever(client: Client) -> None:
    karin = local_person("karin")
    secret = with_codes_app(karin)
    url = reverse("workspace:second_factor")
    assert client.post(url, {"code": codes(secret)[1]})["Location"] == reverse("workspace:sign_in")
    send_password(client, "karin")
    session = client.session
    pending = session["pending_sign_in"]
    session["pending_sign_in"] = pending | {"at": (timezone.now() - timedelta(minutes=10)).isoformat()}
    session.save()
    assert client.post(url, {"code": codes(secret)[1]})["Location"] == reverse("workspace:sign_in")
    send_password(client, "karin")
    karin.set_password("ett helt annat lösenord")
    karin.save()
    assert client.post(url, {"code": codes(secret)[1]})["Location"] == reverse("workspace:sign_in")
    assert not is_signed_in(client)


def test_an_administrator_without_a_second_factor_is_not_let_in_by_the_password(client: Client) -> None:
    ida = local_person("ida", Role.ADMINISTRATOR)
    answer = send_password(client, "ida")
    assert "engångslänk" in answer.content.decode()
    assert not is_signed_in(client)
    secret = with_codes_app(ida)
    url = send_password(client, "ida")["Location"]
    client.post(url, {"code": codes(secret)[1]})
    assert client.get(reverse("workspace:recovery_links")).status_code == 200


def test_one_who_becomes_an_administrator_adds_a_second_factor_before_anything_else(client: Client) -> None:
    karin = local_person("karin")
    send_password(client, "karin")
    assert client.get(reverse("workspace:recovery_links")).status_code == 403
    give_role(karin, Role.ADMINISTRATOR)
    assert client.get(reverse("workspace:recovery_links"))["Location"] == reverse("workspace:my_sign_in")
    fragment = client.get("/uppfoljning/", headers={"HX-Request": "true"})
    assert fragment["HX-Redirect"] == reverse("workspace:my_sign_in")
    assert client.get(reverse("workspace:my_sign_in")).status_code == 200
    page = client.get(reverse("workspace:codes_app"))
    client.post(reverse("workspace:codes_app"), {"code": codes(page.context["secret"])[1]})
    assert client.get(reverse("workspace:recovery_links")).status_code == 200


@pytest.mark.parametrize(("began", "seen"), [(720, 1), (70, 60)])
def test_a_sign_in_ends_by_age_and_by_lying_idle(client: Client, began: int, seen: int) -> None:
    local_person("karin")
    send_password(client, "karin")
    age(client, began - 2, seen - 2)
    assert client.get(reverse("workspace:my_sign_in")).status_code == 200
    age(client, began, seen)
    answer = client.get(reverse("workspace:my_sign_in"))
    assert answer["Location"].startswith(reverse("workspace:sign_in"))
    assert not is_signed_in(client)
    assert SignIn.objects.get().ended_at is not None


def age(client: Client, began: int, seen: int) -> None:
    session = client.session
    session["began_at"] = (timezone.now() - timedelta(minutes=began)).isoformat()
    session["seen_at"] = (timezone.now() - timedelta(minutes=seen)).isoformat()
    session.save()


def test_signing_in_makes_a_new_session_and_goes_nowhere_else(client: Client) -> None:
    local_person("karin")
    client.get("/logga-in/")
    session = client.session
    session["left_by_another"] = 1
    session.save()
    before = session.session_key
    answer = send_password(client, "karin")
    assert client.session.session_key != before
    client.logout()
    posted = {"username": "karin", "password": PASSWORD, "next": "https://example.com/"}
    assert client.post("/logga-in/", posted)["Location"] == answer["Location"] == reverse("workspace:start")


def test_the_example_people_are_here_only_and_nobody_else_comes_by_their_doors(client: Client) -> None:
    karin = local_person("karin")
    demo = reverse("workspace:sign_in_demo", args=[karin.pk])
    link = reverse("workspace:sign_in_link", args=[make_sign_in_link(karin)])
    assert client.post(demo, **HERE).status_code == 404
    client.post(link, **HERE)
    assert not is_signed_in(client)
    User.objects.filter(pk=karin.pk).update(is_demo=True)
    elsewhere: list[dict[str, Any]] = [
        {"REMOTE_ADDR": "192.0.2.1", **HERE},
        {"HTTP_X_FORWARDED_FOR": "192.0.2.1", **HERE},
        {"HTTP_HOST": "roder.example.se"},
    ]
    for away in elsewhere:
        assert client.post(demo, **away).status_code == 404
        assert "sign_in_demo" not in client.get("/logga-in/", **away).content.decode()
    assert client.post(demo, **HERE).status_code == 302
    assert is_signed_in(client)


def test_the_link_of_an_example_person_works_once_and_only_by_its_button(client: Client) -> None:
    karin = local_person("karin")
    User.objects.filter(pk=karin.pk).update(is_demo=True)
    url = reverse("workspace:sign_in_link", args=[make_sign_in_link(karin)])
    assert client.get(url, **HERE).status_code == 200
    assert not is_signed_in(client)
    client.post(url, **HERE)
    assert is_signed_in(client)
    client.post(reverse("workspace:sign_out"), **HERE)
    client.post(url, **HERE)
    assert not is_signed_in(client)
