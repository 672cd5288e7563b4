from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.FRAME_AMENDED: Words(
        _("Frame changed after the vote"), _("%(person)s changed a frame after the vote (%(subject)s).")
    ),
    Event.BALANCE_YEAR_SET: Words(
        _("Balance requirement of a year set"),
        _("%(person)s entered facts for the balance requirement (%(subject)s)."),
    ),
}

FIELDS: dict[str, Promise] = {
    "amounts": _("Amounts"),
    "financing": _("Financed by"),
    "result_ore": _("Result, when it is in no budget version"),
    "gains_ore": _("All realised gains"),
    "gains_kept_ore": _("Realised gains that may stay in"),
    "losses_excepted_ore": _("Realised losses that may be taken out"),
    "unrealised_ore": _("Unrealised gains and losses on securities"),
    "unrealised_reversed_ore": _("Reversal of unrealised gains and losses"),
    "reserve_kind": _("Reserve"),
    "reserved_ore": _("Put aside in the reserve"),
    "reserve_used_ore": _("Used of the reserve"),
    "equity_ore": _("Equity with pension obligations taken off"),
    "reasons_ore": _("Exceptional reasons taken out before the result"),
    "exempted_ore": _("Exempted by the council (KL 11:13)"),
    "note": _("Reasons and source"),
}
