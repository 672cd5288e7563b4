"""The fields of the tables that an internal budget is reckoned from, and what people call them."""

from __future__ import annotations

from roder.domain.budget_assumptions import AssumptionKind
from roder.domain.budget_drivers import DriverKind
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind

LONG, MIDDLE, SHORT, CODE, UNIT = 200, 120, 60, 40, 20
"""The most characters of a source, a title, a name, an activity and a unit."""
MONTH_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "april", "apr"),
    ("maj", "may", "maj"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "september", "sep"),
    ("oktober", "october", "okt"),
    ("november", "november", "nov"),
    ("december", "december", "dec"),
)


def _name(name: str, swedish: str, english: str, limit: int, *more: str, required: bool = False) -> Field:
    aliases = (swedish.casefold(), english.casefold(), *more)
    return Field(name, FieldKind.NAME, swedish, english, required=required, aliases=aliases, limit=limit)


def _number(name: str, swedish: str, english: str, *more: str, required: bool = False) -> Field:
    aliases = (swedish.casefold(), english.casefold(), *more)
    return Field(name, FieldKind.NUMBER, swedish, english, required=required, aliases=aliases)


def _month(name: str, swedish: str, english: str, *more: str, required: bool = False) -> Field:
    aliases = (swedish.casefold(), english.casefold(), *more)
    return Field(name, FieldKind.MONTH, swedish, english, required=required, aliases=aliases)


UNIT_FIELD = _name("unit", "Enhet", "Unit", UNIT, "enhetskod", "ansvar", "kod", "unit code", required=True)
"""Whose the row is; a page that is a unit's own has no such column."""
_ACCOUNT = Field(
    "account", FieldKind.ACCOUNT, "Konto", "Account", required=True, aliases=("konto", "lönekonto", "account")
)
_ACTIVITY = _name("activity", "Verksamhet", "Activity", CODE, "vht", "verksamhetskod")
_SOURCE = _name("source", "Källa", "Source", LONG)

POSITION_FIELDS: tuple[Field, ...] = (
    UNIT_FIELD,
    _name("title", "Titel", "Title", MIDDLE, "befattning", "yrke", "benämning", required=True),
    _number("positions", "Antal tjänster", "Positions", "antal", "tjänster", "number", required=True),
    Field(
        "wage",
        FieldKind.AMOUNT,
        "Månadslön",
        "Monthly wage",
        required=True,
        aliases=("månadslön", "heltidslön", "lön", "monthly wage", "wage"),
    ),
    _number("share", "Sysselsättningsgrad", "Share of full time", "sysselsättningsgrad %", "grad", "share"),
    _month("first", "Första månad", "First month", "från", "fr o m", "from"),
    _month("last", "Sista månad", "Last month", "till", "t o m", "to"),
    _number("vacancy", "Vakans", "Vacancy", "vakans %"),
    _ACCOUNT,
    _ACTIVITY,
    _name("overhead", "PO-pålägg", "Overhead", SHORT, "po", "pålägg"),
    _SOURCE,
)
"""The row of a staff list (docs/formats/internal-budget-bases.md)."""

DRIVER_FIELDS: tuple[Field, ...] = (
    UNIT_FIELD,
    _name("name", "Drivare", "Driver", MIDDLE, "namn", "name", required=True),
    _name("measure", "Mått", "Measure", CODE, "enhetsmått"),
    Field(
        "kind",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        aliases=("slag", "kind"),
        choices=(
            Choice(DriverKind.HELD.value, ("per år", "årspris", "a year", "yearly", "held"), "per år"),
            Choice(DriverKind.USED.value, ("per styck", "styckpris", "each", "used"), "per styck"),
        ),
        default=DriverKind.HELD.value,
    ),
    _ACCOUNT,
    _ACTIVITY,
    _name("price", "Pris", "Price", SHORT, "prisnamn", "prislapp", required=True),
    Field(
        "direction",
        FieldKind.CHOICE,
        "Intäkt eller kostnad",
        "Income or cost",
        aliases=("intäkt eller kostnad", "income or cost", "riktning"),
        choices=(
            Choice("cost", ("kostnad", "cost", "k"), "kostnad"),
            Choice("income", ("intäkt", "income", "i"), "intäkt"),
        ),
        default="cost",
    ),
    Field("year", FieldKind.CODE, "År", "Year", aliases=("år", "year")),
    _number("whole", "Hela året", "Whole year", "volym", "antal", "quantity"),
    *(
        _number(f"m{number:02}", swedish.capitalize(), english.capitalize(), short)
        for number, (swedish, english, short) in enumerate(MONTH_NAMES, 1)
    ),
    _SOURCE,
)
"""The row of a table of drivers: a driver and a year (docs/formats/internal-budget-bases.md)."""

ASSUMPTION_FIELDS: tuple[Field, ...] = (
    Field(
        "kind",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        required=True,
        aliases=("slag", "kind"),
        choices=(
            Choice(AssumptionKind.UPLIFT.value, ("löneökning", "lönerevision", "uplift"), "löneökning"),
            Choice(AssumptionKind.OVERHEAD.value, ("po-pålägg", "po", "pålägg", "overhead"), "PO-pålägg"),
            Choice(AssumptionKind.VACANCY.value, ("vakans", "vacancy"), "vakans"),
            Choice(AssumptionKind.PRICE.value, ("pris", "prislapp", "price"), "pris"),
        ),
    ),
    _name("key", "Namn", "Name", SHORT, "nyckel", "key"),
    _month("first", "Från och med", "From", "gäller från", "från", required=True),
    _number("value", "Värde", "Value", "procent", "kronor", required=True),
    Field("account", FieldKind.ACCOUNT, "Konto", "Account", aliases=("konto", "account")),
    _SOURCE,
    Field(
        "example",
        FieldKind.CHOICE,
        "Exempeldata",
        "Example data",
        aliases=("exempeldata", "exempel", "example data", "example"),
        choices=(Choice("yes", ("ja", "yes", "x", "exempeldata"), "ja"), Choice("", ("nej", "no"), "")),
    ),
)
"""The row of a table of assumptions (docs/formats/internal-budget-bases.md)."""
