from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.db.models import Max

from roder.apps.answer_memory import remembered
from roder.apps.organisation.models import Body as BodyRow
from roder.apps.organisation.models import LedgerCode
from roder.domain.organisation import Body
from roder.domain.organisation import BodyKind
from roder.domain.organisation import OrganisationTree

if TYPE_CHECKING:
    from datetime import date


def bodies(organisation: str) -> list[Body]:
    """Return every body of an organisation, whatever its dates, as values."""
    return list(remembered(("bodies", organisation), lambda: _read_bodies(organisation)))


def _read_bodies(organisation: str) -> list[Body]:
    prefixes: dict[int, list[str]] = {}
    claims = LedgerCode.objects.filter(body__organisation=organisation)
    for body, prefix in claims.values_list("body_id", "prefix").order_by("prefix"):
        prefixes.setdefault(body, []).append(prefix)
    # Values, not rows of the model: every page of figures reads the whole tree. A row without a first
    # day is the oldest; databases disagree on where nothing sorts.
    oldest_first = F("valid_from").asc(nulls_first=True)
    rows = BodyRow.objects.filter(organisation=organisation).order_by("code", oldest_first)
    return [
        Body(code, name, BodyKind(kind), parent, tuple(prefixes.get(pk, ())), begins, ends, number)
        for pk, code, name, kind, parent, begins, ends, number in rows.values_list(
            "pk", "code", "name", "kind", "parent_code", "valid_from", "valid_to", "organisation_number"
        )
    ]


def organisations_with_bodies() -> list[str]:
    """Return the keys of the organisations that have a tree."""
    return sorted(BodyRow.objects.order_by().values_list("organisation", flat=True).distinct())


def body_version(organisation: str, code: str) -> int:
    """Return how many changes the rows of a code have seen; 0 when there is none."""
    rows = BodyRow.objects.filter(organisation=organisation, code=code)
    return rows.aggregate(newest=Max("version"))["newest"] or 0


def organisation_tree(organisation: str, day: date) -> OrganisationTree:
    """Return the tree in force on the day."""
    return remembered(
        ("tree", organisation, day), lambda: OrganisationTree(bodies(organisation), day, organisation)
    )
