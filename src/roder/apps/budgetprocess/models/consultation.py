from __future__ import annotations

from django.conf import settings
from django.db import models

from roder.apps.budgets.models import BudgetVersion
from roder.apps.decisions.models import Decision
from roder.domain.consultation import AnswerFacts
from roder.domain.consultation import ConsultationState
from roder.domain.consultation import FrameWish
from roder.domain.consultation import Standpoint


class Consultation(models.Model):
    """The base of a budget sent to committees and boards for their answer (remiss); closed, it is fixed."""

    STATES = [(state.value, state.value) for state in ConsultationState]

    organisation = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    base = models.ForeignKey(
        BudgetVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    consultation_state = models.CharField(max_length=20, choices=STATES, default=ConsultationState.DRAFT)
    sent_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["organisation", "year"], name="consultation_by_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """What the history calls the consultation: organisation, year and its number with an R."""
        return f"{self.organisation} {self.year} R{self.pk}"

    @property
    def state(self) -> ConsultationState:
        """The state, for the rules."""
        return ConsultationState(self.consultation_state)


class ConsultationQuestion(models.Model):
    """A question that every body of a consultation is asked."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class ConsultationAnswer(models.Model):
    """The answer of one body (yttrande), with its last day: empty until written, and its own decision when handed in."""

    STANDPOINTS = [(each.value, each.value) for each in Standpoint]

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="answers")
    body_code = models.CharField(max_length=20)
    deadline = models.DateField()
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    standpoint = models.CharField(max_length=20, choices=STANDPOINTS, blank=True)
    summary = models.TextField(blank=True)
    reservations = models.TextField(blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "body_code"], name="one_answer_per_consultation_and_body"
            )
        ]
        ordering = ["body_code"]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.body_code}"

    @property
    def subject(self) -> str:
        """What the history calls the answer: its consultation and body."""
        return f"{self.consultation.subject} {self.body_code}"

    @property
    def facts(self) -> AnswerFacts:
        """The answer's days, for the rules."""
        is_begun = bool(self.standpoint or self.summary or self.reservations) or self.version > 1
        return AnswerFacts(self.deadline, self.extended_to, self.answered_on, is_begun)


class AnswerText(models.Model):
    """What an answer says to one question."""

    answer = models.ForeignKey(ConsultationAnswer, on_delete=models.CASCADE, related_name="texts")
    question = models.ForeignKey(ConsultationQuestion, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "question"], name="one_text_per_answer_and_question")
        ]
        ordering = ["question__position"]

    def __str__(self) -> str:
        return self.text


class WishedChange(models.Model):
    """A change of its frame that a body wishes in a year: plus is a larger frame, minus a smaller."""

    answer = models.ForeignKey(ConsultationAnswer, on_delete=models.CASCADE, related_name="wishes")
    position = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    amount_ore = models.BigIntegerField()
    motivation = models.TextField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.answer.body_code} {self.year}: {self.amount_ore}"

    def as_value(self) -> FrameWish:
        """Return the wish for the rules."""
        return FrameWish(self.answer.body_code, self.year, self.amount_ore, self.motivation)
