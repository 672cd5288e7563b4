"""What the kinds and steps of these pages are called where people read them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roder.domain.frame_amendments import AmendmentKind
from roder.domain.frame_amendments import FinancingSource


def kind_name(kind: str) -> str:
    names = {
        AmendmentKind.SUPPLEMENTARY: _("Supplementary appropriation"),
        AmendmentKind.TRANSFER: pgettext("of a frame", "Transfer"),
        AmendmentKind.CARRY_FORWARD: _("Carried forward"),
    }
    return names[AmendmentKind(kind)]


def source_name(source: str) -> str:
    names = {
        FinancingSource.CENTRAL_RESERVE: _("The council's reserve"),
        FinancingSource.RESULT: _("The year's result"),
        FinancingSource.INCOME: _("New income, as a state grant"),
        FinancingSource.OTHER_FRAME: _("Another frame"),
        FinancingSource.EQUITY: _("Equity"),
    }
    return names[FinancingSource(source)]
