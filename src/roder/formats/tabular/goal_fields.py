"""What a row of a table of goals may say, in our names, and what people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.domain.goal_funding import FundingKind
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind

if TYPE_CHECKING:
    from collections.abc import Iterable

YES = "yes"
NO = "no"
FLAG = (
    Choice(YES, ("ja", "sant", "x", "1", "true"), "ja"),
    Choice(NO, ("nej", "falskt", "0", "false"), "nej"),
)
_FUNDING_WORDS = {
    FundingKind.FRAME: ("ram", "del av ram", "kommunbidrag"),
    FundingKind.FRAME_CHANGE: ("ramförändring", "ändring av ram", "tillskott"),
    FundingKind.PROJECT: ("projekt", "investering"),
    FundingKind.ASSIGNMENT: ("uppdrag",),
}


def _text(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return Field(name, FieldKind.TEXT, swedish, english, aliases=aliases)


def _code(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return Field(name, FieldKind.CODE, swedish, english, aliases=aliases)


def _date(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return Field(name, FieldKind.DATE, swedish, english, aliases=aliases)


def _choice(
    name: str, swedish: str, english: str, aliases: Iterable[str], choices: tuple[Choice, ...]
) -> Field:
    return Field(name, FieldKind.CHOICE, swedish, english, aliases=tuple(aliases), choices=choices)


GOAL_FIELDS: tuple[Field, ...] = (
    _text("kind", "Slag", "Kind", "slag", "radtyp", "typ", "nivå", "målnivå", "kind", "type", "level"),
    _code("tree", "Version", "Version", "version", "målträd", "mål och budget", "tree"),
    _code("code", "Kod", "Code", "kod", "målkod", "nr", "nummer", "code", "number", "id"),
    _code("parent", "Överordnat mål", "Goal above", "överordnat", "överordnat mål", "under mål", "parent"),
    _text("goals", "Mål", "Goals", "mål", "tillhör mål", "målkoder", "goals", "goal codes"),
    Field(
        "title",
        FieldKind.TEXT,
        "Rubrik",
        "Title",
        required=True,
        aliases=(
            "rubrik",
            "målformulering",
            "namn",
            "benämning",
            "titel",
            "title",
            "name",
            "goal",
            "heading",
        ),
        instead=("code", "kind", "goals", "assignment"),
    ),
    _text("title_en", "Rubrik på engelska", "Title in English", "rubrik engelska", "title english"),
    _text("text", "Text", "Text", "text", "beskrivning", "förklaring", "lydelse", "description"),
    _text("text_en", "Text på engelska", "Text in English", "text engelska", "description english"),
    _text("body", "Organ", "Body", "organ", "nämnd", "bolag", "utförare", "body", "committee", "company"),
    _text("given_by", "Uppdragsgivare", "Given by", "uppdragsgivare", "från organ", "given by"),
    _date("given_on", "Givet den", "Given on", "givet", "givet den", "uppdragsdatum", "given on"),
    _date("begins", "Börjar", "Begins", "börjar", "start", "startdatum", "begins"),
    _date("due", "Klart senast", "Due", "klart senast", "slutdatum", "senast", "due", "deadline"),
    _date("date", "Datum", "Date", "datum", "rapportdatum", "date", "day"),
    _text("state", "Läge", "State", "läge", "status", "bedömning", "state"),
    _code("owner", "Ansvarig, användarnamn", "Owner, user name", "användarnamn", "owner"),
    _text("owner_title", "Ansvarig", "Answers for it", "ansvarig", "ansvarig roll", "owner title"),
    _code("assignment", "Uppdrag", "Assignment", "uppdrag", "uppdragskod", "assignment"),
    _text(
        "indicators", "Mätvärden", "Indicators", "mätvärden", "indikatorer", "mätvärdeskoder", "indicators"
    ),
    _text("documents", "Styrdokument", "Documents", "styrdokument", "dokument", "planer", "documents"),
    _code("year", "År", "Year", "år", "budgetår", "year"),
    _code("period", "Period", "Period", "period"),
    Field(
        "amount",
        FieldKind.AMOUNT,
        "Belopp",
        "Amount",
        aliases=("belopp", "ram", "amount", "money"),
    ),
    _choice(
        "funding",
        "Slag av pengar",
        "Kind of money",
        ("slag av pengar", "finansiering", "funding"),
        tuple(Choice(kind.value, words, words[0]) for kind, words in _FUNDING_WORDS.items()),
    ),
    _code("project", "Projekt", "Project", "projekt", "projektkod", "project"),
    _text("reason", "Anmärkning", "Note", "anmärkning", "skäl", "motiv", "reason", "note"),
    _text("comment", "Kommentar", "Comment", "kommentar", "comment"),
    _code(
        "earlier_tree", "Tidigare version", "Earlier version", "tidigare version", "ersätter", "earlier tree"
    ),
    _text("levels", "Nivåer", "Levels", "nivåer", "levels"),
    _code("position", "Ordning", "Order", "ordning", "plats", "position", "order"),
    _choice(
        "financial",
        "Finansiellt mål",
        "Financial goal",
        ("finansiellt", "finansiellt mål", "financial"),
        FLAG,
    ),
    _text("decision_body", "Beslutat av", "Decided by", "beslutat av", "beslutsorgan", "decision body"),
    _date(
        "decision_date", "Beslutsdatum", "Decided on", "beslutsdatum", "sammanträdesdatum", "decision date"
    ),
    _code("paragraph", "Paragraf", "Paragraph", "paragraf", "§", "paragraph"),
    _text("case_number", "Diarienummer", "Case number", "diarienummer", "dnr", "case number"),
    _text(
        "decision_title", "Beslutet gäller", "The decision is about", "beslut", "decision", "decision title"
    ),
    _text("wording", "Beslutets lydelse", "Wording of the decision", "beslutets lydelse", "wording"),
    _choice("example", "Exempeldata", "Example data", ("exempeldata", "exempel", "example"), FLAG),
)
"""The row of a table of goals (docs/formats/goals.md)."""
