from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One act: who, when, what, on which object, from what to what. Rows are only ever added."""

    class Event(models.IntegerChoices):
        """Numbered by area, with room: the number fixes what ``subject`` names."""

        LEDGER_IMPORTED = 100, "ledger file imported"
        LEDGER_UNDONE = 101, "ledger import undone"
        LEDGER_TOTALS_REBUILT = 102, "kept totals rebuilt"
        MARKED_AS_EXAMPLE = 103, "books marked as example data"
        ORGANISATION_REPLACED = 200, "organisation replaced"
        BODY_ADDED = 210, "body added"
        BODY_RENAMED = 211, "body renamed"
        BODY_MOVED = 212, "body moved"
        BODY_LEDGER_CODES_CHANGED = 213, "ledger codes of a body changed"
        BODY_NUMBER_CHANGED = 214, "organisation number of a body changed"
        BODY_ENDED = 215, "body ended"
        FRAMES_SET = 300, "frames set"
        FILE_UPLOADED = 400, "file uploaded"
        UPLOAD_DISCARDED = 401, "uploaded file discarded"
        MANDATE_GRANTED = 600, "mandate granted"
        MANDATE_ENDED = 601, "mandate ended"
        MAPPING_SAVED = 700, "column mapping saved"
        ACCOUNT_CREATED = 800, "account created"
        SIGNED_IN = 801, "signed in"
        SIGN_INS_ENDED = 802, "sign-ins ended"
        PASSWORD_SET = 803, "password set"
        LINK_ISSUED = 804, "one-time link issued"
        LINK_USED = 805, "one-time link used"
        SECOND_FACTOR_ADDED = 806, "second factor added"
        SECOND_FACTOR_REMOVED = 807, "second factor removed"
        RECOVERY_CODES_MADE = 808, "recovery codes made"
        RECOVERY_CODE_USED = 809, "recovery code used"
        GUESSES_EXHAUSTED = 810, "too many guesses"
        SIGN_IN_REFUSED = 811, "single sign-on refused"

    # The numbers are not given to the field as its choices: a new event is no change of the table.
    event = models.PositiveIntegerField()
    subject = models.CharField(max_length=200)
    acting_user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["event", "subject"], name="audit_by_event_and_subject")]

    def __str__(self) -> str:
        return f"{self.Event(self.event).label}: {self.subject}"
