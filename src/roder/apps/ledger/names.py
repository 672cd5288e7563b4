"""What codes are called, as the live files of a year name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.ledger.models import Account
from roder.apps.ledger.models import DimensionObject
from roder.apps.ledger.models import ImportBatch
from roder.domain.facts import NUMBER_OF_DIMENSION

if TYPE_CHECKING:
    from collections.abc import Collection

    from roder.apps.ledger.models import LedgerOrganisation


def account_names(
    organisation: LedgerOrganisation, fiscal_year: int, numbers: Collection[str] | None = None
) -> dict[str, str]:
    """Return account number to name."""
    rows = Account.objects.filter(
        batch__organisation=organisation, batch__fiscal_year=fiscal_year, batch__state=ImportBatch.State.LIVE
    )
    if numbers is not None:
        rows = rows.filter(number__in=numbers)
    return dict(rows.order_by("batch__number").values_list("number", "name"))


def newest_account_names(
    organisation: LedgerOrganisation, year: int, numbers: Collection[str]
) -> dict[str, str]:
    """Return account number to name, as the newest year up to a year has them."""
    live = ImportBatch.objects.filter(
        organisation=organisation, state=ImportBatch.State.LIVE, fiscal_year__lte=year
    )
    newest = live.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    return account_names(organisation, newest, numbers) if newest else {}


def object_names(
    organisation: LedgerOrganisation, fiscal_year: int, column: str, codes: Collection[str]
) -> dict[str, str]:
    """Return code to name of the objects of a dimension's column (``activity``, …)."""
    rows = DimensionObject.objects.filter(
        batch__organisation=organisation,
        batch__fiscal_year=fiscal_year,
        batch__state=ImportBatch.State.LIVE,
        dimension=NUMBER_OF_DIMENSION[column],
        code__in=codes,
    )
    return dict(rows.order_by("batch__number").values_list("code", "name"))
