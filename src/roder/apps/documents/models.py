from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.decisions.models import Decision
from roder.domain.document_texts import TextState
from roder.domain.steering_documents import DocumentKind


class SteeringDocument(models.Model):
    """A programme, plan, policy or guideline by which the municipality steers, whatever edition is in force.

    ``owner_body`` names the body that answers for it (empty: the whole municipality); ``owner`` and
    ``owner_title`` who keeps it. ``ended_on`` is the last day of one that was ended by decision;
    ``replaced_by`` the document that takes its place once that is in force.
    """

    KINDS = [(kind.value, kind.value) for kind in DocumentKind]

    organisation = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=30, choices=KINDS)
    owner_body = models.CharField(max_length=20, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_title = models.CharField(max_length=120, blank=True)
    summary = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, blank=True, related_name="replaces"
    )
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="document_code_is_unique"),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | ~models.Q(replaced_by=models.F("id")),
                name="document_does_not_replace_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.code}"


class Edition(models.Model):
    """One wording of a document: a draft until a decision adopts it, never edited from then on."""

    document = models.ForeignKey(SteeringDocument, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_force_from = models.DateField(null=True, blank=True)
    in_force_to = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(decision__isnull=True) | models.Q(in_force_from__isnull=False),
                name="adopted_edition_has_a_first_day",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_from__isnull=True)
                | models.Q(in_force_to__isnull=True)
                | models.Q(in_force_to__gte=models.F("in_force_from")),
                name="edition_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number}"

    @property
    def is_adopted(self) -> bool:
        """Whether a decision has adopted it, so that it is fixed."""
        return self.decision_id is not None


class EditionFile(models.Model):
    """The file of an edition: what it is called and is, the hash by which it lies under RODER_HOME, its text."""

    TEXT_STATES = [(state.value, state.value) for state in TextState]

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="file")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    text = models.TextField(blank=True)
    text_state = models.CharField(max_length=20, choices=TEXT_STATES, default=TextState.WAITING)

    def __str__(self) -> str:
        return self.name
