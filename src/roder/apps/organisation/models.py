from __future__ import annotations

from django.db import models

from roder.domain.organisation import BodyKind


class Body(models.Model):
    """A node of an organisation: council, committee, department, unit, company; in force by date.

    ``organisation`` is the key of the ledger organisation (a municipality) whose tree it is. A change
    by date makes a row of its own; ``version`` counts the changes of a code over all its rows.
    """

    KINDS = [(kind.value, kind.value) for kind in BodyKind]

    organisation = models.CharField(max_length=80)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=KINDS)
    parent_code = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    organisation_number = models.CharField(max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code", "valid_from"], name="body_code_is_unique_per_start_date"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                name="body_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LedgerCode(models.Model):
    """A prefix of responsibility codes (ansvar) in the ledger that belongs to a body."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="ledger_codes")
    prefix = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "prefix"], name="ledger_prefix_is_unique_per_body"),
        ]

    def __str__(self) -> str:
        return self.prefix
