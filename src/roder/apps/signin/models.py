from __future__ import annotations

from django.db import models

from roder.apps.identity.models import User


class OneTimeLink(models.Model):
    """A link by which one person sets a password, once. Only the hash of its secret is kept."""

    class Purpose(models.TextChoices):
        INVITATION = "invitation", "invitation"
        RECOVERY = "recovery", "recovery"
        RECOVERY_OF_ALL = "recovery_of_all", "recovery that also removes the second factor"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="one_time_links")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.purpose} until {self.expires_at}"


class SignIn(models.Model):
    """One sign-in on one device: when, how, from where, and whether it has ended."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    method = models.CharField(max_length=30)
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "ended_at"], name="sign_ins_of_a_person")]

    def __str__(self) -> str:
        return f"{self.user} {self.began_at}"


class GuessCount(models.Model):
    """How many guesses have been made at one secret since the window began. The subject is a hash."""

    subject_hash = models.CharField(max_length=64, unique=True)
    window_began_at = models.DateTimeField()
    made_count = models.PositiveIntegerField(default=0)
    is_reported = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.made_count} since {self.window_began_at}"


class SpentToken(models.Model):
    """Something that may be used once and has been: a code, an assertion. Kept until it is worthless."""

    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"spent, forgotten {self.expires_at}"


class WaitingAnswer(models.Model):
    """An identity provider's posted answer, until the browser comes back with its own session to take it."""

    state_hash = models.CharField(max_length=64, unique=True)
    answer = models.TextField()
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"received {self.received_at}"


class ExternalIdentity(models.Model):
    """A person as an identity provider knows them: issuer and subject, never an e-mail address."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="external_identities")
    issuer = models.CharField(max_length=250)
    subject = models.CharField(max_length=250)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_is_issuer_and_subject")
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"
