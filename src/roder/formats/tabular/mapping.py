"""The saved column mapping: which column of a table is which of our fields, kept as TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import TYPE_CHECKING
from typing import Any

import tomli_w

from roder.domain.money import ORE_PER_UNIT
from roder.formats.tabular.fields import AMOUNT_KINDS
from roder.formats.tabular.fields import plain_name
from roder.formats.tabular.problem_log import ProblemLog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.domain.problems import Problem
    from roder.formats.tabular.fields import Field

ENCODINGS = ("utf-8", "windows-1252", "iso-8859-1", "cp437", "cp850", "utf-16")
DELIMITERS = (";", "\t", "|", ",")
DECIMALS = (",", ".")
UNITS = tuple(ORE_PER_UNIT)
SIGNS = ("ledger", "report")
MAX_SKIPPED = 10_000

_SOURCE = ("encoding", "delimiter", "decimal", "header", "sheet", "skip_rows")
_SECTIONS = ("source", "columns", "constants", "amount")


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping file as a value; an empty text or ``None`` under source means: find by looking.

    ``columns`` maps our field to a header text or a 1-based column number; ``constants`` to a
    value that holds for every row. ``sheet`` is a name or a 1-based number. With ``sign``
    ``report`` every amount in the file changes sign on the way in (docs/formats/tabular.md).

    >>> Mapping({"account": "Konto"}).unit
    'kr'
    """

    columns: dict[str, str | int] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    decimal: str = ""
    header: bool | None = None
    sheet: str | int = ""
    skip_rows: int | None = None
    unit: str = "kr"
    sign: str = "ledger"


def parse_mapping(content: str | bytes, fields: Sequence[Field]) -> tuple[Mapping | None, list[Problem]]:
    r"""Return the mapping of a TOML text and the faults in it; ``None`` when any fault refuses it.

    >>> parse_mapping('[columns]\naccount = "Konto"', ())[1][0].code
    'mapping_unknown_name'
    """
    log = ProblemLog()
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        log.add("mapping_not_toml", reason=str(error))
        return None, log.listed()
    parser = _Parser(document, fields, log)
    mapping = parser.mapping()
    return (None if log.refuses else mapping), log.listed()


def mapping_text(mapping: Mapping) -> str:
    """Return the mapping as TOML; ``parse_mapping`` gives an equal mapping back.

    >>> print(mapping_text(Mapping({"account": 2})).splitlines()[0])
    [columns]
    """
    found = {name: getattr(mapping, name) for name in _SOURCE}
    source = {name: value for name, value in found.items() if value not in ("", None)}
    document = {
        "source": source,
        "columns": mapping.columns,
        "constants": mapping.constants,
        "amount": {"unit": mapping.unit, "sign": mapping.sign},
    }
    return tomli_w.dumps({name: part for name, part in document.items() if part})


def guess_mapping(headers: Sequence[str], fields: Sequence[Field]) -> Mapping:
    """Return the mapping that the header names suggest; a field that no header names is left out.

    Case, diacritics, spaces and signs do not count; ``Belopp (tkr)`` also gives the unit. A
    header that stands more than once is given by its number.

    >>> from roder.formats.tabular.fields import LEDGER_FIELDS
    >>> guess_mapping(["KONTO", "Belopp tkr"], LEDGER_FIELDS).columns
    {'account': 'KONTO', 'amount': 'Belopp tkr'}
    """
    plain = [plain_name(header) for header in headers]
    columns: dict[str, str | int] = {}
    taken: set[int] = set()
    unit = "kr"
    for one in fields:
        index, found_unit = _find(one, plain, taken)
        if index is None:
            continue
        taken.add(index)
        columns[one.name] = headers[index] if plain.count(plain[index]) == 1 else index + 1
        unit = found_unit or unit
    if "amount" in columns:
        columns.pop("debit", None)
        columns.pop("credit", None)
    return Mapping(columns, unit=unit)


def _find(one: Field, plain: list[str], taken: set[int]) -> tuple[int | None, str]:
    names = [plain_name(name) for name in (*one.aliases, one.name, one.label_sv, one.label_en)]
    units = ("", *UNITS) if one.kind in AMOUNT_KINDS else ("",)
    for name in names:
        for unit in units:
            wanted = name + unit
            for index, header in enumerate(plain):
                if header == wanted and index not in taken:
                    return index, unit
    return None, ""


