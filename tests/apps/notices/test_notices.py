from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.http import Http404
from django.utils import timezone
from tests.ledger_files import sie_file

from roder.apps.audit.models import AuditEntry
from roder.apps.budgets.actions import FrameRow
from roder.apps.budgets.actions import set_frames
from roder.apps.identity.models import User
from roder.apps.identity.queries import system_user
from roder.apps.jobs.actions import enqueue
from roder.apps.jobs.models import Job
from roder.apps.ledger.actions.imports import import_file
from roder.apps.ledger.models import Upload
from roder.apps.notices.access import access_calendar
from roder.apps.notices.actions.choices import make_calendar_address
from roder.apps.notices.actions.choices import revoke_calendar_address
from roder.apps.notices.actions.legal_dates import LegalDateError
from roder.apps.notices.actions.legal_dates import register_legal_date
from roder.apps.notices.actions.refreshing import mark_read
from roder.apps.notices.actions.refreshing import refresh_notices
from roder.apps.notices.changes import recent_changes
from roder.apps.notices.models import Notice
from roder.apps.notices.queries import duties_of
from roder.apps.notices.queries import legal_rows
from roder.apps.notices.queries import unread_count
from roder.apps.organisation.actions import replace_organisation
from roder.apps.organisation.actions.bodies import rename_body
from roder.apps.organisation.actions.mandates import grant_mandate
from roder.domain.duties import LegalRule
from roder.domain.mandates import Mandate
from roder.domain.mandates import Role
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.versions import StaleVersionError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
KEY = "2120000159"
DAY = date(2018, 9, 17)
BODIES = [
    Body("400", "Preschool committee", BodyKind.COMMITTEE, "", ("41",)),
    Body("500", "Elderly committee", BodyKind.COMMITTEE, "", ("42",)),
]


def person_with(name: str, role: Role, body: str = "", **days: date) -> User:
    person = User.objects.create(username=name, first_name=name.title())
    organisation = KEY if body else ""
    mandate = Mandate(
        role, organisation, body, valid_from=days.get("since", date(2017, 1, 1)), valid_to=days.get("until")
    )
    grant_mandate(person, mandate, acting_user=system_user())
    return person


def said(person: User, day: date = DAY) -> list[tuple[str, str]]:
    return [(duty.kind.value, duty.subject) for duty in duties_of(person, day) if duty.waits]


def upload(person: User, state: str) -> Upload:
    return Upload.objects.create(file_name="a.se", path="x", size=1, state=state, uploaded_by=person)


def test_nothing_waits_for_one_without_roles_and_a_closed_mandate_asks_for_nothing(db: None) -> None:
    assert said(User.objects.create(username="nobody")) == []
    left = person_with("left", Role.REPORTER, "400", until=DAY - timedelta(days=1))
    assert said(left) == []


def test_files_wait_for_the_one_who_sent_them_and_only_while_they_may_import(karin: User) -> None:
    eva = person_with("eva", Role.COMMITTEE_CONTROLLER, "500")
    for state in ("checked", "refused", "needs_mapping", "failed", "imported", "discarded", "checking"):
        upload(karin, state)
        upload(eva, state)
    kinds = [kind for kind, _subject in said(karin)]
    assert kinds.count("upload_to_confirm") == 1
    assert kinds.count("upload_refused") == 3
    assert said(eva) == [("follow_up", "2018-08")]


def test_a_failed_job_waits_for_its_starter_and_the_systems_for_those_who_may_steer(karin: User) -> None:
    nils = person_with("nils", Role.REPORTER, "400")
    ida = person_with("ida", Role.ADMINISTRATOR)
    jobs = [enqueue("weekly_mail", {}, acting_user=who) for who in (nils, system_user())]
    with_file = enqueue("check_upload", {}, acting_user=karin)
    Job.objects.update(state=Job.State.FAILED)
    file = upload(karin, "failed")
    file.job = with_file
    file.save()
    assert ("job_failed", str(jobs[0].pk)) in said(nils)
    assert said(ida) == [("job_failed", str(jobs[1].pk))]
    failed = [duty for duty in said(karin) if duty[0] != "follow_up"]
    assert failed == [("job_failed", str(jobs[1].pk)), ("upload_refused", str(file.pk))]


def test_a_role_that_ends_is_told_within_thirty_days_but_not_when_another_takes_over(db: None) -> None:
    nils = person_with("nils", Role.READER, "400", until=DAY + timedelta(days=30))
    [(kind, _subject)] = said(nils)
    assert kind == "mandate_ends"
    assert said(nils, DAY - timedelta(days=1)) == []
    renewed = Mandate(Role.READER, KEY, "400", valid_from=DAY + timedelta(days=31))
    grant_mandate(nils, renewed, acting_user=system_user())
    assert said(User.objects.get(pk=nils.pk)) == []


def test_notices_are_made_once_read_once_and_resolved_by_themselves(karin: User) -> None:
    waiting = upload(karin, "checked")
    refresh_notices(karin, DAY, acting_user=karin)
    refresh_notices(karin, DAY, acting_user=karin)
    assert Notice.objects.count() == 2
    assert unread_count(karin) == 2
    notice = Notice.objects.get(kind="upload_to_confirm")
    mark_read([notice], acting_user=person_with("eva", Role.READER, "500"))
    assert unread_count(karin) == 2
    mark_read([notice], acting_user=karin)
    assert unread_count(karin) == 1
    waiting.delete()
    refresh_notices(karin, DAY, acting_user=karin)
    notice.refresh_from_db()
    assert notice.resolved_at is not None
    again = upload(karin, "checked")
    refresh_notices(karin, DAY, acting_user=karin)
    assert Notice.objects.filter(kind="upload_to_confirm", resolved_at=None).get().subject == str(again.pk)


