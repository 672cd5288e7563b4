from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.INDICATOR_DEFINED: Words(
        _("Indicator defined"), _("%(person)s defined the indicator %(subject)s.")
    ),
    Event.INDICATOR_CHANGED: Words(
        _("Indicator changed"), _("%(person)s changed the indicator %(subject)s.")
    ),
    Event.INDICATOR_RETIRED: Words(
        _("Indicator retired"), _("%(person)s retired the indicator %(subject)s.")
    ),
    Event.INDICATOR_RESUMED: Words(
        _("Indicator taken up again"), _("%(person)s took up the indicator %(subject)s again.")
    ),
    Event.TARGET_SET: Words(_("Target set"), _("%(person)s set a target for the indicator %(subject)s.")),
    Event.TARGET_CLEARED: Words(
        _("Target taken away"), _("%(person)s took away a target of the indicator %(subject)s.")
    ),
    Event.VALUES_ENTERED: Words(
        _("Values entered"), _("%(person)s entered values of the indicator %(subject)s.")
    ),
    Event.INDICATOR_JUDGED: Words(_("Indicator judged"), _("%(person)s judged the indicator %(subject)s.")),
    Event.VERDICT_SCALE_SET: Words(
        _("Scale of verdicts changed"), _("%(person)s changed the scale of verdicts of %(subject)s.")
    ),
}

FIELDS: dict[str, str | Promise] = {
    "code": _("Code"),
    "title": _("Title"),
    "title_en": _("Title in English"),
    "definition": _("Definition"),
    "area": _("Area"),
    "kind": _("Kind"),
    "decimals": _("Decimals"),
    "direction": _("Direction"),
    "period_kind": _("How often"),
    "days_until_due": _("Days until a value is expected"),
    "source_reference": _("Name at the source"),
    "source_note": _("Note on the source"),
    "responsible_body": _("Responsible"),
    "owner": _("Owner"),
    "owner_id": _("Number of the owner among the people"),
    "owner_title": _("Title of the owner"),
    "is_by_sex": _("By sex"),
    "no_sex_reason": _("Why not by sex"),
    "counts_people": _("Values are numbers of people"),
    "smallest_group": _("Smallest group that is shown"),
    "retired_on": _("Retired from"),
    "period": _("Period"),
    "sex": _("Sex"),
    "value": _("Value"),
    "upper": _("Upper end"),
    "limit": _("Limit for nearly there"),
    "decision": _("Decision"),
    "decision_id": _("Number of the decision in the register"),
    "entered": pgettext_lazy("values of an indicator", "Entered"),
    "revised": pgettext_lazy("values of an indicator", "Revised"),
    "verdict": _("Verdict"),
    "steps": _("Steps"),
}
