"""A row type is a tuple of fields: what a table may say, in our names, and what people call it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from roder.domain import facts


class FieldKind(StrEnum):
    """How the text of a cell becomes a value.

    ``text`` str · ``code`` str without surrounding space · ``account`` a code of an account ·
    ``month`` ``Month`` · ``date`` ``date`` or ``None`` · ``amount`` int öre · ``quantity`` int
    millionths or ``None`` · ``choice`` one of the field's values · ``number`` a ``Decimal``, ``NoValue``
    where the cell says that there is none, or ``None`` · ``plan_amount`` int öre, or ``None`` where the
    cell is empty or has a dash · ``year`` int · ``name`` str, a code or words of the field's ``limit``.
    """

    TEXT = "text"
    CODE = "code"
    ACCOUNT = "account"
    MONTH = "month"
    DATE = "date"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    CHOICE = "choice"
    NUMBER = "number"
    PLAN_AMOUNT = "plan_amount"
    YEAR = "year"
    NAME = "name"


AMOUNT_KINDS = frozenset({FieldKind.AMOUNT, FieldKind.PLAN_AMOUNT})


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field, the words that mean it, and the one that is written out."""

    value: str
    words: tuple[str, ...]
    written: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row type.

    ``aliases`` are the header names that mean the field, best first; ``instead`` names fields
    that may stand in for a required one (a date for the period); ``default`` is the value of an
    empty choice; ``limit`` the most characters of a name.
    """

    name: str
    kind: FieldKind
    label_sv: str
    label_en: str
    required: bool = False
    aliases: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    default: str = ""
    limit: int = 0


def plain_name(text: str) -> str:
    """Return a header without case, diacritics, spaces and signs, for comparing.

    >>> plain_name(" Ver.nr "), plain_name("MOTPÅRT")
    ('vernr', 'motpart')
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if char.isalnum())


OUTTURN = "UTFALL"
BUDGET = "BUDGET"
FORECAST = "PROGNOS"

_KINDS = (
    Choice(OUTTURN, ("utfall", "bokfört", "redovisning", "outturn", "actual", "u")),
    Choice(BUDGET, ("budget", "b")),
    Choice(FORECAST, ("prognos", "forecast", "p")),
)

LEDGER_FIELDS: tuple[Field, ...] = (
    Field(
        "period",
        FieldKind.MONTH,
        "Period",
        "Period",
        required=True,
        aliases=("period", "månad", "bokföringsperiod", "redovisningsperiod", "month", "år månad"),
        instead=("date",),
    ),
    Field(
        "organisation",
        FieldKind.TEXT,
        "Organisation",
        "Organisation",
        aliases=("organisation", "organisationsnummer", "orgnr", "org nr", "organization", "company id"),
    ),
    Field(
        "organisation_name",
        FieldKind.TEXT,
        "Organisationens namn",
        "Name of the organisation",
        aliases=("organisationsnamn", "företag", "bolag", "kommun", "organisation name", "company"),
    ),
    Field(
        facts.RESPONSIBILITY,
        FieldKind.CODE,
        "Ansvar",
        "Responsibility",
        aliases=("ansvar", "ansvarskod", "kostnadsställe", "kst", "responsibility", "cost centre", "enhet"),
    ),
    Field(
        "account",
        FieldKind.ACCOUNT,
        "Konto",
        "Account",
        required=True,
        aliases=("konto", "kontonummer", "kontonr", "kontokod", "account", "slag"),
    ),
    Field(
        facts.ACTIVITY,
        FieldKind.CODE,
        "Verksamhet",
        "Activity",
        aliases=("verksamhet", "verksamhetskod", "vht", "verks", "activity"),
    ),
    Field(
        facts.SUBACTIVITY,
        FieldKind.CODE,
        "Aktivitet",
        "Subactivity",
        aliases=("aktivitet", "aktivitetskod", "akt", "subactivity"),
    ),
    Field(
        facts.PROJECT,
        FieldKind.CODE,
        "Projekt",
        "Project",
        aliases=("projekt", "projektkod", "projektnr", "proj", "project"),
    ),
    Field(
        facts.COST_OBJECT,
        FieldKind.CODE,
        "Objekt",
        "Cost object",
        aliases=("objekt", "objektkod", "kostnadsbärare", "cost object", "object"),
    ),
    Field(
        facts.COUNTERPARTY,
        FieldKind.CODE,
        "Motpart",
        "Counterparty",
        aliases=("motpart", "motpartskod", "mp", "counterparty"),
    ),
    Field(
        "amount",
        FieldKind.AMOUNT,
        "Belopp",
        "Amount",
        required=True,
        aliases=("belopp", "summa belopp", "saldo", "utfall", "amount"),
        instead=("debit", "credit"),
    ),
    Field("debit", FieldKind.AMOUNT, "Debet", "Debit", aliases=("debet", "debetbelopp", "debit")),
    Field("credit", FieldKind.AMOUNT, "Kredit", "Credit", aliases=("kredit", "kreditbelopp", "credit")),
    Field(
        "quantity",
        FieldKind.QUANTITY,
        "Kvantitet",
        "Quantity",
        aliases=("kvantitet", "antal", "volym", "quantity"),
    ),
    Field(
        "text",
        FieldKind.TEXT,
        "Text",
        "Text",
        aliases=("text", "beskrivning", "transaktionstext", "radtext", "vertext", "benämning", "description"),
    ),
    Field(
        "kind",
        FieldKind.CHOICE,
        "Typ",
        "Kind",
        aliases=("typ", "slag av belopp", "radtyp", "kind", "type"),
        choices=_KINDS,
        default=OUTTURN,
    ),
    Field(
        "voucher",
        FieldKind.CODE,
        "Verifikation",
        "Voucher",
        aliases=("verifikation", "verifikationsnummer", "vernr", "verifikat", "ver", "voucher"),
    ),
    Field(
        "series",
        FieldKind.CODE,
        "Serie",
        "Series",
        aliases=("serie", "verifikationsserie", "verserie", "series"),
    ),
    Field(
        "date",
        FieldKind.DATE,
        "Datum",
        "Date",
        aliases=("datum", "verifikationsdatum", "verdatum", "bokföringsdatum", "transaktionsdatum", "date"),
    ),
)
"""The row of a ledger table (DOMAIN 4.6, canonical CSV): outturn, budget or forecast of one account."""
