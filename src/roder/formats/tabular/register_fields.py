"""The fields of the budget's registers (projects, fees, companies, owner directives), and what people call them."""

from __future__ import annotations

from roder.domain.investments import ProjectFunding
from roder.domain.investments import ProjectKind
from roder.domain.investments import ProjectStatus
from roder.domain.register_shapes import DirectiveKind
from roder.domain.register_shapes import RegisterKind
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind


def _field(
    name: str, kind: FieldKind, swedish: str, english: str, *aliases: str, required: bool = False
) -> Field:
    return Field(name, kind, swedish, english, required, (swedish.lower(), english.lower(), *aliases))


def _text(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return _field(name, FieldKind.TEXT, swedish, english, *aliases)


def _amount(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return _field(name, FieldKind.AMOUNT, swedish, english, *aliases)


def _number(name: str, swedish: str, english: str, *aliases: str) -> Field:
    return _field(name, FieldKind.NUMBER, swedish, english, *aliases)


def _choice(name: str, swedish: str, english: str, words: dict[str, tuple[str, ...]]) -> Field:
    return Field(
        name,
        FieldKind.CHOICE,
        swedish,
        english,
        aliases=(swedish.lower(), english.lower()),
        choices=tuple(Choice(value, one, one[0]) for value, one in words.items()),
    )


_CODE = _field(
    "code", FieldKind.CODE, "Kod", "Code", "projekt", "projektnummer", "beteckning", "id", required=True
)
_NAME = _text("name", "Namn", "Name", "benämning", "projektnamn", "avgift", "rubrik", "title")
_BODY = _text("body_code", "Organ", "Body", "nämnd", "ansvarig nämnd", "bolag", "committee", "company")
_YEAR = _text("year", "År", "Year", "budgetår")
_TEXT = _text("text", "Text", "Text", "beskrivning", "description")
_DECISION = (
    _text("decision_body", "Beslutat av", "Decided by", "beslutande organ"),
    _field("decision_date", FieldKind.DATE, "Beslutsdatum", "Decision date", "beslutsdag"),
    _text("paragraph", "Paragraf", "Paragraph", "§"),
    _text("case_number", "Diarienummer", "Case number", "dnr"),
    _text("decision_title", "Beslutet gäller", "Decision", "ärende"),
)
_EXAMPLE = Field(
    "example",
    FieldKind.CHOICE,
    "Exempeldata",
    "Example data",
    aliases=("exempeldata", "example"),
    choices=(Choice("yes", ("ja", "yes", "x"), "ja"), Choice("", ("nej", "no"), "")),
)

PROJECT_FIELDS: tuple[Field, ...] = (
    _CODE,
    _NAME,
    _BODY,
    _choice(
        "kind",
        "Slag",
        "Kind",
        {
            ProjectKind.REPLACEMENT: ("reinvestering", "ersättning", "replacement"),
            ProjectKind.EXPANSION: ("nyinvestering", "utökning", "expansion"),
            ProjectKind.LAND_DEVELOPMENT: ("exploatering", "land development"),
        },
    ),
    _text("goal", "Mål", "Goal", "kommunmål"),
    _number("starts", "Första år", "First year", "startår", "start"),
    _number("ends", "Sista år", "Last year", "slutår", "end"),
    _number("in_use_year", "Tas i bruk", "In use", "driftstart", "i bruk"),
    _number("lifetime_years", "Avskrivningstid", "Lifetime", "livslängd", "nyttjandeperiod"),
    _amount("decided_ore", "Total budget", "Total decision", "beslutad totalutgift", "totalbudget"),
    _amount("spent_before_ore", "Ackumulerad utgift", "Spent before", "upparbetat"),
    _choice(
        "funding",
        "Finansiering",
        "Funding",
        {
            ProjectFunding.OWN_FUNDS: ("egna medel", "own funds"),
            ProjectFunding.LOAN: ("lån", "loan"),
            ProjectFunding.GRANT: ("bidrag", "grant"),
        },
    ),
    _choice(
        "status",
        "Status",
        "Status",
        {
            ProjectStatus.PLANNED: ("planerat", "planned"),
            ProjectStatus.DECIDED: ("beslutat", "decided"),
            ProjectStatus.UNDER_WAY: ("pågår", "pågående", "under way"),
            ProjectStatus.IN_USE: ("i bruk", "klart", "in use"),
            ProjectStatus.CANCELLED: ("avbrutet", "inställt", "cancelled"),
        },
    ),
    _TEXT,
    _YEAR,
    _amount("expenditure_ore", "Utgift", "Expenditure", "årets budget", "investeringsutgift"),
    _amount("income_ore", "Inkomst", "Income", "bidrag", "investeringsinkomst"),
    _amount("running_cost_ore", "Driftkostnad", "Running cost", "ökad driftkostnad"),
    *_DECISION,
    _EXAMPLE,
)
FEE_FIELDS: tuple[Field, ...] = (
    _CODE,
    _NAME,
    _text("area", "Område", "Area", "verksamhet", "taxa"),
    _text("unit", "Enhet", "Unit", "per"),
    _BODY,
    _text("basis", "Grund", "Basis", "beräkningsgrund", "lagrum"),
    _YEAR,
    _amount("amount_ore", "Avgift kr", "Fee SEK", "avgift", "belopp", "fee"),
    _amount("volume_ore", "Intäktsvolym", "Income volume", "intäkt", "intäkter", "income"),
    *_DECISION,
    _EXAMPLE,
)
COMPANY_FIELDS: tuple[Field, ...] = (
    _field("code", FieldKind.CODE, "Bolag", "Company", "kod", "bolagskod", required=True),
    _text("name", "Namn", "Name", "bolagsnamn"),
    _TEXT,
    _YEAR,
    _amount("turnover_ore", "Omsättning", "Turnover", "nettoomsättning"),
    _amount("result_ore", "Resultat", "Result", "resultat efter finansiella poster", "årets resultat"),
    _amount("investments_ore", "Investeringar", "Investments"),
    _amount("dividend_ore", "Utdelning", "Dividend"),
    _amount("group_contribution_ore", "Koncernbidrag", "Group contribution"),
    _amount("equity_ore", "Eget kapital", "Equity"),
    _amount("assets_ore", "Summa tillgångar", "Total assets", "balansomslutning"),
    _EXAMPLE,
)
DIRECTIVE_FIELDS: tuple[Field, ...] = (
    _CODE,
    _field("name", FieldKind.TEXT, "Rubrik", "Heading", "namn", "name"),
    _choice(
        "kind",
        "Slag",
        "Kind",
        {
            DirectiveKind.GENERAL: ("generellt", "generella", "general"),
            DirectiveKind.SPECIAL: ("särskilt", "särskilda", "special"),
        },
    ),
    _BODY,
    _TEXT,
    _text("document", "Styrdokument", "Steering document", "dokument"),
    _number("from_year", "Från år", "From year", "gäller från"),
    _number("to_year", "Till år", "To year", "gäller till"),
    *_DECISION,
    _EXAMPLE,
)

REGISTER_FIELDS: dict[RegisterKind, tuple[Field, ...]] = {
    RegisterKind.PROJECT: PROJECT_FIELDS,
    RegisterKind.FEE: FEE_FIELDS,
    RegisterKind.COMPANY: COMPANY_FIELDS,
    RegisterKind.DIRECTIVE: DIRECTIVE_FIELDS,
}
"""The row of a table of each register (docs/formats/budget-registers.md)."""

SHEETS = {
    RegisterKind.PROJECT: "Investeringar",
    RegisterKind.FEE: "Taxor och avgifter",
    RegisterKind.COMPANY: "Bolag",
    RegisterKind.DIRECTIVE: "Ägardirektiv",
}
