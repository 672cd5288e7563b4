"""A file proves itself: what it states, set against what its rows give.

Worked table: docs/algorithms/sie-proofs.md. Sources: DOMAIN 4.3 and 4.5. A proof is listed only
when the file has both sides of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.domain.facts import BalanceKind
from roder.domain.proofs import Difference
from roder.domain.proofs import Proof
from roder.formats.sie.figures import account_totals
from roder.formats.sie.figures import is_balance_account
from roder.formats.sie.movements import movements_by_year
from roder.formats.sie.movements import sum_movements
from roder.formats.sie.movements import year_of_months

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from roder.formats.sie.movements import Movements
    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieFile
    from roder.formats.sie.records import SieHeader

VOUCHERS: Final = "vouchers_balance"
CLOSING: Final = "closing_balances"
RESULT: Final = "result_balances"
PERIODS: Final = "period_balances"
CHECKSUM: Final = "checksum"
LISTED: Final = 100

_TEXTS: Final = {
    VOUCHERS: (
        "{count} vouchers: debit equals credit in each.",
        "{count} verifikationer: debet är lika med kredit i var och en.",
    ),
    CLOSING: (
        "{count} accounts: opening balance plus {source} equals the closing balance (#IB, #UB).",
        "{count} konton: ingående balans plus {source_sv} är lika med utgående balans (#IB, #UB).",
    ),
    RESULT: (
        "{count} accounts: {source} equal the year's result balances (#RES).",
        "{count} konton: {source_sv} är lika med årets resultatsaldon (#RES).",
    ),
    PERIODS: (
        "{count} sums by account, month and object: {source} equal the period balances (#PSALDO).",
        "{count} summor per konto, månad och objekt: {source_sv} är lika med periodsaldona (#PSALDO).",
    ),
    CHECKSUM: (
        "The contents give the checksum that the file states (#KSUMMA).",
        "Innehållet ger den kontrollsumma som filen anger (#KSUMMA).",
    ),
}
_FAILED: Final = ("{failed} of {compared} disagree. ", "{failed} av {compared} stämmer inte. ")
_SOURCES: Final = {
    True: ("the vouchers", "verifikationerna"),
    False: ("the period balances (#PSALDO)", "periodsaldona (#PSALDO)"),
}


def prove(file: SieFile) -> list[Proof]:
    """Return every proof that the file has the rows for.

    Names: ``vouchers_balance``, ``closing_balances`` (#IB + movements = #UB), ``result_balances``
    (movements = #RES), ``period_balances`` (movements by month, account and object = #PSALDO),
    ``checksum``. Of a file without vouchers (types 2 and 3) the period balances are the movements.
    """
    return prove_from_sums(file.header, file.balances, sum_movements(file.vouchers), file.computed_checksum)


def prove_from_sums(
    header: SieHeader, balances: Sequence[SieBalance], sums: Movements, computed_checksum: int | None
) -> list[Proof]:
    """Return what ``prove`` does, from vouchers already summed.

    #UB and #RES are as of the day of the export, and so are the vouchers; a file exported in the
    middle of a year proves itself the same way.
    """
    proofs: list[Proof] = []
    if sums.vouchers:
        proofs.append(_vouchers(sums))
    proofs += _year(header, [row for row in balances if row.year == 0], sums)
    if sums.vouchers:
        periods = [row for row in balances if row.kind is BalanceKind.PERIOD]
        cells = _period_cells(header, periods, sums)
        if cells:
            proofs.append(_proof(PERIODS, cells, absolute=True))
    if header.declared_checksum is not None and computed_checksum is not None:
        proofs.append(_checksum(header.declared_checksum, computed_checksum))
    return proofs


def _vouchers(sums: Movements) -> Proof:
    unbalanced = sums.unbalanced
    texts = _texts(VOUCHERS, sums.vouchers, len(unbalanced), has_vouchers=True)
    differences = tuple(Difference(name, 0, ore) for name, ore in unbalanced[:LISTED])
    return Proof(
        VOUCHERS, not unbalanced, sums.debit_ore, sums.credit_ore, *texts, sums.vouchers, differences
    )


def _checksum(declared: int, computed: int) -> Proof:
    is_same = declared == computed
    differences = () if is_same else (Difference("#KSUMMA", declared, computed),)
    texts = _texts(CHECKSUM, 1, len(differences), has_vouchers=True)
    return Proof(CHECKSUM, is_same, declared, computed, *texts, 1, differences)


def _year(header: SieHeader, rows: Sequence[SieBalance], sums: Movements) -> list[Proof]:
    """Return the proofs of closing and result balances of the current year."""
    has_vouchers = bool(sums.vouchers)
    moved = _moved(header, rows, sums)
    opening, closing, result = (
        _stated(rows, kind) for kind in (BalanceKind.OPENING, BalanceKind.CLOSING, BalanceKind.RESULT)
    )
    proofs: list[Proof] = []
    on_balance = {account for account in moved if is_balance_account(header, account)}
    if closing and (has_vouchers or on_balance):
        accounts = sorted({*opening, *closing, *(on_balance - result.keys())})
        cells = {
            account: (closing.get(account, 0), opening.get(account, 0) + moved.get(account, 0))
            for account in accounts
        }
        proofs.append(_proof(CLOSING, cells, absolute=True, has_vouchers=has_vouchers))
    on_result = moved.keys() - on_balance
    if result and (has_vouchers or on_result):
        accounts = sorted({*result, *(on_result - closing.keys())})
        cells = {account: (result.get(account, 0), moved.get(account, 0)) for account in accounts}
        proofs.append(_proof(RESULT, cells, absolute=False, has_vouchers=has_vouchers))
    return proofs


def _moved(header: SieHeader, rows: Sequence[SieBalance], sums: Movements) -> dict[str, int]:
    if sums.vouchers:
        booked = movements_by_year(header, sums, 0)
        return {account: sum(months.values()) for account, months in booked.items()}
    periods = account_totals(row for row in rows if row.kind is BalanceKind.PERIOD)
    return {account: sum(months.values()) for account, months in periods.items()}


def _stated(rows: Sequence[SieBalance], kind: BalanceKind) -> dict[str, int]:
    return {row.account: row.amount_ore for row in rows if row.kind is kind}


def _period_cells(
    header: SieHeader, rows: Sequence[SieBalance], sums: Movements
) -> dict[str, tuple[int, int]]:
    """Return stated and found amounts by account and month, and by object where rows name one.

    A month without a row counts as zero for an account that has rows in that year, up to the last
    month stated, because rows of zero may be left out. Years without vouchers are not compared.
    """
    offsets = year_of_months(header)
    booked_years = {offsets.get(month, 0) for _account, month in sums.by_account}
    found: dict[_Cell, int] = {(None, "", *key): ore for key, ore in sums.by_account.items()}
    found.update(sums.by_object.items())
    known_objects = {(dimension, code) for dimension, code, _account, _month in sums.by_object}
    stated: dict[_Cell, int] = {}
    for row in rows:
        if row.year not in booked_years or row.month is None:
            continue
        if row.dimension is not None and _is_composed(header, row, known_objects):
            continue
        stated[row.dimension, row.object, row.account, row.month.number] = row.amount_ore
    if not stated:
        return {}
    last = max(cell[3] for cell in stated)
    lines = {(*cell[:3], offsets.get(cell[3], 0)) for cell in stated}
    silent = {
        cell
        for cell in found
        if cell not in stated and cell[3] <= last and (*cell[:3], offsets.get(cell[3], 0)) in lines
    }
    cells = sorted({*stated, *silent}, key=_cell_key)
    return {_cell_key(cell): (stated.get(cell, 0), found.get(cell, 0)) for cell in cells}


_Cell = tuple[int | None, str, str, int]


def _is_composed(header: SieHeader, row: SieBalance, known: set[tuple[int, str]]) -> bool:
    """Return whether a row's object is a code composed of its levels (#UNDERDIM), which no posting holds."""
    dimension = header.dimensions.get(row.dimension or 0)
    has_parent = dimension is not None and dimension.parent is not None
    return has_parent and (row.dimension, row.object) not in known


def _cell_key(cell: _Cell) -> str:
    dimension, code, account, month = cell
    key = f"{account} {month // 100:04d}-{month % 100:02d}"
    return key if dimension is None else f"{key} {{{dimension} {code}}}"


def _proof(
    name: str, cells: Mapping[str, tuple[int, int]], *, absolute: bool, has_vouchers: bool = True
) -> Proof:
    """Return the proof of cells of (stated, found) öre; totals are of sizes when ``absolute``."""
    differences = [
        Difference(key, stated, found) for key, (stated, found) in cells.items() if stated != found
    ]
    stated_ore, found_ore = (
        sum(abs(pair[side]) if absolute else pair[side] for pair in cells.values()) for side in (0, 1)
    )
    texts = _texts(name, len(cells), len(differences), has_vouchers=has_vouchers)
    return Proof(
        name, not differences, stated_ore, found_ore, *texts, len(cells), tuple(differences[:LISTED])
    )


def _texts(name: str, compared: int, failed: int, *, has_vouchers: bool) -> tuple[str, str]:
    source, source_sv = _SOURCES[has_vouchers]
    facts = {"count": compared, "source": source, "source_sv": source_sv}
    english, swedish = (text.format(**facts) for text in _TEXTS[name])
    if failed:
        english = _FAILED[0].format(failed=failed, compared=compared) + english
        swedish = _FAILED[1].format(failed=failed, compared=compared) + swedish
    return english, swedish
