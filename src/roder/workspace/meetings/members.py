"""Who has a seat at a meeting, and its opening with who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from roder.apps.meetings.access import access_vote_recording
from roder.apps.meetings.actions.calling import open_meeting
from roder.apps.meetings.actions.calling import set_members
from roder.apps.meetings.actions.refusals import MeetingRefusedError
from roder.apps.meetings.queries import last_meeting
from roder.apps.meetings.queries import seats_by_party
from roder.domain.meetings import members_from_text
from roder.domain.versions import StaleVersionError
from roder.domain.votes import third_of
from roder.ui.problem_texts import problem_texts
from roder.workspace.budget_places import budget_key
from roder.workspace.meetings.chosen import UNPROCESSABLE
from roder.workspace.meetings.chosen import around
from roder.workspace.meetings.chosen import matter_url

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http import HttpResponse
    from django.http import QueryDict

    from roder.apps.meetings.models import Meeting
    from roder.apps.meetings.models import MeetingMember

MISSING = ("absent", "disqualified")


def members(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    meeting = item.meeting
    text, faults = _text(meeting), []
    if request.method == "POST":
        text, version = request.POST.get("members", ""), request.POST.get("version", "")
        try:
            set_members(
                meeting,
                members_from_text(text),
                seen_version=int(version) if version.isdigit() else 0,
                acting_user=person,
            )
        except MeetingRefusedError as error:
            faults = problem_texts(error.problems)
        except StaleVersionError:
            faults = [_("Somebody has written down other members meanwhile. Look at them, and save again.")]
        else:
            messages.success(request, _("The members are written down."))
            return redirect(matter_url(item))
    context = around(item, _("Members")) | {"text": text, "faults": faults, "version": meeting.version}
    return render(request, "workspace/meetings/members.html", context, status=_status(faults))


def _text(meeting: Meeting) -> str:
    """Return the members as lines to write in; those of the body's last meeting when none are written down."""
    source = meeting if meeting.members.exists() else last_meeting(meeting.organisation, meeting.body_code)
    return "\n".join(_line(row) for row in source.members.all()) if source else ""


def _line(row: MeetingMember) -> str:
    chair = _("chair") if row.is_chair else row.stands_in_for
    parts = [row.name, row.party, chair] if row.name else [row.party, str(row.seats), chair]
    return "; ".join(part for part in parts if part)


def opening(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    item, person = access_vote_recording(request.user, budget_key(year), year, pk)
    rows = list(item.meeting.members.all())
    faults: list[str] = []
    if request.method == "POST":
        try:
            open_meeting(item.meeting, _missing(rows, request.POST), acting_user=person)
        except MeetingRefusedError as error:
            faults = problem_texts(error.problems)
        else:
            messages.success(request, _("The meeting is opened."))
            return redirect(matter_url(item))
    seats = sum(seats_by_party(item.meeting).values())
    context = around(item, _("Open the meeting")) | {
        "rows": [
            {
                "row": row,
                "fields": [
                    (name, f"{name}-{row.pk}", request.POST.get(f"{name}-{row.pk}", "")) for name in MISSING
                ],
            }
            for row in rows
        ],
        "seats": seats,
        "needed": seats // 2 + 1,
        "third": third_of(seats),
        "faults": faults,
    }
    return render(request, "workspace/meetings/opening.html", context, status=_status(faults))


def _missing(rows: list[MeetingMember], given: QueryDict) -> dict[int, tuple[int, int]]:
    return {
        row.pk: (_number(given, f"absent-{row.pk}"), _number(given, f"disqualified-{row.pk}")) for row in rows
    }


def _number(given: QueryDict, name: str) -> int:
    text = given.get(name, "").strip()
    if text == "on":
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0  # noqa: PLR2004 a page's width


def _status(faults: list[str]) -> int:
    return UNPROCESSABLE if faults else 200
