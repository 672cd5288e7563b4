"""The weekly mail: only what waits, at most once a week for each person, whatever happens on the way."""

from __future__ import annotations

import json
import smtplib
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command

from roder.apps.identity.actions import prefer_language
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.jobs.actions import carry_out
from roder.apps.jobs.actions import claim
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.actions.steering import retry_job
from roder.apps.jobs.models import Job
from roder.apps.notices.actions.choices import choose_weekly_mail
from roder.apps.notices.actions.weekly import send_weekly_mail
from roder.apps.notices.models import WeeklyMail
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from django.core.mail import EmailMessage

pytestmark = pytest.mark.django_db
MONDAY = date(2018, 9, 17)
QUIET = date(2018, 9, 3)
BEFORE_THE_MAIL = "tests.apps.notices.test_weekly.DiesBefore"
AFTER_THE_MAIL = "tests.apps.notices.test_weekly.DiesAfter"
REFUSES_NILS = "tests.apps.notices.test_weekly.RefusesNils"
OUT_OF_REACH = "tests.apps.notices.test_weekly.OutOfReach"


class Killed(BaseException):
    """Stands for the process dying: nothing catches it."""


class DiesBefore(EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if "eva@" in messages[0].to[0]:
            raise Killed
        return super().send_messages(messages)


class DiesAfter(EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        if "eva@" in messages[0].to[0]:
            raise Killed
        return 1


class RefusesNils(EmailBackend):
    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if "nils@" in messages[0].to[0]:
            raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such mailbox")})
        return super().send_messages(messages)


class OutOfReach(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError(111, "Connection refused")


@pytest.fixture
def people(karin: User, settings: Any) -> list[User]:
    """Karin, Eva and Nils have something due in the week; Rut, auditor, has nothing."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    roles = {"eva": Role.COMMITTEE_CONTROLLER, "nils": Role.REPORTER, "rut": Role.AUDITOR}
    made = [karin]
    for name, role in roles.items():
        person = User.objects.create(username=name, first_name=name.title())
        part = ("", "") if role is Role.AUDITOR else ("2120000159", "500")
        grant_mandate(person, Mandate(role, *part, valid_from=date(2017, 1, 1)), acting_user=system_user())
        made.append(person)
    for person in made:
        person.email = f"{person.username}@example.org"
        person.save()
    return made


def addressed() -> list[str]:
    return sorted(message.to[0].split("@")[0] for message in mail.outbox)


def send(day: date = MONDAY, **options: Any) -> Any:
    outcome, _letters = send_weekly_mail(day, acting_user=system_user(), **options)
    return outcome


def test_nobody_gets_a_mail_in_a_week_in_which_nothing_waits(people: list[User]) -> None:
    outcome = send(QUIET)
    assert mail.outbox == []
    assert sorted(outcome.nothing_waits) == ["eva", "karin", "nils", "rut"]
    assert not WeeklyMail.objects.exists()


def test_only_those_for_whom_something_waits_get_one_and_only_once_a_week(people: list[User]) -> None:
    assert sorted(send().sent) == ["eva", "karin", "nils"]
    assert sorted(send(date(2018, 9, 23)).sent_before) == ["eva", "karin", "nils"]
    assert addressed() == ["eva", "karin", "nils"]
    assert sorted(send(date(2018, 9, 24)).sent) == ["eva", "karin", "nils"]


def test_a_mail_is_text_and_html_in_the_language_of_the_person(people: list[User], settings: Any) -> None:
    settings.PUBLIC_URL = "https://roder.example"
    prefer_language("en", acting_user=people[1])
    send()
    letters = {message.to[0].split("@")[0]: message for message in mail.outbox}
    assert letters["karin"].subject == "Roder: 1 sak väntar på dig"
    assert "Tertialuppföljning för augusti 2018\n  Ska vara klart 2018-09-25." in letters["karin"].body
    assert "https://roder.example/uppfoljning/" in letters["karin"].body
    english = letters["eva"]
    assert english.subject == "Roder: 1 thing waits for you"
    assert "Tertial follow-up for August 2018" in english.body
    [(html, kind)] = vars(english)["alternatives"]
    assert kind == "text/html"
    assert '<html lang="en">' in html
    assert 'href="https://roder.example/en/uppfoljning/"' in html
    assert english.extra_headers["Message-ID"] == f"<2018-W38-{people[1].pk}@roder.example>"
    assert english.extra_headers["Auto-Submitted"] == "auto-generated"


def test_without_an_address_of_the_site_a_mail_leads_nowhere_wrong(people: list[User]) -> None:
    send()
    assert "http" not in mail.outbox[0].body
    assert "href" not in str(vars(mail.outbox[0])["alternatives"])


def test_one_who_has_turned_it_off_or_has_no_address_gets_none(people: list[User]) -> None:
    choose_weekly_mail(wants=False, acting_user=people[0])
    User.objects.filter(username="nils").update(email="")
    outcome = send()
    assert (outcome.turned_off, outcome.without_address, outcome.sent) == (["karin"], ["nils"], ["eva"])
    choose_weekly_mail(wants=True, acting_user=people[0])
    assert send().sent == ["karin"]


@pytest.mark.parametrize("backend", [BEFORE_THE_MAIL, AFTER_THE_MAIL])
def test_a_job_that_is_killed_and_taken_up_again_never_mails_anyone_twice(
    people: list[User], settings: Any, backend: str
) -> None:
    settings.EMAIL_BACKEND = backend
    enqueue("weekly_mail", {"day": str(MONDAY)}, acting_user=system_user())
    job = claim()
    assert job is not None
    with pytest.raises(Killed):
        carry_out(job)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.update(seen_at="2018-01-01T00:00:00Z")
    again = claim()
    assert again is not None
    result = carry_out(again).result
    assert result["unsure"] == ["eva"]
    assert addressed() == (["eva", "karin", "nils"] if backend == AFTER_THE_MAIL else ["karin", "nils"])


def test_a_refused_mail_fails_the_job_in_words_and_is_sent_by_the_second_try(
    people: list[User], settings: Any
) -> None:
    settings.EMAIL_BACKEND = REFUSES_NILS
    enqueue("weekly_mail", {"day": str(MONDAY)}, acting_user=system_user())
    job = carry_out(claimed())
    assert (job.state, job.error) == ("failed", "MailRefusedError: nils")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    retry_job(job, acting_user=people[0])
    assert carry_out(claimed()).state == "done"
    assert addressed() == ["eva", "karin", "nils"]


def claimed() -> Job:
    job = claim()
    assert job is not None
    return job


def test_a_server_out_of_reach_has_taken_nothing_on(people: list[User], settings: Any) -> None:
    settings.EMAIL_BACKEND = OUT_OF_REACH
    with pytest.raises(ConnectionRefusedError):
        send()
    assert not WeeklyMail.objects.exists()


def test_the_command_says_who_would_get_it_and_writes_nothing_on_a_dry_run(people: list[User]) -> None:
    out = StringIO()
    call_command("notices", "weekly", "--day", str(MONDAY), "--dry-run", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["week"], said["dry_run"]) == ("2018-W38", True)
    assert sorted(said["sent"]) == ["eva", "karin", "nils"]
    assert "augusti 2018" in said["letters"][0]["text"]
    assert mail.outbox == []
    assert not WeeklyMail.objects.exists()
    out = StringIO()
    call_command("notices", "weekly", "--day", str(MONDAY), stdout=out)
    assert "sent to 3: karin, eva, nils" in out.getvalue()


def test_the_command_refuses_in_words_when_the_server_cannot_be_used(
    people: list[User], settings: Any
) -> None:
    settings.EMAIL_BACKEND = OUT_OF_REACH
    with pytest.raises(Exception, match="Nobody gets a mail twice"):
        call_command("notices", "weekly", "--day", str(MONDAY))


def test_without_a_server_each_mail_is_a_file_of_its_own(
    people: list[User], settings: Any, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND = "roder.apps.notices.mail_folder.MailFolder"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    send()
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == sorted(
        f"2018-W38-{person.pk}@roder.invalid.eml" for person in people[:3]
    )
    assert b"Content-Type: multipart/alternative" in files[0].read_bytes()