class _Parser:
    def __init__(self, document: dict[str, Any], fields: Sequence[Field], log: ProblemLog) -> None:
        self._known = {one.name for one in fields}
        self._log = log
        self._document = {
            name: self._in_our_names(section, fields) if name in ("columns", "constants") else section
            for name, section in document.items()
        }

    def _in_our_names(self, section: object, fields: Sequence[Field]) -> object:
        """Take a field by another of its names ("konto"), where that names one field that is not given by its own."""
        if not isinstance(section, dict):
            return section
        owners: dict[str, set[str]] = {}
        for one in fields:
            for word in (*one.aliases, one.label_sv, one.label_en):
                owners.setdefault(plain_name(word), set()).add(one.name)
        found = {name: value for name, value in section.items() if name in self._known}
        for name, value in section.items():
            meant = owners.get(plain_name(name), set()) - found.keys()
            if name not in self._known:
                found[meant.pop() if len(meant) == 1 else name] = value
        return found

    def mapping(self) -> Mapping:
        self._only(self._document, _SECTIONS, "…")
        source = self._section("source", _SOURCE)
        amount = self._section("amount", ("unit", "sign"))
        columns = {name: self._column(name, value) for name, value in self._fields("columns")}
        constants = {name: self._constant(name, value) for name, value in self._fields("constants")}
        for name in columns.keys() & constants.keys():
            self._log.add("mapping_field_twice", name=name)
        mapping = Mapping(
            columns,
            constants,
            encoding=self._one_of(source, "source", "encoding", ENCODINGS),
            delimiter=self._one_of(source, "source", "delimiter", DELIMITERS),
            decimal=self._one_of(source, "source", "decimal", DECIMALS),
            header=self._header(source.get("header")),
            sheet=self._sheet(source.get("sheet", "")),
            skip_rows=self._skip_rows(source.get("skip_rows")),
            unit=self._one_of(amount, "amount", "unit", UNITS) or "kr",
            sign=self._one_of(amount, "amount", "sign", SIGNS) or "ledger",
        )
        self._check_amounts(columns.keys() | constants.keys(), mapping.sign)
        return mapping

    def _check_amounts(self, given: set[str], sign: str) -> None:
        sides = given & {"debit", "credit"}
        if sides and "amount" in given:
            self._log.add("amount_and_debit_credit")
        if sides and sign == "report":
            self._log.add("sign_with_debit_credit")

    def _section(self, name: str, known: Sequence[str]) -> dict[str, Any]:
        section = self._document.get(name, {})
        if not isinstance(section, dict):
            self._bad("mapping", name, section, f"[{name}]", f"[{name}]")
            return {}
        self._only(section, known, name)
        return section

    def _fields(self, name: str) -> list[tuple[str, Any]]:
        return [pair for pair in self._section(name, sorted(self._known)).items() if pair[0] in self._known]

    def _only(self, section: dict[str, Any], known: Sequence[str], name: str) -> None:
        for key in section:
            if key not in known:
                self._log.add("mapping_unknown_name", name=key, section=name, known=", ".join(known))

    def _one_of(self, section: dict[str, Any], part: str, name: str, known: Sequence[str]) -> str:
        value = section.get(name, "")
        if isinstance(value, str):
            plain = value.lower() if value.strip() else value
            plain = {"utf8": "utf-8", "utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(plain, plain)
            if plain in ("", *known):
                return plain
        shown = ["tab" if sign == "\t" else sign for sign in known]
        self._bad(part, name, value, f"one of {' '.join(shown)}", f"något av {' '.join(shown)}")
        return ""

    def _column(self, name: str, value: object) -> str | int:
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool) and value >= 1:
            return value
        self._bad("columns", name, value, "a header or a number from 1", "en rubrik eller ett nummer från 1")
        return ""

    def _constant(self, name: str, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        self._bad("constants", name, value, "a text in quotation marks", "en text inom citattecken")
        return ""

    def _header(self, value: object) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        self._bad("source", "header", value, "true or false", "true eller false")
        return None

    def _sheet(self, value: object) -> str | int:
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool) and value >= 1):
            return value
        self._bad("source", "sheet", value, "a name or a number from 1", "ett namn eller ett nummer från 1")
        return ""

    def _skip_rows(self, value: object) -> int | None:
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_SKIPPED:
            return value
        limits = f"0–{MAX_SKIPPED}"
        self._bad("source", "skip_rows", value, f"a number {limits}", f"ett tal {limits}")
        return None

    def _bad(self, part: str, name: str, value: object, expected: str, expected_sv: str) -> None:
        self._log.add(
            "mapping_bad_value",
            section=part,
            name=name,
            value=str(value),
            expected=expected,
            expected_sv=expected_sv,
        )
