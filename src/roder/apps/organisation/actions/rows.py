"""How rows of the tree are locked and written: by key, so that what is unchanged is left as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.organisation.models import Body as BodyRow
from roder.apps.organisation.models import LedgerCode
from roder.apps.organisation.queries import bodies
from roder.domain.organisation_differences import differences
from roder.domain.organisation_differences import row_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.organisation import Body


def locked_bodies(organisation: str) -> list[Body]:
    """Return the bodies as they stand, held against other writers until the transaction ends."""
    list(BodyRow.objects.select_for_update().filter(organisation=organisation).values_list("pk"))
    return bodies(organisation)


def write_rows(organisation: str, old: Sequence[Body], new: Sequence[Body]) -> None:
    """Make the rows of the tree these bodies; every row that changes counts its version up."""
    kept = {row_key(body): body for body in old}
    wanted = {row_key(body): body for body in new}
    rows = {(row.code, row.valid_from): row for row in BodyRow.objects.filter(organisation=organisation)}
    newest: dict[str, int] = {}
    for row in rows.values():
        newest[row.code] = max(newest.get(row.code, 0), row.version)
    gone = [rows[body.code, body.valid_from].pk for key, body in kept.items() if key not in wanted]
    BodyRow.objects.filter(pk__in=gone).delete()
    for key, body in wanted.items():
        before = kept.get(key)
        if before is not None and not differences([before], [body]):
            continue
        row = rows[before.code, before.valid_from] if before else BodyRow(organisation=organisation)
        _write(row, body, version=newest.get(body.code, 0) + 1)


def _write(row: BodyRow, body: Body, *, version: int) -> None:
    row.code, row.name, row.kind, row.parent_code = body.code, body.name, body.kind, body.parent
    row.valid_from, row.valid_to = body.valid_from, body.valid_to
    row.organisation_number, row.version = body.organisation_number, version
    row.save()
    row.ledger_codes.all().delete()
    LedgerCode.objects.bulk_create(LedgerCode(body=row, prefix=prefix) for prefix in body.prefixes)
