from __future__ import annotations

from django.db import models

from roder.domain.meeting_order import MeetingState

STATES = [(state.value, state.value) for state in MeetingState]


class Meeting(models.Model):
    """A meeting of the council or the executive board, from the day it is called until its minutes are adjusted.

    ``term`` is the election period as people say it ("2014–2018"). The paragraphs of its minutes stand on its items.
    """

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    day = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    term = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=20, choices=STATES, default=MeetingState.CALLED)
    adjusters = models.CharField(max_length=200, blank=True)
    adjusted_on = models.DateField(null=True, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body_code", "day"], name="one_meeting_per_body_and_day"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=MeetingState.ADJUSTED) | models.Q(adjusted_on__isnull=False),
                name="adjusted_meeting_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_code} {self.day.isoformat()}"

    @property
    def subject(self) -> str:
        """What the history calls the meeting: organisation, body and day."""
        return f"{self.organisation} {self.body_code} {self.day.isoformat()}"


class MeetingMember(models.Model):
    """Who has a seat at a meeting: a named member, or all the seats of a party when only those are written down.

    ``absent`` and ``disqualified`` are how many of the seats, as the meeting was opened. ``stands_in_for`` names the
    member whose place a substitute has.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)
    party = models.CharField(max_length=80)
    seats = models.PositiveSmallIntegerField(default=1)
    stands_in_for = models.CharField(max_length=120, blank=True)
    is_chair = models.BooleanField(default=False)
    absent = models.PositiveSmallIntegerField(default=0)
    disqualified = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(seats__gt=0), name="member_has_a_seat"),
            models.CheckConstraint(
                condition=models.Q(name="") | models.Q(seats=1), name="named_member_has_one_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.party})" if self.name else f"{self.party} ({self.seats})"

    @property
    def present(self) -> int:
        """How many of the seats take part."""
        return self.seats - self.absent - self.disqualified
