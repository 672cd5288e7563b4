from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event

WORDS: dict[int, Words] = {
    Event.GOAL_TREE_MADE: Words(_("Goal tree made"), _("%(person)s made the goal tree %(subject)s.")),
    Event.GOAL_TREE_CHANGED: Words(
        _("Goal tree changed"), _("%(person)s changed the title or year of the goal tree %(subject)s.")
    ),
    Event.GOAL_LEVELS_NAMED: Words(
        _("Levels of goals named"), _("%(person)s named the levels of the goal tree %(subject)s.")
    ),
    Event.GOAL_TREE_ADOPTED: Words(
        _("Goal tree adopted"),
        _("%(person)s registered that the council has adopted the goal tree %(subject)s."),
    ),
    Event.GOAL_TREE_ARCHIVED: Words(
        _("Goal tree archived"), _("%(person)s archived the goal tree %(subject)s.")
    ),
    Event.GOAL_TREE_COPIED: Words(
        _("Goal tree copied"), _("%(person)s began the goal tree %(subject)s as a copy of an earlier one.")
    ),
    Event.PLATFORM_SECTION_ADDED: Words(
        _("Platform section added"), _("%(person)s added a section of the platform (%(subject)s).")
    ),
    Event.PLATFORM_SECTION_CHANGED: Words(
        _("Platform section changed"), _("%(person)s changed a section of the platform (%(subject)s).")
    ),
    Event.PLATFORM_SECTION_REMOVED: Words(
        _("Platform section removed"), _("%(person)s removed a section of the platform (%(subject)s).")
    ),
    Event.PLATFORM_SECTION_MOVED: Words(
        _("Platform sections reordered"),
        _("%(person)s reordered the sections of the platform of %(subject)s."),
    ),
    Event.GOAL_ADDED: Words(_("Goal added"), _("%(person)s added the goal %(subject)s.")),
    Event.GOAL_CHANGED: Words(_("Goal changed"), _("%(person)s changed the goal %(subject)s.")),
    Event.GOAL_REMOVED: Words(_("Goal removed"), _("%(person)s removed the goal %(subject)s.")),
    Event.GOAL_MOVED: Words(_("Goals reordered"), _("%(person)s reordered the goals of %(subject)s.")),
    Event.GOAL_DECIDED: Words(
        _("Goal decided"), _("%(person)s registered the decision of the goal %(subject)s.")
    ),
    Event.GOAL_LINEAGE_LINKED: Words(
        _("Goal joined to an earlier goal"), _("%(person)s joined the goal %(subject)s to an earlier goal.")
    ),
    Event.GOAL_LINEAGE_UNLINKED: Words(
        _("Goal parted from an earlier goal"),
        _("%(person)s parted the goal %(subject)s from an earlier goal."),
    ),
    Event.GOAL_ANSWERED: Words(_("Goal answered"), _("%(person)s answered the goal %(subject)s.")),
    Event.GOAL_ANSWER_WITHDRAWN: Words(
        _("Answer to a goal withdrawn"), _("%(person)s withdrew the answer to the goal %(subject)s.")
    ),
    Event.GOAL_INDICATOR_LINKED: Words(
        _("Indicator linked to a goal"), _("%(person)s linked an indicator to the goal %(subject)s.")
    ),
    Event.GOAL_INDICATOR_UNLINKED: Words(
        _("Indicator unlinked from a goal"), _("%(person)s unlinked an indicator from the goal %(subject)s.")
    ),
    Event.GOAL_DOCUMENT_LINKED: Words(
        _("Document linked to a goal"), _("%(person)s linked a steering document to the goal %(subject)s.")
    ),
    Event.GOAL_DOCUMENT_UNLINKED: Words(
        _("Document unlinked from a goal"),
        _("%(person)s unlinked a steering document from the goal %(subject)s."),
    ),
    Event.GOAL_JUDGED: Words(_("Goal judged"), _("%(person)s signed a verdict of the goal %(subject)s.")),
}

FIELDS: dict[str, str | Promise] = {
    "title": _("Title"),
    "title_en": _("Title in English"),
    "text": _("Text"),
    "text_en": _("Text in English"),
    "heading": _("Heading"),
    "heading_en": _("Heading in English"),
    "year": _("Year"),
    "levels": _("Levels"),
    "predecessor": _("Copied from"),
    "goals": _("Goals"),
    "level": _("Level"),
    "body_code": _("Body"),
    "parent": _("Placed under"),
    "owner_title": _("Title of the owner"),
    "is_financial": _("Goal of sound financial management"),
    "decision": _("Decision"),
    "decision_id": _("Number of the decision in the register"),
    "order": _("Order"),
    "earlier": _("Earlier goal"),
    "note": _("Note"),
    "answer": _("Answer"),
    "indicator": _("Indicator"),
    "document": _("Document"),
    "period": _("Period"),
    "verdict": _("Verdict"),
    "reason": _("Reason"),
}
