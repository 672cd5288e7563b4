from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import FinancingSource


class FrameAmendment(models.Model):
    """A change of a frame after the vote, signed (more money +): only ever added, with decision and financing.

    A transfer is one row for each body, under one ``transfer_key``, that sum to zero (KL 11 ch. 15 §).
    """

    KINDS = [(kind.value, kind.value) for kind in AmendmentKind]
    SOURCES = [(source.value, source.value) for source in FinancingSource]

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=KINDS)
    amount_ore = models.BigIntegerField()
    text = models.CharField(max_length=200)
    source = models.CharField(max_length=20, choices=SOURCES)
    financing = models.CharField(max_length=300)
    transfer_key = models.CharField(max_length=40, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="frame_amendments")
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(financing="") & ~models.Q(source=""),
                name="amendment_states_its_financing",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="amendment_by_year")]

    def __str__(self) -> str:
        return f"{self.body_code} {self.year}: {self.amount_ore}"
