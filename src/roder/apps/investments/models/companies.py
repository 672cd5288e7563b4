from __future__ import annotations

from django.db import models

from roder.apps.decisions.models import Decision
from roder.apps.investments.models.register_rows import RegisterRow
from roder.domain.register_shapes import DirectiveKind


class CompanyBudget(RegisterRow):
    """The economy of a company of the group as Mål och budget accounts for it (KL 11 ch. 6 a §); ``code`` is its body."""

    text = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_company_budget_per_company")
        ]


class CompanyBudgetYear(models.Model):
    """A company's budget of a year; ``group_contribution_ore`` is plus when the company receives it."""

    entry = models.ForeignKey(CompanyBudget, on_delete=models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField()
    turnover_ore = models.BigIntegerField(null=True, blank=True)
    result_ore = models.BigIntegerField(null=True, blank=True)
    investments_ore = models.BigIntegerField(null=True, blank=True)
    dividend_ore = models.BigIntegerField(null=True, blank=True)
    group_contribution_ore = models.BigIntegerField(null=True, blank=True)
    equity_ore = models.BigIntegerField(null=True, blank=True)
    assets_ore = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["entry", "year"], name="one_row_per_company_and_year")]

    def __str__(self) -> str:
        return f"{self.entry} {self.year}"


class OwnerDirective(RegisterRow):
    """What the council as owner demands of all companies or of one; ``document`` is a code of the steering documents."""

    KINDS = [(one.value, one.value) for one in DirectiveKind]

    kind = models.CharField(max_length=20, choices=KINDS, default=DirectiveKind.SPECIAL)
    body_code = models.CharField(max_length=20, blank=True)
    text = models.TextField(blank=True)
    document = models.CharField(max_length=20, blank=True)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["kind", "body_code", "code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_owner_directive_per_code"),
            models.CheckConstraint(
                condition=models.Q(kind=DirectiveKind.GENERAL) | ~models.Q(body_code=""),
                name="special_directive_names_its_company",
            ),
        ]
