"""What the rows of the balance requirement investigation are called, in the law's order."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roder.domain.balance_requirement import BalanceStep
from roder.domain.result_reserves import ReserveKind


def step_name(step: BalanceStep) -> str:
    names = {
        BalanceStep.RESULT: _("The year's result"),
        BalanceStep.GAINS: _("All realised gains"),
        BalanceStep.GAINS_KEPT: _("Realised gains that may stay in"),
        BalanceStep.LOSSES_EXCEPTED: _("Realised losses that may be taken out"),
        BalanceStep.UNREALISED: _("Unrealised gains and losses on securities"),
        BalanceStep.UNREALISED_REVERSED: _("Reversal of unrealised gains and losses"),
        BalanceStep.ADJUSTED: _("Result after balance requirement adjustments"),
        BalanceStep.RESERVED: _("Put aside in the reserve"),
        BalanceStep.RESERVE_USED: _("Used of the reserve"),
        BalanceStep.REASONS: _("Exceptional reasons taken out before the result"),
        BalanceStep.REQUIREMENT: _("Balance requirement result"),
        BalanceStep.EXEMPTED: _("Exempted by the council (KL 11:13)"),
        BalanceStep.EARLIER_DEFICITS: _("Deficits of earlier years"),
        BalanceStep.SUM: _("Sum"),
        BalanceStep.TO_RESTORE: _("Left to restore"),
    }
    return names[step]


def reserve_name(kind: str) -> str:
    names = {
        ReserveKind.RESULT_RESERVE: _("Result reserve"),
        ReserveKind.EQUALISATION_RESERVE: _("Equalisation reserve (until 2023)"),
    }
    return names[ReserveKind(kind)]