def test_a_refresh_without_news_asks_little_and_writes_nothing(
    karin: User, django_assert_max_num_queries: object
) -> None:
    refresh_notices(karin, DAY, acting_user=karin)
    made = list(Notice.objects.values())
    with django_assert_max_num_queries(11):  # type: ignore[operator]
        refresh_notices(karin, DAY, acting_user=karin)
    assert list(Notice.objects.values()) == made
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        unread_count(karin)


def test_a_calendar_address_is_kept_as_a_hash_and_stops_when_revoked(karin: User) -> None:
    for secret in ("", "x", "a" * 64):
        with pytest.raises(Http404):
            access_calendar(secret)
    first = make_calendar_address(acting_user=karin)
    assert access_calendar(first) == karin
    kept = karin.calendar_addresses.get()
    assert first not in str(vars(kept))
    with pytest.raises(Http404):
        access_calendar(kept.secret_hash)
    second = make_calendar_address(acting_user=karin)
    with pytest.raises(Http404):
        access_calendar(first)
    assert access_calendar(second) == karin
    User.objects.filter(pk=karin.pk).update(is_active=False)
    with pytest.raises(Http404):
        access_calendar(second)
    assert revoke_calendar_address(acting_user=karin)
    assert not revoke_calendar_address(acting_user=karin)
    events = [AuditEntry.Event.CALENDAR_ADDRESS_MADE, AuditEntry.Event.CALENDAR_ADDRESS_REVOKED]
    assert [AuditEntry.objects.filter(event=event).count() for event in events] == [2, 2]


def test_a_report_is_late_until_it_is_registered_and_the_day_can_be_corrected(
    karin: User, home: Path
) -> None:
    import_file(sie_file(home, [("20180831", "4110", 100)]), acting_user=karin)
    today = date(2018, 11, 5)
    assert ("interim_report", "2018") in said(karin, today)
    assert [row.code for row in legal_rows(today)] == ["due_late"]
    for wrong in (today + timedelta(days=1), date(2017, 12, 31)):
        with pytest.raises(LegalDateError):
            register_legal_date(LegalRule.INTERIM_REPORT, 2018, wrong, today=today, acting_user=karin)
    register_legal_date(LegalRule.INTERIM_REPORT, 2018, date(2018, 11, 2), today=today, acting_user=karin)
    assert ("interim_report", "2018") not in said(karin, today)
    assert [row.code for row in legal_rows(today)] == ["handed_over_late"]
    right = date(2018, 10, 30)
    with pytest.raises(StaleVersionError):
        register_legal_date(LegalRule.INTERIM_REPORT, 2018, right, today=today, acting_user=karin)
    register_legal_date(LegalRule.INTERIM_REPORT, 2018, right, today=today, seen_version=1, acting_user=karin)
    assert [row.code for row in legal_rows(today)] == ["handed_over"]
    assert AuditEntry.objects.filter(event=AuditEntry.Event.LEGAL_DATE_REGISTERED).count() == 2


def test_changes_are_those_of_the_bodies_within_reach_and_no_more(karin: User, home: Path) -> None:
    import_file(sie_file(home, [("20180131", "4110", 100)]), acting_user=karin)
    assert replace_organisation(KEY, BODIES, acting_user=karin) == []
    set_frames(KEY, 2018, [FrameRow("400", 100), FrameRow("500", 700)], acting_user=karin)
    set_frames(KEY, 2018, [FrameRow("400", 150), FrameRow("500", 700)], acting_user=karin)
    today = timezone.localdate()
    eva = person_with("eva", Role.COMMITTEE_CONTROLLER, "500")
    nils = person_with("nils", Role.READER, "400")
    ida = person_with("ida", Role.ADMINISTRATOR)
    event = AuditEntry.Event
    assert [change.event for change in recent_changes(ida, today)] == [event.MANDATE_GRANTED]
    hers = recent_changes(eva, today)
    assert [change.event for change in hers] == [
        event.MANDATE_GRANTED,
        event.FRAMES_SET,
        event.ORGANISATION_REPLACED,
        event.LEDGER_IMPORTED,
    ]
    assert [(frame.body, frame.new_ore) for frame in hers[1].frames] == [("500", 700)]
    his = recent_changes(nils, today)
    assert [[(frame.old_ore, frame.new_ore) for frame in change.frames] for change in his[1:3]] == [
        [(100, 150)],
        [(None, 100)],
    ]
    assert all(frame.body == "400" for change in his for frame in change.frames)
    assert recent_changes(User.objects.create(username="nobody"), today) == []
    assert len(recent_changes(karin, today, limit=2)) == 2


def test_a_body_that_changes_touches_those_who_reach_it_alone(karin: User) -> None:
    assert replace_organisation(KEY, BODIES, acting_user=karin) == []
    today = timezone.localdate()
    eva, nils = person_with("eva", Role.READER, "500"), person_with("nils", Role.READER, "400")
    assert rename_body(KEY, "500", "Committee for the old", since=today, acting_user=karin) == []
    assert recent_changes(eva, today)[0].body == "Committee for the old"
    assert AuditEntry.Event.BODY_RENAMED not in {change.event for change in recent_changes(nils, today)}
