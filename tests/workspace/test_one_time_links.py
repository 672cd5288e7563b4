from __future__ import annotations

from datetime import timedelta
from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.signed_in import PASSWORD
from tests.signed_in import codes
from tests.signed_in import is_signed_in
from tests.signed_in import local_person
from tests.signed_in import send_password
from tests.signed_in import with_codes_app

from roder.apps.audit.models import AuditEntry
from roder.apps.identity.access import mandates_giving
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.signin.actions.links import LinkRefusedError
from roder.apps.signin.actions.links import issue_link
from roder.apps.signin.models import OneTimeLink
from roder.apps.signin.queries import factors_of
from roder.domain.mandates import Permission
from roder.domain.mandates import Role

pytestmark = pytest.mark.django_db
NEW = "fyra nya ord tillsammans"
CHOSEN = {"password": NEW, "repeated": NEW}
Purpose = OneTimeLink.Purpose


def link_for(user: User, purpose: OneTimeLink.Purpose = Purpose.RECOVERY) -> str:
    secret = issue_link(user, purpose, now=timezone.now(), acting_user=system_user())
    return reverse("workspace:one_time_link", args=[secret])


def people(*words: str) -> str:
    said = StringIO()
    call_command("people", *words, stdout=said, stderr=StringIO())
    return said.getvalue().strip()


def test_a_link_is_used_once_by_its_button_and_only_its_hash_is_kept(client: Client) -> None:
    karin = local_person("karin")
    url = link_for(karin)
    assert url.split("/")[-2] not in str(list(OneTimeLink.objects.values()))
    assert client.get(url).status_code == 200
    assert client.post(url, {"password": "kort", "repeated": "kort"}).status_code == 200
    assert OneTimeLink.objects.get().used_at is None
    assert client.post(url, CHOSEN)["Location"] == reverse("workspace:my_sign_in")
    assert is_signed_in(client)
    again = Client()
    assert again.post(url, CHOSEN)["Location"] == reverse("workspace:sign_in")
    assert not is_signed_in(again)
    assert send_password(again, "karin").status_code == 200
    assert send_password(again, "karin", NEW).status_code == 302
    events = AuditEntry.objects.filter(subject="karin").values_list("event", flat=True)
    assert {AuditEntry.Event.LINK_ISSUED, AuditEntry.Event.LINK_USED, AuditEntry.Event.PASSWORD_SET} <= set(
        events
    )


def test_a_link_is_short_lived_and_a_newer_one_takes_its_place(client: Client) -> None:
    karin = local_person("karin")
    first, second = link_for(karin), link_for(karin)
    assert client.get(first).status_code == 302
    assert client.get(second).status_code == 200
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.post(second, CHOSEN)["Location"] == reverse("workspace:sign_in")
    third = link_for(karin)
    User.objects.filter(pk=karin.pk).update(is_active=False)
    assert client.get(third).status_code == 302
    assert OneTimeLink.objects.latest("pk").expires_at <= timezone.now() + timedelta(hours=1)


def test_a_link_leaves_the_second_factor_unless_the_administrator_chose_otherwise(client: Client) -> None:
    karin = local_person("karin")
    secret = with_codes_app(karin)
    answer = client.post(link_for(karin), CHOSEN)
    assert answer["Location"] == reverse("workspace:second_factor")
    assert not is_signed_in(client)
    client.post(answer["Location"], {"code": codes(secret)[1]})
    assert is_signed_in(client)
    other = Client()
    url = link_for(karin, Purpose.RECOVERY_OF_ALL)
    assert "tar också bort" in other.get(url).content.decode()
    assert factors_of(karin).any
    other.post(url, CHOSEN)
    assert is_signed_in(other)
    assert not factors_of(karin).any


def test_a_link_ends_every_sign_in_and_the_person_is_told(client: Client) -> None:
    karin = local_person("karin")
    thief = Client()
    send_password(thief, "karin")
    client.post(link_for(karin), CHOSEN)
    assert thief.get(reverse("workspace:my_sign_in")).status_code == 302
    assert "utfärdade en engångslänk" in client.get(reverse("workspace:my_sign_in")).content.decode()


def test_no_link_is_issued_for_example_people_closed_accounts_or_the_system(client: Client) -> None:
    karin = local_person("karin")
    for changes in ({"is_demo": True}, {"is_demo": False, "is_active": False}):
        User.objects.filter(pk=karin.pk).update(**changes)
        karin.refresh_from_db()
        with pytest.raises(LinkRefusedError):
            link_for(karin)
    with pytest.raises(LinkRefusedError):
        link_for(system_user())


def test_only_an_administrator_issues_links_and_never_for_themself(client: Client) -> None:
    karin, ida = local_person("karin"), local_person("ida", Role.ADMINISTRATOR)
    page = reverse("workspace:recovery_links")
    client.force_login(karin)
    assert client.get(page).status_code == 403
    assert client.post(page, {"person": ida.pk}).status_code == 403
    client.force_login(ida)
    assert client.post(page, {"person": ida.pk}).status_code == 404
    shown = client.post(page, {"person": karin.pk, "removes_second_factor": "no"})
    assert OneTimeLink.objects.get().purpose == Purpose.RECOVERY
    assert OneTimeLink.objects.get().issued_by == ida
    assert Client().get(urlsplit(shown.context["link_url"]).path).status_code == 200
    client.post(page, {"person": karin.pk, "removes_second_factor": "yes"})
    assert OneTimeLink.objects.latest("pk").purpose == Purpose.RECOVERY_OF_ALL


def test_the_first_administrator_comes_from_the_command_line(client: Client) -> None:
    with pytest.raises(CommandError, match="whole"):
        people("invite", "ida", "--name", "Ida Strand", "--role", "administrator", "--organisation", "1")
    assert not User.objects.filter(username="ida").exists()
    printed = people("invite", "ida", "--name", "Ida Strand", "--role", "administrator")
    ida = User.objects.get(username="ida")
    assert not ida.has_usable_password()
    assert mandates_giving(ida, Permission.ADMINISTER_PEOPLE)
    assert send_password(client, "ida", "").status_code == 200
    assert client.post(urlsplit(printed).path, CHOSEN)["Location"] == reverse("workspace:my_sign_in")
    assert client.get(reverse("workspace:recovery_links")).status_code == 302
    page = reverse("workspace:codes_app")
    client.post(page, {"code": codes(client.get(page).context["secret"])[1]})
    assert client.get(reverse("workspace:recovery_links")).status_code == 200
    with pytest.raises(CommandError, match="exists already"):
        people("invite", "IDA", "--name", "Ida Strand", "--role", "reader")


def test_a_new_link_comes_from_the_command_line(client: Client) -> None:
    local_person("karin")
    with pytest.raises(CommandError, match="no open account"):
        people("link", "nils")
    assert client.post(urlsplit(people("link", "karin")).path, CHOSEN).status_code == 302
    assert send_password(client, "karin", PASSWORD)["Location"] == reverse("workspace:start")


def test_no_account_of_a_fresh_installation_has_a_password() -> None:
    assert [user.username for user in User.objects.all()] == ["system"]
    assert not system_user().has_usable_password()
