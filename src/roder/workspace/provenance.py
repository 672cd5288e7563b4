"""The birth certificate of a figure: the rule, the batch, the file and its hash, who and when."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from roder.apps.ledger.models import ImportBatch


def provenance_of(batch: ImportBatch, *, line: int | None = None, with_link: bool = True) -> dict[str, Any]:
    """Return what the component shows; the link to the batch is for those who may read imports."""
    return {
        "rule_name": _("Sum of the postings; income plus, cost minus"),
        "rule_url": "",
        "batch_number": batch.number,
        "batch_url": reverse("workspace:batch", args=[batch.number]) if with_link else "",
        "file_name": batch.file_name,
        "sha256": batch.sha256,
        "imported_at": batch.imported_at,
        "imported_by": str(batch.imported_by),
        "line": line,
    }
