"""What each act is called, and the sentence that says who did what. Every event has its own here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from roder.apps.audit.models import AuditEntry
from roder.workspace.history_area_words import assessments
from roder.workspace.history_area_words import assignments
from roder.workspace.history_area_words import budget_preparation
from roder.workspace.history_area_words import budget_process
from roder.workspace.history_area_words import budget_rules
from roder.workspace.history_area_words import budget_versions
from roder.workspace.history_area_words import decisions
from roder.workspace.history_area_words import documents
from roder.workspace.history_area_words import financing
from roder.workspace.history_area_words import forecasts
from roder.workspace.history_area_words import frame_bridge
from roder.workspace.history_area_words import goals
from roder.workspace.history_area_words import imports
from roder.workspace.history_area_words import indicators
from roder.workspace.history_area_words import internal_budgets
from roder.workspace.history_area_words import investments
from roder.workspace.history_area_words import late_changes
from roder.workspace.history_area_words import measures
from roder.workspace.history_area_words import meetings
from roder.workspace.history_area_words import official_statistics
from roder.workspace.history_area_words import plans
from roder.workspace.history_area_words import proposals
from roder.workspace.history_area_words import reports
from roder.workspace.history_area_words import rounds
from roder.workspace.history_area_words.words import Words

if TYPE_CHECKING:
    from django.utils.functional import Promise

Event = AuditEntry.Event
AREAS = [
    decisions,
    goals,
    assignments,
    indicators,
    imports,
    official_statistics,
    documents,
    plans,
    budget_preparation,
    budget_process,
    budget_rules,
    budget_versions,
    financing,
    frame_bridge,
    internal_budgets,
    investments,
    late_changes,
    meetings,
    proposals,
    forecasts,
    measures,
    assessments,
    rounds,
    reports,
]


WORDS: dict[int, Words] = {
    Event.LEDGER_IMPORTED: Words(
        _("Ledger file imported"), _("%(person)s imported a ledger file as batch %(subject)s.")
    ),
    Event.LEDGER_UNDONE: Words(
        _("Ledger import undone"), _("%(person)s undid the import of batch %(subject)s.")
    ),
    Event.LEDGER_TOTALS_REBUILT: Words(
        _("Kept totals made anew"), _("%(person)s let the kept totals be made anew.")
    ),
    Event.MARKED_AS_EXAMPLE: Words(
        _("Books marked as example data"), _("%(person)s marked the books of %(subject)s as example data.")
    ),
    Event.ORGANISATION_REPLACED: Words(
        _("Organisation replaced"), _("%(person)s replaced the organisation of %(subject)s.")
    ),
    Event.BODY_ADDED: Words(_("Body added"), _("%(person)s added the body %(subject)s.")),
    Event.BODY_RENAMED: Words(_("Body renamed"), _("%(person)s renamed the body %(subject)s.")),
    Event.BODY_MOVED: Words(_("Body moved"), _("%(person)s moved the body %(subject)s.")),
    Event.BODY_LEDGER_CODES_CHANGED: Words(
        _("Ledger codes of a body changed"), _("%(person)s changed the ledger codes of the body %(subject)s.")
    ),
    Event.BODY_NUMBER_CHANGED: Words(
        _("Organisation number of a body changed"),
        _("%(person)s changed the organisation number of the body %(subject)s."),
    ),
    Event.BODY_ENDED: Words(_("Body ended"), _("%(person)s ended the body %(subject)s.")),
    Event.FRAMES_SET: Words(_("Frames set"), _("%(person)s set the frames of %(subject)s.")),
    Event.FILE_UPLOADED: Words(
        _("File sent in"), _("%(person)s sent in a file to be read and proved (number %(subject)s).")
    ),
    Event.UPLOAD_DISCARDED: Words(
        _("File thrown away"), _("%(person)s threw away a file that was sent in (number %(subject)s).")
    ),
    Event.MANDATE_GRANTED: Words(
        _("Mandate granted"), _("%(person)s granted a mandate (number %(subject)s).")
    ),
    Event.MANDATE_ENDED: Words(_("Mandate ended"), _("%(person)s ended a mandate (number %(subject)s).")),
    Event.MAPPING_SAVED: Words(_("Column mapping saved"), _("%(person)s saved the columns “%(subject)s”.")),
    Event.ACCOUNT_CREATED: Words(_("Account made"), _("%(person)s made the account %(subject)s.")),
    Event.SIGNED_IN: Words(_("Signed in"), _("%(person)s signed in as %(subject)s.")),
    Event.SIGN_INS_ENDED: Words(_("Sign-ins ended"), _("%(person)s ended sign-ins of %(subject)s.")),
    Event.PASSWORD_SET: Words(_("Password set"), _("%(person)s set the password of %(subject)s.")),
    Event.LINK_ISSUED: Words(
        _("One-time link issued"), _("%(person)s issued a one-time link for %(subject)s.")
    ),
    Event.LINK_USED: Words(_("One-time link used"), _("%(person)s used the one-time link of %(subject)s.")),
    Event.SECOND_FACTOR_ADDED: Words(
        _("Second factor added"), _("%(person)s added a second factor for %(subject)s.")
    ),
    Event.SECOND_FACTOR_REMOVED: Words(
        _("Second factor removed"), _("%(person)s removed a second factor of %(subject)s.")
    ),
    Event.RECOVERY_CODES_MADE: Words(
        _("Recovery codes made"), _("%(person)s made recovery codes for %(subject)s.")
    ),
    Event.RECOVERY_CODE_USED: Words(
        _("Recovery code used"), _("%(person)s used a recovery code of %(subject)s.")
    ),
    Event.GUESSES_EXHAUSTED: Words(
        _("Too many guesses"),
        _("%(person)s closed the sign-in of %(subject)s for a while: too many guesses."),
    ),
    Event.SIGN_IN_REFUSED: Words(
        _("Single sign-on refused"), _("%(person)s refused a single sign-on: %(subject)s.")
    ),
    Event.READ_PROTECTED: Words(
        _("Protected texts read"), _("%(person)s opened texts that may hold personal data: %(subject)s.")
    ),
    Event.HISTORY_EXPORTED: Words(_("History exported"), _("%(person)s exported the history.")),
    Event.JOB_RETRIED: Words(
        _("Job tried again"), _("%(person)s let background work be tried again (number %(subject)s).")
    ),
    Event.JOB_CANCELLED: Words(
        _("Job cancelled"), _("%(person)s cancelled background work (number %(subject)s).")
    ),
    Event.CALENDAR_ADDRESS_MADE: Words(
        _("Calendar address made"), _("%(person)s made a secret calendar address (number %(subject)s).")
    ),
    Event.CALENDAR_ADDRESS_REVOKED: Words(
        _("Calendar address revoked"), _("%(person)s revoked a calendar address (number %(subject)s).")
    ),
    Event.LEGAL_DATE_REGISTERED: Words(
        _("Date of a report registered"),
        _("%(person)s registered when a report of the law was handed over (%(subject)s)."),
    ),
    **{event: words for area in AREAS for event, words in area.WORDS.items()},
}


def act_name(event: int) -> str:
    """Return what the act is called."""
    return str(WORDS[event].name)


def sentence(event: int, *, person: str, subject: str) -> str:
    """Return who did what, on what, as a whole sentence."""
    return str(WORDS[event].sentence) % {"person": person, "subject": subject}


FIELD_NAMES: dict[str, str | Promise] = {
    "file": _("File"),
    "sha256": _("Fingerprint of the file (SHA-256)"),
    "postings": _("Postings"),
    "reason": _("Reason"),
    "state": _("State"),
    "months": _("Months"),
    "columns": _("Columns"),
    "constants": _("For the whole file"),
    "source": _("How the file is written"),
    "amount": _("Amounts"),
    "unit": _("Unit"),
    "sign": _("Sign"),
    "header": _("Has headings"),
    "batches": _("Batches that it took the place of"),
    "snapshots": _("State of the ledger tables"),
    "is_example": _("Example data"),
    "bodies": _("Number of bodies"),
    "size": _("Size in bytes"),
    "person": _("Person"),
    "role": _("Role"),
    "organisation": _("Organisation"),
    "body": _("Body"),
    "party": _("Party"),
    "valid_from": _("In force from"),
    "valid_to": _("In force to"),
    "ended_on": _("Ended on"),
    "toml": _("Columns"),
    "name": _("Name"),
    "kind": _("Kind"),
    "parent": _("Under"),
    "parent_code": _("Under"),
    "prefixes": _("Ledger codes"),
    "ledger_codes": _("Ledger codes"),
    "organisation_number": _("Organisation number"),
    "from": _("In force from"),
    "to": _("In force to"),
    "fingerprint": _("Fingerprint"),
    "differences": _("Differences"),
    "number": _("Number"),
    "code": _("Code"),
    "at": _("Where"),
    "method": _("Way"),
    "count": _("Number"),
    "purpose": _("Purpose"),
    "detail": _("Detail"),
    "rows": _("Rows"),
    "form": _("Form"),
    "filter": _("Selection"),
    **{name: words for area in AREAS for name, words in area.FIELDS.items()},
}
"""What a field of an act is called; a key that is a code (of a body, of a batch) stands as it is."""
