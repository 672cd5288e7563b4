from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.financing.models import FinancingRound
from roder.apps.identity.models import User
from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.budget_versions import VersionLine
from roder.domain.frame_bridge import LineOrigin


class BudgetVersion(models.Model):
    """One version of Mål och budget: the base, the adopted budget, a revision, an outcome, or what came by file.

    ``year`` is the budget year; two plan years follow. A frozen version and its lines are refused every change by
    the database itself; ``digest`` is the SHA-256 of its lines as they were frozen.
    """

    KINDS = [(kind.value, kind.value) for kind in VersionKind]

    organisation = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    made_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="made_into"
    )
    financing_round = models.ForeignKey(
        FinancingRound, on_delete=models.PROTECT, null=True, blank=True, related_name="budget_versions"
    )
    tax_rate = models.DecimalField(max_digits=6, decimal_places=4, null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    is_frozen = models.BooleanField(default=False)
    frozen_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    is_example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_budget_version_per_name"),
            models.CheckConstraint(
                condition=models.Q(is_frozen=False) | ~models.Q(digest=""),
                name="frozen_budget_version_has_digest",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "year"], name="budget_version_by_year")]

    def __str__(self) -> str:
        return self.title or self.name

    @property
    def subject(self) -> str:
        """What the history calls the version: organisation and name."""
        return f"{self.organisation} {self.name}".strip()


class BudgetLine(models.Model):
    """A line of a version, in report sign (income +, cost −); what its parts mean stands at ``VersionLine``.

    ``decision`` is what made the line (a step of the bridge may rest on one); ``file_line`` where it stood in a file; ``origin``
    what reckoned it (empty: a person, ``entered_by``) and ``source`` what it rests on.
    """

    SECTIONS = [(section.value, section.value) for section in BudgetSection]
    ORIGINS = [(origin.value, origin.value) for origin in LineOrigin if origin]

    budget_version = models.ForeignKey(BudgetVersion, on_delete=models.CASCADE, related_name="lines")
    year = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=20, choices=SECTIONS)
    body_code = models.CharField(max_length=80, blank=True)
    unit_code = models.CharField(max_length=80, blank=True)
    area = models.CharField(max_length=300, blank=True)
    activity = models.CharField(max_length=300, blank=True)
    account = models.CharField(max_length=300, blank=True)
    line_key = models.CharField(max_length=80, blank=True)
    change_group = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    amount_ore = models.BigIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.PositiveIntegerField(default=0)
    file_line = models.PositiveIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=20, choices=ORIGINS, blank=True)
    source = models.CharField(max_length=200, blank=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [
            models.Index(fields=["budget_version", "year", "section"], name="budget_line_by_section"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.section} {self.body_code or self.line_key}: {self.amount_ore}"

    def as_value(self) -> VersionLine:
        """Return the line for the rules."""
        return VersionLine(
            self.year,
            BudgetSection(self.section),
            self.amount_ore,
            self.body_code,
            self.unit_code,
            self.area,
            self.activity,
            self.account,
            self.line_key,
            self.change_group,
            self.text,
        )
