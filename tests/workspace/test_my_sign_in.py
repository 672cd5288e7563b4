from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.signed_in import PASSWORD
from tests.signed_in import codes
from tests.signed_in import is_signed_in
from tests.signed_in import local_person
from tests.signed_in import send_password
from tests.signed_in import with_codes_app

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.models import User
from roder.apps.signin.models import SignIn
from roder.apps.signin.queries import factors_of

pytestmark = pytest.mark.django_db
NEW = "fyra nya ord tillsammans"


def make_proof_old(client: Client) -> None:
    session = client.session
    session["proved_at"] = "2020-01-01T08:00:00+00:00"
    session.save()


def test_a_new_password_must_be_strong_and_ends_every_sign_in(client: Client) -> None:
    karin = local_person("karin.magdalena")
    elsewhere = Client()
    send_password(elsewhere, karin.username)
    send_password(client, karin.username)
    page = reverse("workspace:change_password")
    for weak in ("kort", "startfinding", "123456789012345", "karin.magdalena1"):
        assert client.post(page, {"password": weak, "repeated": weak}).context["form"].errors["password"]
    assert client.post(page, {"password": NEW, "repeated": "annat"}).context["form"].errors["repeated"]
    assert elsewhere.get(reverse("workspace:my_sign_in")).status_code == 200
    assert client.post(page, {"password": NEW, "repeated": NEW})["Location"] == reverse("workspace:sign_in")
    assert not is_signed_in(client)
    assert elsewhere.get(reverse("workspace:my_sign_in")).status_code == 302
    assert not SignIn.objects.filter(user=karin, ended_at__isnull=True).exists()
    assert send_password(client, karin.username).status_code == 200
    assert send_password(client, karin.username, NEW).status_code == 302
    karin.refresh_from_db()
    assert NEW not in karin.password


def test_a_change_needs_a_fresh_proof_of_who_one_is(client: Client) -> None:
    karin = local_person("karin")
    secret = with_codes_app(karin)
    url = send_password(client, "karin")["Location"]
    client.post(url, {"code": codes(secret)[1]})
    make_proof_old(client)
    page = reverse("workspace:change_password")
    for name in ("change_password", "codes_app", "passkey_add", "recovery_codes", "passkey_creation_options"):
        answer = client.post(reverse(f"workspace:{name}"), {"password": NEW, "repeated": NEW})
        assert answer["Location"].startswith(reverse("workspace:prove"))
    asked = client.get(page)["Location"]
    assert client.post(asked, {"password": PASSWORD, "code": "000000", "next": page}).status_code == 200
    assert client.post(asked, {"password": "fel", "code": codes(secret)[2]}).status_code == 200
    assert client.get(page).status_code == 302
    proved = client.post(asked, {"password": PASSWORD, "code": codes(secret)[2], "next": page})
    assert proved["Location"] == page
    assert client.get(page).status_code == 200


def test_guesses_at_the_proof_are_counted_as_guesses_at_the_password(client: Client) -> None:
    local_person("karin")
    send_password(client, "karin")
    page = reverse("workspace:prove")
    statuses = [client.post(page, {"password": "fel"}).status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2


def test_the_codes_app_is_added_by_a_right_code_and_brings_recovery_codes(client: Client) -> None:
    karin = local_person("karin")
    send_password(client, "karin")
    page = reverse("workspace:codes_app")
    secret = client.get(page).context["secret"]
    assert client.post(page, {"code": "000000"}).context["error"]
    assert not factors_of(karin).any
    shown = client.post(page, {"code": codes(secret)[1]})
    kept = shown.context["codes"]
    assert len(set(kept)) == 10
    assert factors_of(karin).recovery_codes_left == 10
    other = Client()
    url = send_password(other, "karin")["Location"]
    other.post(url, {"code": kept[3]})
    assert is_signed_in(other)
    again = Client()
    send_password(again, "karin")
    again.post(url, {"code": kept[3]})
    assert not is_signed_in(again)
    assert factors_of(karin).recovery_codes_left == 9
    fresh = client.post(reverse("workspace:recovery_codes")).context["codes"]
    assert not set(fresh) & set(kept)
    again.post(url, {"code": kept[4]})
    assert not is_signed_in(again)


def test_a_factor_is_removed_by_its_owner_only(client: Client) -> None:
    karin, nils = local_person("karin"), local_person("nils")
    with_codes_app(karin)
    row = factors_of(karin).codes_app
    send_password(client, "nils")
    client.post(reverse("workspace:factor_remove", args=[row]))
    assert factors_of(karin).any
    mine = with_codes_app(nils)
    client.post(reverse("workspace:recovery_codes"))
    assert mine
    client.post(reverse("workspace:factor_remove", args=[factors_of(nils).codes_app]))
    assert not factors_of(nils).any
    assert factors_of(nils).recovery_codes_left == 0
    assert AuditEntry.objects.filter(event=AuditEntry.Event.SECOND_FACTOR_REMOVED, subject="nils").exists()


def test_a_person_sees_and_ends_their_own_sign_ins_only(client: Client) -> None:
    local_person("karin")
    nils = local_person("nils")
    elsewhere, other = Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/605"}), Client()
    send_password(elsewhere, "karin")
    send_password(other, "nils")
    send_password(client, "karin")
    page = client.get(reverse("workspace:my_sign_in")).content.decode()
    assert "Safari på iPhone" in page
    theirs = SignIn.objects.get(user=nils)
    assert client.post(reverse("workspace:sign_in_end", args=[theirs.pk])).status_code == 404
    assert other.get(reverse("workspace:my_sign_in")).status_code == 200
    mine = SignIn.objects.get(user__username="karin", agent__contains="iPhone")
    client.post(reverse("workspace:sign_in_end", args=[mine.pk]))
    assert elsewhere.get(reverse("workspace:my_sign_in")).status_code == 302
    assert client.get(reverse("workspace:my_sign_in")).status_code == 200


def test_example_people_have_no_password_to_change(client: Client) -> None:
    karin = local_person("karin")
    User.objects.filter(pk=karin.pk).update(is_demo=True)
    client.force_login(karin)
    for name in ("change_password", "codes_app", "passkey_add"):
        assert client.get(reverse(f"workspace:{name}")).status_code == 403
    assert client.get(reverse("workspace:my_sign_in")).status_code == 200
