from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.documents.models import SteeringDocument
from roder.domain.budget_locks import LockedThing
from roder.domain.budget_process import StepState
from roder.domain.budget_steps import StepKey


class ProcessYear(models.Model):
    """A budget year that is worked on in its eleven steps, with the days that the law asks about.

    ``board_…`` is what the executive board did (KL 11:8), ``adopted_on`` the council's day (KL 11:10). The reasons are
    the special reasons that the law lets a later day rest on, in words; empty when there are none.
    """

    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    board_proposed_on = models.DateField(null=True, blank=True)
    board_tax_proposed_on = models.DateField(null=True, blank=True)
    board_reasons = models.TextField(blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    tax_adopted_on = models.DateField(null=True, blank=True)
    council_reasons = models.TextField(blank=True)
    tax_notified_on = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="one_process_per_budget_year")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    @property
    def subject(self) -> str:
        """What the history calls the year: organisation and year."""
        return f"{self.organisation} {self.year}"


class ProcessStep(models.Model):
    """One of the eleven steps in a year: its days, who answers for it, what comes of it, how far it has come.

    What is empty (``owner_title``, ``artefact_title``) is as the template has it. ``settled_on`` is the day on which it
    was done or skipped. The step's content lies with what it is made of.
    """

    KEYS = [(key.value, key.value) for key in StepKey]
    STATES = [(state.value, state.value) for state in StepState]

    process_year = models.ForeignKey(ProcessYear, on_delete=models.CASCADE, related_name="steps")
    key = models.CharField(max_length=20, choices=KEYS)
    position = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    due_on = models.DateField()
    owner_title = models.CharField(max_length=120, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    artefact_title = models.CharField(max_length=200, blank=True)
    artefact_url = models.URLField(max_length=500, blank=True)
    artefact = models.ForeignKey(
        SteeringDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=20, choices=STATES, default=StepState.NOT_BEGUN)
    reason = models.TextField(blank=True)
    settled_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["process_year", "position"]
        constraints = [
            models.UniqueConstraint(fields=["process_year", "key"], name="one_step_per_year_and_key"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("starts_on")), name="step_is_due_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=StepState.SKIPPED) | ~models.Q(reason=""),
                name="skipped_step_says_why",
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"], name="step_by_owner")]

    def __str__(self) -> str:
        return f"{self.process_year}: {self.key}"

    @property
    def subject(self) -> str:
        """What the history calls the step: organisation, year and key."""
        return f"{self.process_year.subject} {self.key}"


class LateChange(models.Model):
    """A signed leave to change something that has locked: open until it is closed. Only added, and closed once."""

    THINGS = [(thing.value, thing.value) for thing in LockedThing]

    process_year = models.ForeignKey(ProcessYear, on_delete=models.CASCADE, related_name="late_changes")
    thing = models.CharField(max_length=20, choices=THINGS)
    reason = models.TextField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["process_year", "thing"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_late_change_per_thing",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="late_change_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.process_year}: {self.thing}"
