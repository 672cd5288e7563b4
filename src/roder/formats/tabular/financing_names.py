"""What a file calls the lines, inputs and units of financing."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from roder.domain.financing_parameters import InputUnit
from roder.domain.financing_parameters import input_definitions
from roder.domain.financing_parameters import sheet_lines
from roder.formats.tabular.fields import plain_name

if TYPE_CHECKING:
    from roder.domain.financing_parameters import InputDefinition
    from roder.domain.financing_parameters import SheetLine

GRANT_WORDS = frozenset({"grant", "bidrag", "generelltbidrag"})
GRANT_PREFIX = "grant_"
_LONGEST_KEY = 60
_PER_INHABITANT = {
    "cost_equalisation": "cost_equalisation_per_inhabitant",
    "regulation": "regulation_per_inhabitant",
    "structural_grant": "structural_grant_per_inhabitant",
    "lss_equalisation": "lss_per_inhabitant",
    "settlement_current_year": "settlement_per_inhabitant",
}
"""A line that is given in kronor per inhabitant is the input of the same amount."""
_PER_INHABITANT_WORDS = (
    "kr/inv",
    "kr per invånare",
    "kronor per invånare",
    "kr/invånare",
    "kr per inhabitant",
)
_MONEY = {
    **dict.fromkeys(("kr", "kronor", "sek"), "kr"),
    **dict.fromkeys(("tkr", "tusentalkronor", "tusenkronor"), "tkr"),
    **dict.fromkeys(("mnkr", "mkr", "miljonerkronor", "miljonkronor"), "mnkr"),
}
PERCENT = "procent"
_PERCENT_WORDS = frozenset({"procent", "percent", "%", "kr per 100 kr"})
WRITTEN = {
    InputUnit.KRONOR: "kr",
    InputUnit.FACTOR: "faktor",
    InputUnit.PERCENT: PERCENT,
    InputUnit.RATE: "andel",
    InputUnit.INHABITANTS: "invånare",
    InputUnit.PER_INHABITANT: "kr/inv",
}
"""How a unit is written in a file that goes out."""
_SCALE = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}


def money_unit(text: str) -> str:
    """Return ``kr``, ``tkr`` or ``mnkr`` for a unit as a file writes it, empty when it is none of them.

    >>> money_unit("Mkr"), money_unit("faktor")
    ('mnkr', '')
    """
    return _MONEY.get(plain_name(text), "")


def is_per_inhabitant(text: str) -> bool:
    """Return whether a unit says kronor per inhabitant.

    >>> is_per_inhabitant("Kr/inv"), is_per_inhabitant("kr")
    (True, False)
    """
    return plain_name(text) in {plain_name(word) for word in _PER_INHABITANT_WORDS}


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    known: list[SheetLine | InputDefinition] = [*sheet_lines(), *input_definitions().values()]
    for each in known:
        for word in (each.key, each.name_sv, each.name_en, *each.aliases):
            found.setdefault(plain_name(word), each.key)
    return found


def key_meant(key: str, name: str, unit: str) -> str:
    """Return the key of the line or input that a row is about, empty when it is none that is known.

    A row whose key is ``bidrag`` or begins with ``grant_`` is a general grant under its own text.

    >>> key_meant("", "Skatteunderlag", ""), key_meant("", "Kostnadsutjämning", "kr/inv")
    ('tax_base', 'cost_equalisation_per_inhabitant')
    >>> key_meant("bidrag", "Säkra platser", "")
    'grant_sakraplatser'
    """
    if key.startswith(GRANT_PREFIX) and len(key) <= _LONGEST_KEY:
        return key
    if plain_name(key) in GRANT_WORDS and name:
        return f"{GRANT_PREFIX}{_letters(name)}"[:_LONGEST_KEY]
    found = _by_name().get(plain_name(key)) if key else _by_name().get(plain_name(name))
    if found and is_per_inhabitant(unit):
        return _PER_INHABITANT.get(found, found)
    return found or ""


def _letters(text: str) -> str:
    """Return the letters a–z and digits of a text."""
    return "".join(char for char in plain_name(text) if char.isascii())


def input_scale(unit: InputUnit, text: str, money: str) -> tuple[Decimal, Decimal] | None:
    """Return what an input's number is multiplied with and what is added, by the unit in the file.

    ``None`` when the unit does not fit. ``money`` is the file's own unit of money, used where the row has none.

    >>> input_scale(InputUnit.FACTOR, "procent", "kr")
    (Decimal('0.01'), Decimal('1'))
    """
    plain = text.strip().casefold()
    is_percent = plain in _PERCENT_WORDS
    if unit is InputUnit.KRONOR:
        own = money_unit(plain) if plain else money
        return (_SCALE[own], Decimal(0)) if own else None
    if unit is InputUnit.PER_INHABITANT:
        fits = not plain or is_per_inhabitant(plain) or money_unit(plain) == "kr"
        return (Decimal(1), Decimal(0)) if fits else None
    if is_percent and unit in {InputUnit.FACTOR, InputUnit.RATE}:
        return Decimal("0.01"), Decimal(unit is InputUnit.FACTOR)
    fits = not plain or is_percent or plain in {WRITTEN[unit], unit.value, *_OTHER_WORDS[unit]}
    return (Decimal(1), Decimal(0)) if fits and is_percent <= (unit is InputUnit.PERCENT) else None


_OTHER_WORDS = {
    InputUnit.FACTOR: ("index",),
    InputUnit.PERCENT: ("kr/100 kr",),
    InputUnit.RATE: (),
    InputUnit.INHABITANTS: ("antal", "personer", "st"),
}
