"""The start page, notices, the dates of the law, the calendar address and background work, as people meet them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.formats.calendar_reading import events
from tests.ledger_files import sie_file

from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.models import Job
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.models import Upload
from roder.apps.notices.models import LegalDate
from roder.apps.notices.models import Notice
from roder.apps.notices.queries import wants_weekly_mail
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.workspace.start_figures import month_state

if TYPE_CHECKING:
    from pathlib import Path

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def ida(db: None) -> User:
    """Ida, administrator: she sees work, not money."""
    person = User.objects.create(username="ida", first_name="Ida", last_name="Strand")
    grant_mandate(person, Mandate(Role.ADMINISTRATOR, valid_from=date(2017, 1, 1)), acting_user=system_user())
    return person


@pytest.fixture
def nobody(db: None) -> User:
    return User.objects.create(username="nobody", first_name="Nora")


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_start_page_is_calm_when_nothing_waits(client: Client, nobody: User, home: Path) -> None:
    client.force_login(nobody)
    text = page(client, "/")
    assert "Inget väntar på dig" in text
    assert 'class="duties"' not in text
    assert "Start (" not in text
    assert "Nothing waits for you" in page(client, "/en/")


def test_one_without_rights_sees_no_figures_and_nobody_elses_books(
    client: Client, karin: User, ida: User, home: Path
) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    client.force_login(ida)
    text = page(client, "/")
    assert "key-figure" not in text
    assert "Testkommun, " not in text
    assert client.get("/lagens-datum/").status_code == 403


def test_it_says_how_the_month_stands_and_leads_down(client: Client, karin: User, home: Path) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180228", "4120", 50)]), acting_user=karin)
    client.force_login(karin)
    text = page(client, "/")
    assert "Uppföljning februari 2018" in text
    assert 'href="/uppfoljning/2018-02/' in text
    assert "Redovisningen för Testkommun, jan–feb 2018, importerades." in text


def test_the_month_is_that_of_the_persons_part_alone(client: Client, karin: User, home: Path) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100), ("20180131", "4200", 700)]), acting_user=karin)
    bodies = [
        Body("400", "Förskolenämnden", BodyKind.COMMITTEE, "", ("41",)),
        Body("411", "Norra förskolorna", BodyKind.UNIT, "400", ("4110",)),
        Body("500", "Äldrenämnden", BodyKind.COMMITTEE, "", ("42",)),
    ]
    assert replace_organisation("2120000159", bodies, acting_user=karin) == []
    set_frames("2120000159", 2018, [FrameRow("400", 1200_00), FrameRow("500", 12_00)], acting_user=karin)
    for name, body, seen in (("eva", "500", "Äldrenämnden"), ("nils", "411", "Norra förskolorna")):
        person = User.objects.create(username=name)
        mandate = Mandate(Role.READER, "2120000159", body, valid_from=date(2017, 1, 1))
        grant_mandate(person, mandate, acting_user=system_user())
        state = month_state(person)
        assert state is not None
        assert (state["name"], state["count"]) == (seen, 1)
        assert state["url"] == f"/uppfoljning/2018-01/{body}/"
    assert state is not None
    assert state["forecast_variance_ore"] is None
    whole = month_state(karin)
    assert whole is not None
    assert [entry["row"].name for entry in whole["below"]] == ["Äldrenämnden"]
    client.force_login(User.objects.get(username="eva"))
    assert "Förskolenämnden" not in page(client, "/")


def test_a_file_to_confirm_waits_is_counted_and_is_read_by_following_it(
    client: Client, karin: User, home: Path
) -> None:
    upload = Upload.objects.create(file_name="a.se", path="x", size=1, state="checked", uploaded_by=karin)
    client.force_login(karin)
    assert f'href="/import/filer/{upload.pk}/"' in page(client, "/")
    unread = Notice.objects.filter(person=karin, read_at=None).count()
    assert f"Start ({unread} nya)" in page(client, "/paminnelser/")
    notice = Notice.objects.get(kind="upload_to_confirm")
    answer = client.get(f"/paminnelser/{notice.pk}/")
    assert answer["Location"] == f"/import/filer/{upload.pk}/"
    assert Notice.objects.get(pk=notice.pk).read_at is not None
    client.post("/paminnelser/lasta/")
    assert "Start (" not in page(client, "/paminnelser/")


def test_another_persons_notice_is_not_there(client: Client, karin: User, nobody: User, home: Path) -> None:
    Upload.objects.create(file_name="a.se", path="x", size=1, state="checked", uploaded_by=karin)
    client.force_login(karin)
    page(client, "/")
    client.force_login(nobody)
    assert client.get(f"/paminnelser/{Notice.objects.latest('pk').pk}/").status_code == 404


def test_the_weekly_mail_is_turned_off_and_on(client: Client, nobody: User, home: Path) -> None:
    client.force_login(nobody)
    client.post("/paminnelser/veckobrev/", {"weekly": "off"})
    assert not wants_weekly_mail(nobody)
    client.post("/paminnelser/veckobrev/", {"weekly": "on"})
    assert wants_weekly_mail(nobody)


def test_a_calendar_address_is_shown_once_answers_without_sign_in_and_can_be_revoked(
    client: Client, karin: User, home: Path
) -> None:
    client.force_login(karin)
    answer = client.post("/paminnelser/kalender/")
    assert answer["Cache-Control"] == "no-store"
    found = re.search(r"http://testserver(/kalender/[\w-]{43}/roder\.ics)", answer.content.decode())
    assert found
    assert "/kalender/" not in page(client, "/paminnelser/").replace('action="/paminnelser/kalender/', "")
    client.logout()
    feed = client.get(found[1])
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    dates = events(feed.content)
    assert len({event["UID"] for event in dates}) == len(dates) >= 8
    assert {event["UID"] for event in events(client.get(found[1]).content)} == {e["UID"] for e in dates}
    assert any("uppföljning" in event["SUMMARY"] for event in dates)
    assert all(event["URL"].startswith("http://testserver/") for event in dates)
    assert client.post(found[1]).status_code == 405
    client.force_login(karin)
    client.post("/paminnelser/kalender/aterkalla/")
    assert client.get(found[1]).status_code == 404


def test_only_a_central_controller_registers_when_a_report_was_handed_over(
    client: Client, karin: User, home: Path
) -> None:
    import_file(sie_file(home, [("20180831", "4110", 100)]), acting_user=karin)
    rut = User.objects.create(username="rut")
    grant_mandate(rut, Mandate(Role.AUDITOR, valid_from=date(2017, 1, 1)), acting_user=system_user())
    address = "/lagens-datum/interim_report/2018/"
    client.force_login(rut)
    assert "Delårsrapport 2018" in page(client, "/lagens-datum/")
    assert client.post(address, {"handed_over_on": "2018-10-30"}).status_code == 403
    client.force_login(karin)
    assert (
        client.post("/lagens-datum/interim_report/1999/", {"handed_over_on": "1999-10-30"}).status_code == 404
    )
    for wrong in ("", "30 oktober", "2017-01-01", str(timezone.localdate().replace(year=2199, day=1))):
        client.post(address, {"handed_over_on": wrong, "version": "0"})
    assert not LegalDate.objects.exists()
    client.post(address, {"handed_over_on": "2018-10-30", "version": "0"})
    assert "Överlämnad i tid" in page(client, "/lagens-datum/")
    second = client.post(address, {"handed_over_on": "2018-11-03", "version": "0"}, follow=True)
    assert "Karin Ek har under tiden registrerat 2018-10-30" in second.content.decode()
    client.post(address, {"handed_over_on": "2018-11-03", "version": "1"})
    assert "Överlämnad för sent" in page(client, "/lagens-datum/")


def test_each_sees_their_own_work_and_only_those_who_may_steer_it(
    client: Client, karin: User, ida: User, nobody: User, home: Path
) -> None:
    mine = enqueue("weekly_mail", {"day": "2018-09-17"}, acting_user=nobody)
    other = enqueue("refresh_notices", {"day": "2018-09-17"}, acting_user=karin)
    Job.objects.update(state=Job.State.FAILED, error="ConnectionRefusedError: [Errno 111]")
    client.force_login(nobody)
    text = page(client, "/jobb/")
    assert "Skicka veckobrevet" in text
    assert "E-postservern svarar inte" in text
    assert "Uppdatera påminnelser" not in text
    assert "Försök igen</button>" not in page(client, f"/jobb/{mine.pk}/")
    assert client.get(f"/jobb/{other.pk}/").status_code == 404
    assert client.post(f"/jobb/{mine.pk}/igen/").status_code == 403
    assert client.post(f"/jobb/{mine.pk}/avbryt/").status_code == 403
    client.force_login(ida)
    text = page(client, "/jobb/")
    assert "Uppdatera påminnelser" in text
    assert "Försök igen" in page(client, f"/jobb/{mine.pk}/")
    client.post(f"/jobb/{mine.pk}/igen/")
    assert Job.objects.get(pk=mine.pk).state == "queued"
    again = client.post(f"/jobb/{mine.pk}/igen/", follow=True)
    assert "Det går inte att försöka igen" in again.content.decode()
    client.post(f"/jobb/{mine.pk}/avbryt/")
    assert Job.objects.get(pk=mine.pk).state == "cancelled"
    fragment = client.get("/jobb/", headers={"HX-Request": "true"}).content
    assert b"<html" not in fragment
