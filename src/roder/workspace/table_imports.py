"""Tables of decisions on pages: a file is read, its differences are shown, and only then it is saved.

What was read travels in the form, signed, so that what is confirmed is exactly what was shown; nothing
is kept on the server for those who change their mind.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core import signing
from django.utils.translation import gettext as _

from roder.apps.ledger.console.differences import field_text
from roder.apps.ledger.console.row_words import row_kind_name
from roder.ui.tables import Cell
from roder.ui.tables import Column
from roder.ui.tables import DataTable
from roder.ui.tables import Row
from roder.workspace.explanations import difference_name
from roder.workspace.explanations import value_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from typing import Any

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

    from roder.apps.identity.models import User
    from roder.domain.frame_changes import FrameDifference
    from roder.domain.organisation_differences import BodyDifference
    from roder.domain.organisation_differences import FieldChange

ACCEPT = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods"
LARGEST = 1_000_000
"""Bytes of a file: some ten thousand bodies, and little enough to travel in a form."""
LASTS = 24 * 60 * 60
SALT = "roder.table-import"
SHOWN_LETTERS = 120
"""So much of a text is shown in a difference."""


@dataclass(frozen=True)
class ShownTable:
    """A file as it was read and the fingerprint of what its differences were shown against."""

    file_name: str
    content: bytes
    mapping: str
    before: str


class UnusableFileError(Exception):
    """No file, one that is too large, or a form that is not ours or too old; the message says what to do."""


def no_organisation() -> str:
    return _("It is not known whose this is. Import a ledger file of the municipality first.")


def received(request: HttpRequest) -> ShownTable:
    """Return the file that a person has sent; raises ``UnusableFileError``."""
    file = file_received(request)
    return ShownTable((file.name or "")[-200:], file.read(), mapping_received(request), "")


def file_received(request: HttpRequest, *, largest: int = LARGEST) -> UploadedFile[Any]:
    """Return the file as it was sent, not yet read; raises ``UnusableFileError``."""
    file = request.FILES.get("file")
    if file is None or not file.name:
        raise UnusableFileError(_("No file was chosen. Choose a file and try again."))
    return _bounded(file, largest)


def mapping_received(request: HttpRequest) -> str:
    """Return the text of the mapping file that a person has sent, empty when none; raises ``UnusableFileError``."""
    mapping = request.FILES.get("mapping")
    if mapping is None:
        return ""
    try:
        content: bytes = _bounded(mapping, LARGEST).read()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFileError(_("The mapping file is not UTF-8 text. Save it as UTF-8.")) from None


def _bounded(file: UploadedFile[Any], largest: int) -> UploadedFile[Any]:
    if (file.size or 0) > largest:
        message = _("The file is larger than %(size)s MB. Import it with the command roder instead.")
        raise UnusableFileError(message % {"size": largest // 1_000_000})
    return file


def sealed(table: ShownTable, person: User, purpose: str) -> str:
    """Return the table as a signed text for a form, good for one person, one purpose and one day."""
    facts = {
        "purpose": f"{purpose} {person.pk}",
        "name": table.file_name,
        "content": base64.b64encode(table.content).decode("ascii"),
        "mapping": table.mapping,
        "before": table.before,
    }
    return signing.dumps(facts, salt=SALT, compress=True)


def opened(text: str, person: User, purpose: str) -> ShownTable:
    """Return the table of a form; raises ``UnusableFileError`` when it is not what ``sealed`` gave this person."""
    try:
        facts = signing.loads(text, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise UnusableFileError(_("The form has grown too old. Choose the file again.")) from None
    if facts["purpose"] != f"{purpose} {person.pk}":
        raise UnusableFileError(_("The form has grown too old. Choose the file again."))
    return ShownTable(facts["name"], base64.b64decode(facts["content"]), facts["mapping"], facts["before"])


def _sentence(change: FieldChange) -> str:
    facts = {
        "field": field_text(change.field),
        "old": value_name(change.field, change.old) or "–",
        "new": value_name(change.field, change.new) or "–",
    }
    return _("%(field)s: %(old)s → %(new)s") % facts


def body_table(differences: Iterable[BodyDifference]) -> DataTable:
    """Return the differences of an organisation as a table."""
    columns = [
        Column(_("Difference")),
        Column(_("Code")),
        Column(_("Name")),
        Column(_("From"), "day"),
        Column(_("What becomes another")),
    ]
    rows = [
        Row(
            [
                Cell(difference_name(each.kind)),
                Cell(each.code),
                Cell(each.name),
                Cell(each.since),
                Cell("; ".join(_sentence(change) for change in each.changes)),
            ]
        )
        for each in differences
    ]
    return DataTable(_("Differences"), columns, rows)


def frame_table(differences: Iterable[FrameDifference]) -> DataTable:
    """Return the differences of a year's frames as a table."""
    columns = [
        Column(_("Difference")),
        Column(_("Code")),
        Column(_("Name")),
        Column(_("Now"), "amount"),
        Column(_("In the file"), "amount"),
        Column(_("What else becomes another")),
    ]
    rows = [
        Row(
            [
                Cell(difference_name(each.kind)),
                Cell(each.body),
                Cell(each.name),
                Cell(each.old_ore),
                Cell(each.new_ore),
                Cell("; ".join(_sentence(change) for change in each.changes)),
            ]
        )
        for each in differences
    ]
    return DataTable(_("Differences"), columns, rows)


def row_table(differences: Iterable[Mapping[str, Any]]) -> DataTable:
    """Return the differences of a table of goals or indicators, as documents, as a table."""
    columns = [
        Column(_("Difference")),
        Column(_("What it is")),
        Column(_("Code")),
        Column(_("Name")),
        Column(_("What becomes another")),
    ]
    rows = [
        Row(
            [
                Cell(difference_name(each["kind"])),
                Cell(row_kind_name(each["what"])),
                Cell(each["code"]),
                Cell(each["name"]),
                Cell("; ".join(_row_sentence(change) for change in each["fields"])),
            ]
        )
        for each in differences
    ]
    return DataTable(_("Differences"), columns, rows)


def _row_sentence(change: Mapping[str, str]) -> str:
    facts = {
        "field": field_text(change["field"]),
        "old": change["old"][:SHOWN_LETTERS] or "–",
        "new": change["new"][:SHOWN_LETTERS] or "–",
    }
    return _("%(field)s: %(old)s → %(new)s") % facts
