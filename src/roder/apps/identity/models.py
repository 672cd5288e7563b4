from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.functional import cached_property

from roder.domain.mandates import ROLES_OF_THE_WHOLE
from roder.domain.mandates import Mandate as MandateValue
from roder.domain.mandates import Role

if TYPE_CHECKING:
    from datetime import date

SYSTEM_USERNAME = "system"
"""The account that stands for the command line of an installation."""


class User(AbstractUser):
    """A person who signs in. The organisation knows of people, never the other way round."""

    title = models.CharField(max_length=120, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def mandate_values(self) -> tuple[MandateValue, ...]:
        """Every mandate of the person, whatever its time: read once for each request."""
        return tuple(mandate.value for mandate in self.mandates.all())


class SignInLink(models.Model):
    """A link that signs one person in once. Only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} until {self.expires_at}"


class Mandate(models.Model):
    """A role that a person holds for a part of the organisation and a time; ended, never deleted.

    ``organisation`` and ``body`` are a key and a code, not references: what lies below the organisation
    must be able to ask (docs/decisions/0009). ``ended_on`` is the day from which an ended mandate no
    longer holds although its period says more. ``source`` is "sso" for one that follows from a group at an
    identity provider, which ends when the group is gone, and "" for one that a person granted.
    """

    ROLES = [(role.value, role.value) for role in Role]

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(max_length=30, choices=ROLES)
    organisation = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=20, blank=True)
    party = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="mandate_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(body="") | ~models.Q(organisation=""),
                name="mandate_for_a_body_names_its_organisation",
            ),
            models.CheckConstraint(
                condition=models.Q(role=Role.POLITICIAN) ^ models.Q(party=""),
                name="mandate_names_a_party_for_politicians_only",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation="") | ~models.Q(role__in=sorted(ROLES_OF_THE_WHOLE)),
                name="mandate_of_some_roles_is_for_the_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(Role)), name="mandate_is_of_a_known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role} {self.body or self.organisation}".strip()

    @property
    def last_day(self) -> date | None:
        """The last day on which the mandate holds, by its period or because it was ended."""
        if self.ended_on is None:
            return self.valid_to
        day_before = self.ended_on - timedelta(days=1)
        return day_before if self.valid_to is None else min(day_before, self.valid_to)

    @property
    def value(self) -> MandateValue:
        """The mandate as the rules know it."""
        return MandateValue(
            Role(self.role), self.organisation, self.body, self.party, self.valid_from, self.last_day
        )


class Preferences(models.Model):
    """What a person has chosen for themself. Nobody else's pages change by it, so it is not audited."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="preferences")
    language = models.CharField(max_length=8, blank=True)
    start_body = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.language or '-'}, {self.start_body or '-'}"
