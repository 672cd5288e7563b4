"""Which figures of a page lead on to vouchers: for some roles none, for some people not all that they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.apps.ledger.models import LedgerOrganisation
from roder.apps.organisation.queries import organisation_tree

if TYPE_CHECKING:
    from roder.domain.periods import Month
    from roder.domain.reach import Reach


class VoucherDoors:
    """Asked of each body on a page whether its figures lead on. The usual answers cost no query."""

    def __init__(self, month: Month, shown: Reach, vouchers: Reach) -> None:
        self._all = set(vouchers.mandates) >= set(shown.mandates)
        self._some = frozenset[str]()
        if vouchers.mandates and not self._all:
            self._some = _units(month, vouchers)

    def open_for(self, unit: str) -> bool:
        """Return whether the person may go from the body's figures to its vouchers."""
        return self._all or unit in self._some


def _units(month: Month, reach: Reach) -> frozenset[str]:
    found: set[str] = set()
    for organisation in LedgerOrganisation.objects.all():
        if reach.has_whole_of(organisation.key):
            found |= {organisation.number, organisation.key}
        if reach.touches(organisation.key):
            found |= reach.bodies(organisation_tree(organisation.key, month.last_day))
    return frozenset(found)
