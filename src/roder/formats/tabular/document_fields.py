"""The fields of the register of steering documents, and what people call them."""

from __future__ import annotations

from roder.domain.steering_documents import DocumentKind
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind

_KIND_WORDS = {
    DocumentKind.BUDGET_BOOK: ("mål och budget", "budget", "budget book", "goals and budget"),
    DocumentKind.PROGRAMME: ("program", "programme"),
    DocumentKind.STRATEGY: ("strategi", "strategy"),
    DocumentKind.PLAN: ("plan",),
    DocumentKind.ACTION_PLAN: ("handlingsplan", "åtgärdsplan", "action plan"),
    DocumentKind.POLICY: ("policy",),
    DocumentKind.GUIDELINE: ("riktlinje", "riktlinjer", "guideline", "guidelines"),
    DocumentKind.RULES_OF_PROCEDURE: ("reglemente", "rules of procedure"),
    DocumentKind.OWNER_DIRECTIVE: ("ägardirektiv", "owner directive"),
    DocumentKind.TARIFF: ("taxa", "taxor", "tariff"),
    DocumentKind.OTHER: ("övrigt", "annat", "other"),
}
_YES = Choice("yes", ("ja", "yes", "x", "exempeldata"), "ja")
_NO = Choice("", ("nej", "no"), "")


def _text(name: str, swedish: str, english: str, *aliases: str, required: bool = False) -> Field:
    return Field(
        name, FieldKind.TEXT, swedish, english, required, (swedish.lower(), english.lower(), *aliases)
    )


def _code(name: str, swedish: str, english: str, *aliases: str, required: bool = False) -> Field:
    return Field(
        name, FieldKind.CODE, swedish, english, required, (swedish.lower(), english.lower(), *aliases)
    )


def _day(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return Field(name, FieldKind.DATE, swedish, english, False, (swedish.lower(), english.lower(), *aliases))


DOCUMENT_FIELDS: tuple[Field, ...] = (
    _code("code", "Beteckning", "Code", "kod", "id", "dokumentnummer", required=True),
    _text("title", "Titel", "Title", "namn", "dokument", "styrdokument", "name", required=True),
    _text("title_en", "Titel på engelska", "Title in English", "engelsk titel"),
    Field(
        "kind",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        required=True,
        aliases=("slag", "typ", "dokumenttyp", "typ av dokument", "kind", "type"),
        choices=tuple(Choice(kind.value, words, words[0]) for kind, words in _KIND_WORDS.items()),
    ),
    _code("owner_body", "Ansvarigt organ", "Owner body", "ansvarig nämnd", "nämnd", "organ", "body"),
    _code("owner", "Hålls av", "Kept by", "användarnamn", "user name"),
    _text(
        "owner_title", "Ansvarig funktion", "Owner role", "dokumentansvarig", "ansvarig", "funktion", "owner"
    ),
    _text("summary", "Sammanfattning", "Summary", "beskrivning", "syfte", "description"),
    _day("review_on", "Ses över", "Review", "översyn", "nästa översyn", "revideras", "review date"),
    _day("ended_on", "Upphör", "Ended", "sista dag", "upphävd", "last day"),
    _code("replaced_by", "Ersätts av", "Replaced by", "ersatt av"),
    _code("edition", "Utgåva", "Edition", "version", "utgåva nr"),
    _day("in_force_from", "Gäller från", "In force from", "giltig från", "gäller från och med", "valid from"),
    _day("in_force_to", "Gäller till", "In force to", "giltig till", "gäller till och med", "valid to"),
    _text("note", "Anmärkning", "Note", "kommentar", "comment"),
    _code(
        "decided_by",
        "Beslutat av",
        "Decided by",
        "antaget av",
        "beslutsinstans",
        "beslutande organ",
        "adopted by",
    ),
    _day("decision_date", "Beslutsdatum", "Decision date", "antaget", "datum för beslut", "adopted"),
    _text("paragraph", "Paragraf", "Paragraph", "§"),
    _text("case_number", "Diarienummer", "Case number", "dnr", "diarienr"),
    _text("decision_title", "Beslutet gäller", "Decision", "ärende", "beslut"),
    Field(
        "example",
        FieldKind.CHOICE,
        "Exempeldata",
        "Example data",
        aliases=("exempeldata", "exempel", "example", "example data"),
        choices=(_YES, _NO),
    ),
)
"""The row of a table of steering documents (docs/formats/documents.md)."""
