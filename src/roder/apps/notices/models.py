from __future__ import annotations

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """Something that waits for a person: made when it begins to, resolved when it no longer does.

    ``subject`` says which month, year, file, mandate or job; the page that it leads to follows from that.
    Notices come from facts that have audit rows of their own, so they have none.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=80)
    due = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "subject"],
                condition=models.Q(resolved_at__isnull=True),
                name="a_person_is_told_of_a_thing_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person"],
                condition=models.Q(resolved_at__isnull=True, read_at__isnull=True),
                name="unread_notices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class MailChoice(models.Model):
    """Whether a person wants the weekly mail; without a row they do. One's own choice is not audited."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_choice"
    )
    weekly = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.weekly}"


class WeeklyMail(models.Model):
    """That a person's mail for a week is taken on, and when it was handed to the mail server.

    The row is written before the mail leaves: a person may miss one if the machine dies in that moment,
    but never gets two.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    week = models.CharField(max_length=8)
    taken_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "week"], name="one_mail_per_person_and_week"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.week}"


class CalendarAddress(models.Model):
    """The secret address of a person's dates, for their own calendar. Only the hash of the secret is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_addresses"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "calendar addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_calendar_address_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.made_at}"


class LegalDate(models.Model):
    """The day on which a report that the law asks for was handed to the council and the auditors."""

    rule = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    handed_over_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "year"], name="a_report_is_handed_over_once"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.year}"
