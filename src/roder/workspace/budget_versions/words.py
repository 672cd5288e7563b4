"""What the kinds and parts of a version are called on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import VersionKind
from roder.domain.version_comparison import ComparedBy

if TYPE_CHECKING:
    from django.utils.functional import Promise

KINDS: dict[str, Promise] = {
    VersionKind.BASE: _("Base"),
    VersionKind.ADOPTED: _("Adopted"),
    VersionKind.REVISED: _("Revised"),
    VersionKind.PROLONGED: _("Prolonged"),
    VersionKind.OUTCOME: _("Accounts"),
    VersionKind.IMPORTED: _("From a file"),
}
SECTIONS: dict[str, Promise] = {
    BudgetSection.FRAME: _("Frames of the bodies"),
    BudgetSection.CENTRAL: _("Central items"),
    BudgetSection.OPERATION: _("Operations"),
    BudgetSection.DEPRECIATION: _("Depreciation"),
    BudgetSection.FINANCING: _("Taxes, equalisation and grants"),
    BudgetSection.FINANCIAL: _("Financial items"),
    BudgetSection.INVESTMENT: _("Investments"),
}
PARTS: dict[str, Promise] = {
    ComparedBy.BODY: _("Body"),
    ComparedBy.AREA: _("Area"),
    ComparedBy.ACCOUNT: _("Account"),
    ComparedBy.SECTION: _("Part of the budget"),
    ComparedBy.UNIT: _("Unit"),
    ComparedBy.ACTIVITY: _("Activity"),
    ComparedBy.LINE: _("Line"),
    ComparedBy.CHANGE_GROUP: _("Step of the bridge"),
}


def key_name(by: ComparedBy, key: str, known: str) -> str:
    """Return what a key of a comparison is called, where it is called something."""
    return str(SECTIONS[key]) if by is ComparedBy.SECTION else known
