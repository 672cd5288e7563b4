"""The row of a budget table: what an amount of a year is for (docs/formats/budget.md)."""

from __future__ import annotations

from roder.domain.budget_versions import BudgetSection
from roder.domain.budget_versions import ChangeGroup
from roder.formats.tabular.fields import Choice
from roder.formats.tabular.fields import Field
from roder.formats.tabular.fields import FieldKind
from roder.formats.tabular.fields import plain_name

CODE_LENGTH = 80
NAME_LENGTH = 300
INCOME = "income"
COST = "cost"
AMOUNT = "amount"

INCOME_WORDS = (
    "intäkt",
    "intäkter",
    "inkomst",
    "inkomster",
    "revenue",
    "ertrag",
    "erträge",
    "einnahme",
    "einnahmen",
    "einzahlung",
    "einzahlungen",
    "ingreso",
    "ingresos",
    "inntekt",
    "inntekter",
    "indtægt",
    "indtægter",
    "recette",
    "recettes",
    "entrata",
    "entrate",
    "tulot",
    "baten",
)
COST_WORDS = (
    "kostnad",
    "kostnader",
    "utgift",
    "utgifter",
    "expense",
    "expenses",
    "expenditure",
    "aufwand",
    "aufwendung",
    "aufwendungen",
    "ausgabe",
    "ausgaben",
    "auszahlung",
    "auszahlungen",
    "gasto",
    "gastos",
    "udgift",
    "udgifter",
    "dépense",
    "dépenses",
    "spesa",
    "spese",
    "menot",
    "lasten",
)
_SECTION_WORDS = {
    BudgetSection.FRAME: ("ram", "ramar", "kommunbidrag"),
    BudgetSection.CENTRAL: ("centrala poster", "central post", "gemensamt", "central items"),
    BudgetSection.OPERATION: ("drift", "verksamhet", "operations"),
    BudgetSection.DEPRECIATION: ("avskrivningar", "avskrivning"),
    BudgetSection.FINANCING: ("finansiering", "skatter och bidrag", "skatt och bidrag"),
    BudgetSection.FINANCIAL: ("finansiella poster", "finansnetto", "financial items"),
    BudgetSection.INVESTMENT: ("investering", "investeringar", "investments"),
}
_GROUP_WORDS = {
    ChangeGroup.LAST_FRAME: ("föregående ram", "förra ramen", "last frame", "last_frame"),
    ChangeGroup.TECHNICAL: ("teknisk", "teknisk förändring", "tekniska förändringar", "technical"),
    ChangeGroup.INDEX: ("index", "indexuppräkning", "uppräkning"),
    ChangeGroup.VOLUME: ("volym", "volymer", "demografi", "volume"),
    ChangeGroup.DECISION: ("beslut", "nya beslut", "satsning", "satsningar", "decision"),
    ChangeGroup.SAVING: ("besparing", "besparingar", "effektivisering", "saving", "savings"),
    ChangeGroup.FULL_YEAR: ("helårseffekt", "helårseffekter", "full year", "full_year"),
}
CHANGE_GROUPS = {plain_name(word): group.value for group, words in _GROUP_WORDS.items() for word in words}


def kind_field(income: tuple[str, ...] = INCOME_WORDS, cost: tuple[str, ...] = COST_WORDS) -> Field:
    """Return the field whose words say whether an amount without sign is income or cost."""
    return Field(
        "kind",
        FieldKind.CHOICE,
        "Slag",
        "Kind",
        aliases=("intäkt eller kostnad", "intäkt/kostnad", "income or cost"),
        choices=(Choice(INCOME, income, "intäkt"), Choice(COST, cost, "kostnad")),
    )


def amount_field(side: str = AMOUNT, year: int | None = None) -> Field:
    """Return the field of an amount: of the row's own year, or of a column that is a year."""
    swedish, english = {
        AMOUNT: ("Belopp", "Amount"),
        INCOME: ("Intäkt", "Income"),
        COST: ("Kostnad", "Cost"),
    }[side]
    if year is not None:
        kind = FieldKind.PLAN_AMOUNT
        return Field(f"{side}_{year}", kind, f"{swedish} {year}", f"{english} {year}")
    aliases = {
        AMOUNT: ("belopp", "budget", "summa belopp", "amount"),
        INCOME: ("intäkt", "intäkter", "income"),
        COST: ("kostnad", "kostnader", "cost"),
    }[side]
    return Field(side, FieldKind.PLAN_AMOUNT, swedish, english, aliases=aliases)


def _name(name: str, swedish: str, english: str, limit: int, *aliases: str) -> Field:
    return Field(name, FieldKind.NAME, swedish, english, aliases=aliases, limit=limit)


YEAR_FIELD = Field("year", FieldKind.YEAR, "År", "Year", required=True, aliases=("år", "budgetår", "year"))
ROW_FIELDS: tuple[Field, ...] = (
    _name("version", "Version", "Version", CODE_LENGTH, "version", "budgetversion"),
    Field(
        "section",
        FieldKind.CHOICE,
        "Del",
        "Section",
        aliases=("del", "budgetdel", "section"),
        choices=tuple(Choice(each.value, words, words[0]) for each, words in _SECTION_WORDS.items()),
    ),
    _name("body", "Organ", "Body", CODE_LENGTH, "organ", "nämnd", "nämndkod", "body", "committee"),
    _name("unit", "Enhet", "Unit", CODE_LENGTH, "enhet", "ansvar", "kostnadsställe", "unit"),
    _name("area", "Verksamhetsområde", "Area", NAME_LENGTH, "område", "verksamhetsområde", "area"),
    _name("activity", "Verksamhet", "Activity", NAME_LENGTH, "verksamhet", "verksamhetskod", "activity"),
    _name("account", "Konto", "Account", NAME_LENGTH, "konto", "kontonr", "kontonummer", "account"),
    _name("line", "Rad", "Line", CODE_LENGTH, "rad", "budgetrad", "projekt", "line"),
    _name("change_group", "Ramförändring", "Change of frame", CODE_LENGTH, "ramförändring", "change group"),
    Field("text", FieldKind.TEXT, "Text", "Text", aliases=("text", "benämning", "beskrivning", "text")),
    kind_field(),
)
BUDGET_FIELDS: tuple[Field, ...] = (
    YEAR_FIELD,
    *ROW_FIELDS,
    amount_field(),
    amount_field(INCOME),
    amount_field(COST),
)
"""The fields of a row that has a year of its own."""
CODE_NAMES = ("body", "unit", "area", "activity", "account", "line")
"""What an amount is for; a line that sums others leaves one of them out."""
