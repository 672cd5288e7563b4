from __future__ import annotations

from django.db import models


class Decision(models.Model):
    """What a meeting decided: which body, when, which paragraph, in which case (KL 5 ch. 69 §). Never edited.

    ``body_code`` names a body of the organisation's tree; ``wording`` is the decision as the minutes have it.
    """

    organisation = models.CharField(max_length=80)
    body_code = models.CharField(max_length=20)
    meeting_date = models.DateField()
    paragraph = models.CharField(max_length=20)
    case_number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200)
    wording = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body_code", "meeting_date", "paragraph"],
                name="one_decision_per_meeting_and_paragraph",
            )
        ]
        indexes = [models.Index(fields=["organisation", "meeting_date"], name="decision_by_meeting")]

    def __str__(self) -> str:
        return f"{self.body_code} {self.day_and_paragraph}"

    @property
    def day_and_paragraph(self) -> str:
        """Where the decision stands in the minutes of the body that made it."""
        return f"{self.meeting_date.isoformat()} § {self.paragraph}"
