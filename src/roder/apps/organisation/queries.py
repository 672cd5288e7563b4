from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from roder.apps.organisation.models import Body as BodyRow
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree

if TYPE_CHECKING:
    from datetime import date


def bodies(organisation: str) -> list[Body]:
    """Return every body of an organisation, whatever its dates, as values."""
    rows = BodyRow.objects.filter(organisation=organisation).prefetch_related("ledger_codes")
    return [
        Body(
            code=row.code,
            name=row.name,
            kind=BodyKind(row.kind),
            parent=row.parent_code,
            prefixes=tuple(sorted(code.prefix for code in row.ledger_codes.all())),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            organisation_number=row.organisation_number,
        )
        for row in rows.order_by("code", "valid_from")
    ]


def organisations_with_bodies() -> list[str]:
    """Return the keys of the organisations that have a tree."""
    return sorted(set(BodyRow.objects.values_list("organisation", flat=True)))


def body_version(organisation: str, code: str) -> int:
    """Return how many changes the rows of a code have seen; 0 when there is none."""
    rows = BodyRow.objects.filter(organisation=organisation, code=code)
    return rows.aggregate(newest=Max("version"))["newest"] or 0


def organisation_tree(organisation: str, day: date) -> OrganisationTree:
    """Return the tree in force on the day."""
    return OrganisationTree(bodies(organisation), day, organisation)
