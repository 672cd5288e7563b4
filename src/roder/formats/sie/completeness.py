"""What a file as a whole must have: its type, its year, its declared accounts, its last line.

The table of mandatory records: DOMAIN 4.3; SIE filformat utgåva 4B, appendix.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.formats.sie.usage import note

if TYPE_CHECKING:
    from roder.formats.sie.header import HeaderReader
    from roder.formats.sie.messages import ProblemLog
    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieBudgetRow
    from roder.formats.sie.usage import Usage

RESERVED_DIMENSIONS: Final = frozenset(range(1, 20))
"""Dimensions the standard itself names or keeps; they need no #DIM."""

IMPORT_ONLY: Final = "4I"
EXPORT: Final = "4E"
TYPES: Final = ("1", "2", "3", EXPORT, IMPORT_ONLY)

_ALWAYS: Final = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#FNAMN")
_BALANCED: Final = ("#KONTO", "#UB", "#RES")
_DEMANDED: Final[dict[str, tuple[str, ...]]] = {
    "1": (*_ALWAYS, *_BALANCED),
    "2": (*_ALWAYS, "#OMFATTN", *_BALANCED, "#PSALDO"),
    "3": (*_ALWAYS, "#OMFATTN", *_BALANCED, "#DIM", "#OBJEKT", "#PSALDO"),
    EXPORT: (*_ALWAYS, *_BALANCED),
    IMPORT_ONLY: _ALWAYS,
}
_TYPE_4_BALANCES: Final = frozenset({"#IB", "#UB", "#RES"})
_INSTEAD: Final = {"#PSALDO": "#PBUDGET", "#DIM": "#OBJEKT"}


def finish(reader: HeaderReader, usage: Usage, log: ProblemLog, computed_checksum: int | None) -> None:
    """Draw the conclusions that need the whole file, once every record has been read.

    Sets ``header.sie_type``, takes out repeated budget rows and notes what is missing, undeclared
    or outside the fiscal year.
    """
    reader.rows.finish(reader.header.fiscal_years)
    _resolve_type(reader, usage, log)
    _note_checksum(reader, log, computed_checksum)
    if not (usage.vouchers or reader.rows.balances or reader.rows.budget_rows):
        _note_nothing_usable(reader, log)
        return
    _note_missing(reader, log)
    _note_undeclared(reader, usage, log)
    year = reader.header.fiscal_years.get(0)
    for when, use in usage.dates.items():
        if year is not None and not year.holds(when):
            log.add_distinct("date_outside_year", str(when), use.line, count=use.times, date=str(when))


def _resolve_type(reader: HeaderReader, usage: Usage, log: ProblemLog) -> None:
    header = reader.header
    declared = header.declared_type.strip().upper()
    four = EXPORT if reader.seen & _TYPE_4_BALANCES else IMPORT_ONLY
    if declared in ("4", EXPORT, IMPORT_ONLY):
        header.sie_type = four
        return
    header.sie_type = declared if declared in TYPES else "1"
    if declared in ("", "1", "2", "3"):
        if not declared:
            log.add("record_missing", None, label="#SIETYP", type=four if usage.vouchers else "1")
        if usage.vouchers:
            header.sie_type = four
            if declared:
                log.add("type_contradicted", None, declared=declared, type=four)
        return
    if usage.vouchers:
        header.sie_type = four
    elif "#PSALDO" in reader.seen or "#PBUDGET" in reader.seen:
        header.sie_type = "2"
    log.add("type_unknown", None, text=declared, type=header.sie_type)


def _note_checksum(reader: HeaderReader, log: ProblemLog, computed: int | None) -> None:
    header = reader.header
    if header.has_checksum_start and header.declared_checksum is None:
        log.add("checksum_end_missing")
    elif (
        header.declared_checksum is not None and computed is not None and header.declared_checksum != computed
    ):
        log.add("checksum_mismatch", None, declared=header.declared_checksum, computed=computed)


def _note_nothing_usable(reader: HeaderReader, log: ProblemLog) -> None:
    if not reader.seen and not log.refuses():
        log.add("no_sie_record")
    elif not log.refuses():
        log.add("no_usable_record")


def _note_missing(reader: HeaderReader, log: ProblemLog) -> None:
    header = reader.header
    if 0 not in header.fiscal_years and (reader.rows.balances or reader.rows.budget_rows):
        log.add("fiscal_year_missing")
    for label in _DEMANDED[header.sie_type]:
        if label not in reader.seen and _INSTEAD.get(label) not in reader.seen:
            log.add("record_missing", None, label=label, type=header.sie_type)


def _note_undeclared(reader: HeaderReader, usage: Usage, log: ProblemLog) -> None:
    header = reader.header
    accounts, dimensions, objects = dict(usage.accounts), dict(usage.dimensions), dict(usage.objects)
    rows: list[SieBalance | SieBudgetRow] = [*reader.rows.balances, *reader.rows.budget_rows]
    for row in rows:
        note(accounts, row.account, row.line)
        if row.dimension is not None:
            note(dimensions, row.dimension, row.line)
            note(objects, (row.dimension, row.object), row.line)
    for account, use in accounts.items():
        if header.accounts and account not in header.accounts:
            log.add_distinct("account_undeclared", account, use.line, count=use.times, account=account)
    for dimension, use in dimensions.items():
        if dimension not in header.dimensions and dimension not in RESERVED_DIMENSIONS:
            key = str(dimension)
            log.add_distinct("dimension_undeclared", key, use.line, count=use.times, dimension=dimension)
    for (dimension, code), use in objects.items():
        if (dimension, code) not in header.objects:
            key = f"{dimension} {code}"
            log.add_distinct(
                "object_undeclared", key, use.line, count=use.times, dimension=dimension, object=code
            )
