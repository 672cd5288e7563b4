"""What a ledger table proves of itself: every row and krona accounted for, vouchers in balance."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from roder.domain.facts import AccountType
from roder.domain.money import ORE_PER_UNIT
from roder.domain.money import AmountError
from roder.domain.money import kronor_text
from roder.domain.proofs import Difference
from roder.domain.proofs import Proof
from roder.formats.tabular.values import amount_ore

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roder.formats.tabular.rows import RowChunk
    from roder.formats.tabular.rows import RowReader

MAX_DIFFERENCES = 100
_BALANCE_TYPES = (AccountType.ASSET, AccountType.LIABILITY)
_BALANCE_CLASSES = ("1", "2")


@dataclass(slots=True)
class LedgerTotals:
    """Running totals of the postings: by account and month, by voucher, and all together, in öre."""

    chart: dict[str, str]
    postings: int = 0
    posted_ore: int = 0
    planned_rows: int = 0
    planned_ore: int = 0
    has_balance_accounts: bool = False
    movements: dict[tuple[str, int], int] = field(default_factory=dict)
    voucher_sums: dict[tuple[int, str, str], int] = field(default_factory=dict)
    voucher_lines: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def add(self, chunk: RowChunk, batch: pa.RecordBatch) -> None:
        """Count a chunk; the grand total is taken from the batch as it leaves."""
        self.postings += batch.num_rows
        self.posted_ore += pc.sum(batch["amount_ore"]).as_py() or 0
        table = pa.table([batch["account"], batch["month"], batch["amount_ore"]], ["account", "month", "ore"])
        for account, month, ore in _summed(table, ["account", "month"]):
            key = (account, month)
            self.movements[key] = self.movements.get(key, 0) + ore
            if not self.has_balance_accounts:
                self.has_balance_accounts = self._is_balance_account(account)
        if "voucher" in chunk.columns:
            self._add_vouchers(batch)

    def _is_balance_account(self, account: str) -> bool:
        known = self.chart.get(account)
        return known in _BALANCE_TYPES if known else account.startswith(_BALANCE_CLASSES)

    def _add_vouchers(self, batch: pa.RecordBatch) -> None:
        years = pc.divide(batch["month"], 100)
        table = pa.table(
            [years, batch["series"], batch["voucher"], batch["amount_ore"], batch["line"]],
            ["year", "series", "voucher", "ore", "line"],
        )
        keys = ["year", "series", "voucher"]
        lines = table.group_by(keys).aggregate([("line", "min")])["line_min"].to_pylist()
        for (year, series, voucher, ore), line in zip(_summed(table, keys), lines, strict=True):
            if voucher:
                key = (year, series, voucher)
                self.voucher_sums[key] = self.voucher_sums.get(key, 0) + ore
                self.voucher_lines.setdefault(key, line)

    def unbalanced(self) -> list[tuple[tuple[int, str, str], int]]:
        """Return the vouchers whose postings do not sum to zero."""
        return [pair for pair in self.voucher_sums.items() if pair[1]]

    def note_problems(self, reader: RowReader) -> None:
        """Note unbalanced vouchers (only a warning without balance accounts) and a wrong stated sum."""
        if reader.rows_refused:
            return
        unbalanced = self.unbalanced()
        if unbalanced and not self.has_balance_accounts:
            reader.log.add("vouchers_not_whole", vouchers=len(unbalanced))
        elif unbalanced:
            for key, ore in unbalanced:
                line = self.voucher_lines[key]
                reader.log.add("voucher_unbalanced", line, voucher=_name(key), sum=kronor_text(ore))
        stated = stated_total(reader)
        found = self.posted_ore + self.planned_ore
        if stated is not None and stated != found:
            line = reader.summaries[0].line
            reader.log.add("stated_total_differs", line, stated=kronor_text(stated), found=kronor_text(found))


def ledger_proofs(reader: RowReader, totals: LedgerTotals) -> list[Proof]:
    """Return ``control_total``, and ``vouchers_balance`` and ``stated_total`` where the file allows them.

    ``control_total``: the sum of all amounts read as decimal numbers straight from the text equals
    what was stored plus what was set aside, and every row is accounted for. ``vouchers_balance`` is
    not claimed for a file without balance accounts or with refused rows. ``stated_total``: the one
    line "Summa" of a file equals its rows.
    """
    proofs = [_control(reader, totals)]
    if totals.voucher_sums and totals.has_balance_accounts and not reader.rows_refused:
        proofs.append(_vouchers(totals))
    stated = stated_total(reader)
    if stated is not None:
        found = totals.posted_ore + totals.planned_ore
        proofs.append(
            Proof(
                "stated_total",
                stated == found,
                stated,
                found,
                "The file's own sum line against its rows.",
                "Filens egen summarad mot dess rader.",
                compared=1,
            )
        )
    return proofs


def stated_total(reader: RowReader) -> int | None:
    """Return the amount of the only sum line in öre, ledger sign; ``None`` with none or several."""
    mapping = reader.mapping
    if mapping is None or len(reader.summaries) != 1:
        return None
    amounts: dict[str, int] = {}
    for name, text in reader.summaries[0].amounts.items():
        if text.strip():
            try:
                amounts[name] = amount_ore(text, unit=mapping.unit, decimal=mapping.decimal)
            except AmountError:
                return None
    if not amounts:
        return None
    total = amounts["amount"] if "amount" in amounts else amounts.get("debit", 0) - amounts.get("credit", 0)
    return -total if mapping.sign == "report" else total


def _summed(table: pa.Table, keys: list[str]) -> Iterator[tuple[Any, ...]]:
    summed = table.group_by(keys).aggregate([("ore", "sum")])
    return zip(*(summed[name].to_pylist() for name in [*keys, "ore_sum"]), strict=True)


def _control(reader: RowReader, totals: LedgerTotals) -> Proof:
    mapping = reader.mapping
    factor = ORE_PER_UNIT[mapping.unit] if mapping else 1
    control = reader.control
    total = control["amount"] if "amount" in control else control.get("debit", 0) - control.get("credit", 0)
    expected = int(total * factor)
    if mapping and mapping.sign == "report":
        expected = -expected
    if "amount" in reader.constants:
        expected = totals.posted_ore + totals.planned_ore
    found = totals.posted_ore + totals.planned_ore
    accounted = totals.postings + totals.planned_rows + reader.rows_left_out + reader.rows_refused
    whole = accounted == reader.rows_read and not reader.rows_refused
    counts = (
        reader.rows_read,
        totals.postings,
        totals.planned_rows,
        reader.rows_left_out,
        reader.rows_refused,
    )
    return Proof(
        "control_total",
        whole and expected == found,
        expected,
        found,
        "{} rows read: {} postings, {} budget or forecast rows, {} left out, {} refused.".format(*counts),
        "{} rader lästa: {} transaktioner, {} budget- eller prognosrader, {} utelämnade, {} avvisade.".format(
            *counts
        ),
        compared=reader.rows_read,
    )


def _vouchers(totals: LedgerTotals) -> Proof:
    unbalanced = totals.unbalanced()
    off = sum(abs(ore) for _, ore in unbalanced)
    differences = tuple(Difference(_name(key), 0, ore) for key, ore in unbalanced[:MAX_DIFFERENCES])
    return Proof(
        "vouchers_balance",
        not unbalanced,
        0,
        off,
        f"{len(totals.voucher_sums)} vouchers, {len(unbalanced)} out of balance.",
        f"{len(totals.voucher_sums)} verifikationer, {len(unbalanced)} ur balans.",
        compared=len(totals.voucher_sums),
        differences=differences,
    )


def _name(key: tuple[int, str, str]) -> str:
    year, series, voucher = key
    return " ".join(part for part in (series, voucher, f"({year})") if part)
