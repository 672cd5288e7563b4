from __future__ import annotations

from django.conf import settings
from django.db import models


class LedgerOrganisation(models.Model):
    """A legal person whose books are imported: the municipality or one of its companies."""

    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=20, blank=True)
    chart = models.CharField(max_length=20)
    is_example = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class ImportBatch(models.Model):
    """One imported file: what it was, what it held, how it proved itself, who and when.

    The batch that is live for an organisation, fiscal year and months is the one whose rows the
    current Iceberg snapshots hold; both change in one transaction.
    """

    class State(models.TextChoices):
        LIVE = "live", "live"
        REPLACED = "replaced", "replaced"
        UNDONE = "undone", "undone"

    number = models.PositiveBigIntegerField(unique=True)
    organisation = models.ForeignKey(LedgerOrganisation, on_delete=models.PROTECT, related_name="batches")
    fiscal_year = models.PositiveSmallIntegerField()
    year_start = models.DateField()
    year_end = models.DateField()
    months = models.JSONField(default=list)
    whole_year = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LIVE)
    replaces = models.ManyToManyField("self", symmetrical=False, related_name="replaced_by")

    file_name = models.CharField(max_length=255)
    file_size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    file_kind = models.CharField(max_length=10)
    sie_type = models.CharField(max_length=4, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    program = models.CharField(max_length=200, blank=True)
    generated = models.DateField(null=True, blank=True)
    vouchers = models.PositiveBigIntegerField(default=0)
    postings = models.PositiveBigIntegerField(default=0)
    problems = models.JSONField(default=list)
    proofs = models.JSONField(default=list)
    accepted_reason = models.TextField(blank=True)
    snapshots = models.JSONField(default=dict)
    snapshots_before = models.JSONField(default=dict)
    batches_before = models.JSONField(default=dict)

    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "import batches"
        indexes = [models.Index(fields=["organisation", "fiscal_year", "state"], name="batch_by_year")]

    def __str__(self) -> str:
        return f"{self.number} {self.file_name}"


class IcebergTable(models.Model):
    """Where the current metadata of an Iceberg table lies: the standard SQL catalogue's row.

    Other tools' SQL catalogues read these rows as they are. A change of an import is the change of
    these rows, in the same transaction as its batch (docs/decisions/0007).
    """

    pk = models.CompositePrimaryKey("catalog_name", "table_namespace", "table_name")
    catalog_name = models.CharField(max_length=255)
    table_namespace = models.CharField(max_length=255)
    table_name = models.CharField(max_length=255)
    metadata_location = models.CharField(max_length=1000)
    previous_metadata_location = models.CharField(max_length=1000, null=True, blank=True)  # noqa: DJ001 - the standard's own column

    class Meta:
        db_table = "iceberg_tables"

    def __str__(self) -> str:
        return self.table_name


class MonthTotals(models.Model):
    """Kept totals of one month: responsibility x report line, int64 öre in ledger sign, packed.

    A month whose digest is unchanged by an import is left as it is.
    """

    class Kind(models.TextChoices):
        OUTTURN = "outturn", "outturn"
        BUDGET = "budget", "budget"
        INTERNAL_BUDGET = "internal_budget", "internal budget"

    organisation = models.ForeignKey(
        LedgerOrganisation, on_delete=models.CASCADE, related_name="month_totals"
    )
    fiscal_year = models.PositiveSmallIntegerField()
    month = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    digest = models.CharField(max_length=64)
    packed = models.BinaryField()
    rules_version = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "month totals"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fiscal_year", "month", "kind"],
                name="one_row_of_totals_per_month_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.month} {self.kind}"


class Account(models.Model):
    """An account of an organisation's chart in a fiscal year, as its file names it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="accounts")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True)
    type = models.CharField(max_length=1, blank=True)
    line = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="account_is_unique_in_a_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class DimensionObject(models.Model):
    """The name of an object (a responsibility, an activity, a project) as a file gives it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="dimension_objects")
    dimension = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "dimension", "code"], name="object_is_unique_in_a_batch_and_dimension"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Upload(models.Model):
    """A file that a person has dropped and not yet decided on, with its mapping when it is tabular."""

    class State(models.TextChoices):
        CHECKING = "checking", "checking"
        CHECKED = "checked", "checked"
        NEEDS_MAPPING = "needs_mapping", "needs mapping"
        REFUSED = "refused", "refused"
        IMPORTING = "importing", "importing"
        IMPORTED = "imported", "imported"
        DISCARDED = "discarded", "discarded"
        FAILED = "failed", "failed"

    state = models.CharField(max_length=15, choices=State.choices, default=State.CHECKING)
    file_name = models.CharField(max_length=255)
    path = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField()
    mapping = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    report = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    batch = models.ForeignKey(ImportBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.file_name


class SavedMapping(models.Model):
    """A column mapping that a person made by pointing at columns, kept as its TOML text."""

    name = models.CharField(max_length=120, unique=True)
    toml = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name
