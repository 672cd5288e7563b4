"""Write a large synthetic SIE 4 file, and the same rows as CSV, for benchmarks and size tests.

Deterministic by seed. The vouchers balance and #IB + movements = #UB, movements = #RES, so the
proofs of an import run on it. Nothing in it is real.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from typing import BinaryIO

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

OBJECTS = {1: 600, 6: 800, 20: 300, 21: 200, 22: 400, 23: 60}
"""Dimension number to how many objects it has."""

POSTINGS_PER_VOUCHER = 17.2
BALANCE_ACCOUNTS = 200
ACCOUNTS = 900
COMBINATIONS = 20_000
TEXTS = 5_000
VOUCHERS_PER_BLOCK = 4_000
YEAR = 2018
CSV_HEADER = (
    "series,voucher,voucher_date,voucher_text,registered,voucher_signature,account,amount,"
    "responsibility,project,activity,subactivity,cost_object,counterparty,"
    "posting_date,posting_text,quantity,posting_signature\n"
)
_WORDS = (
    "Förskola",
    "Hyra",
    "Äldreomsorg",
    "El {avtal}",
    'Bok "Ö"',
    "Lön",
    "Städ",
    "Resa",
    "Livsmedel",
    "Åtgärd",
)
_SIGNS = ("AB", "EKO", "ÅL", "kassa 2")


@dataclass(frozen=True)
class Ledger:
    """The numbers of the books: voucher sizes, and account and öre of each posting."""

    sizes: NDArray[np.int64]
    accounts: NDArray[np.int64]
    ore: NDArray[np.int64]
    opening: NDArray[np.int64]
    movements: NDArray[np.int64]


@dataclass(frozen=True)
class Pools:
    """Ready-made pieces of lines, as SIE and as CSV."""

    numbers: list[str]
    objects: list[tuple[str, str]]
    texts: list[tuple[str, str]]
    days: list[tuple[str, str]]


def draw_ledger(postings: int, random: np.random.Generator) -> Ledger:
    """Draw vouchers of heavy-tailed sizes that each sum to zero."""
    vouchers = max(1, round(postings / POSTINGS_PER_VOUCHER))
    tails = random.pareto(1.6, vouchers)
    extra = postings - 2 * vouchers
    sizes = 2 + np.floor(tails / tails.sum() * extra).astype(np.int64)
    sizes[: postings - int(sizes.sum())] += 1
    ends = np.cumsum(sizes)
    ore = np.round(np.exp(random.normal(11, 2, postings))).astype(np.int64) * random.choice([-1, 1], postings)
    ore[ends - 1] = 0
    sums = np.add.reduceat(ore, ends - sizes)
    ore[ends - 1] = -sums
    accounts = np.minimum((random.random(postings) ** 2 * ACCOUNTS).astype(np.int64), ACCOUNTS - 1)
    accounts = accounts * 7 % ACCOUNTS
    movements = np.zeros(ACCOUNTS, np.int64)
    np.add.at(movements, accounts, ore)
    opening = random.integers(-(10**10), 10**10, ACCOUNTS)
    opening[BALANCE_ACCOUNTS:] = 0
    opening[0] -= opening.sum()
    return Ledger(sizes, accounts, ore, opening, movements)


def draw_pools(random: np.random.Generator) -> Pools:
    """Draw the account numbers, code strings, texts and days that the lines choose from."""
    balance = [str(1000 + 9 * index) for index in range(BALANCE_ACCOUNTS)]
    result = [str(3000 + 7 * index) for index in range(ACCOUNTS - BALANCE_ACCOUNTS)]
    first = date(YEAR, 1, 1)
    days = [first + timedelta(days=index) for index in range(365)]
    return Pools(
        numbers=balance + result,
        objects=[_objects(random) for _ in range(COMBINATIONS)],
        texts=[_both_texts(_text(random)) for _ in range(TEXTS)],
        days=[(f"{day:%Y%m%d}", f"{day:%Y-%m-%d}") for day in days],
    )


def _objects(random: np.random.Generator) -> tuple[str, str]:
    wanted = random.random(len(OBJECTS)) < (0.95, 0.2, 0.85, 0.3, 0.15, 0.6)
    bare = random.random() < 0.3  # noqa: PLR2004 - a share of one a share, met nowhere else
    sie, csv = [], []
    for dimension, taken in zip(OBJECTS, wanted, strict=True):
        code = object_code(dimension, int(random.integers(OBJECTS[dimension]))) if taken else ""
        if taken:
            sie.append(f"{dimension} {code}" if bare else f'{dimension} "{code}"')
        csv.append(code)
    return "{" + " ".join(sie) + "}", ",".join(csv)


def object_code(dimension: int, index: int) -> str:
    """Return the code of an object; projects have letters in theirs."""
    code = str((1000 if dimension == 1 else 100) + index)
    return f"P{code}-Å" if dimension == 6 else code  # noqa: PLR2004 - a share of one SIE's number for projects


def _text(random: np.random.Generator) -> str:
    words = random.choice(len(_WORDS), random.integers(1, 5))
    return " ".join(_WORDS[word] for word in words) + f" {random.integers(0, 1000)}"


def _both_texts(text: str) -> tuple[str, str]:
    return '"' + text.replace('"', '\\"') + '"', '"' + text.replace('"', '""') + '"'


def header_lines(ledger: Ledger, pools: Pools) -> Iterator[str]:
    """Yield the records that stand before the vouchers."""
    yield '#PROGRAM "Roder make_sie" 1'
    yield "#FORMAT PC8"
    yield f"#GEN {YEAR + 1}0115 TEST"
    yield "#SIETYP 4"
    yield "#FTYP X"
    yield "#ORGNR 212000-0000"
    yield '#FNAMN "Exempelköping (påhittad)"'
    yield f"#RAR 0 {YEAR}0101 {YEAR}1231"
    for number in pools.numbers:
        yield f'#KONTO {number} "Konto {number} övrigt"'
        yield f"#KTYP {number} {'TS'[number[0] == '2'] if number < '3' else 'IK'[number >= '4']}"
    for dimension, count in OBJECTS.items():
        yield f'#DIM {dimension} "Dimension {dimension}"'
        for index in range(count):
            yield f'#OBJEKT {dimension} "{object_code(dimension, index)}" "Objekt {index} å"'
    for index, number in enumerate(pools.numbers):
        opening, movement = int(ledger.opening[index]), int(ledger.movements[index])
        if index < BALANCE_ACCOUNTS:
            yield f"#IB 0 {number} {_kronor(opening)}"
            yield f"#UB 0 {number} {_kronor(opening + movement)}"
        else:
            yield f"#RES 0 {number} {_kronor(movement)}"


def _kronor(ore: int) -> str:
    sign = "-" if ore < 0 else ""
    return f"{sign}{abs(ore) // 100}.{abs(ore) % 100:02d}"


def voucher_blocks(ledger: Ledger, pools: Pools, random: np.random.Generator) -> Iterator[tuple[str, str]]:
    """Yield the vouchers as (SIE text, CSV text), some thousand vouchers at a time."""
    count = len(ledger.sizes)
    dated = np.sort(random.integers(0, len(pools.days), count)).tolist()
    start = 0
    for first in range(0, count, VOUCHERS_PER_BLOCK):
        sizes = ledger.sizes[first : first + VOUCHERS_PER_BLOCK].tolist()
        end = start + sum(sizes)
        rows = _rows(ledger, pools, random, slice(start, end))
        sie: list[str] = []
        csv: list[str] = []
        taken = 0
        for offset, size in enumerate(sizes):
            head, shared = _voucher(first + offset, pools, dated[first + offset])
            sie += (head, "{")
            for line, before, after in rows[taken : taken + size]:
                sie.append(line)
                csv.append(f"{shared}{before}{after}")
            sie.append("}")
            taken += size
        start = end
        yield "\r\n".join(sie) + "\r\n", "\n".join(csv) + "\n"


def _voucher(index: int, pools: Pools, day: int) -> tuple[str, str]:
    series, number = "ABKL"[index % 4], index // 4 + 1
    sie_day, csv_day = pools.days[day]
    sie_text, csv_text = pools.texts[index * 31 % TEXTS]
    kind = index % 5
    if kind == 0:
        return f"#VER {series} {number} {sie_day}", f"{series},{number},{csv_day},,,,"
    if kind == 1:
        return (
            f'#VER "{series}" "{number}" {sie_day} {sie_text}',
            f"{series},{number},{csv_day},{csv_text},,,",
        )
    sign = _SIGNS[index % 4]
    sie_sign = f'"{sign}"' if " " in sign else sign
    return (
        f"#VER {series} {number} {sie_day} {sie_text} {sie_day} {sie_sign}",
        f"{series},{number},{csv_day},{csv_text},{csv_day},{sign},",
    )


def _rows(
    ledger: Ledger, pools: Pools, random: np.random.Generator, part: slice
) -> list[tuple[str, str, str]]:
    ore = ledger.ore[part]
    count = len(ore)
    accounts = ledger.accounts[part].tolist()
    chosen = random.integers(0, COMBINATIONS, count).tolist()
    kinds = random.integers(0, 10, count).tolist()
    texts = random.integers(0, TEXTS, count).tolist()
    days = random.integers(0, len(pools.days), count).tolist()
    whole, part_ore = np.divmod(np.abs(ore), 100)
    signs = np.where(ore < 0, "-", "").tolist()
    drawn = zip(accounts, chosen, kinds, texts, days, signs, whole.tolist(), part_ore.tolist(), strict=True)
    rows = []
    for account, combination, kind, text, day, sign, kronor, rest in drawn:
        amount = f"{sign}{kronor}.{rest:02d}" if rest or kind else f"{sign}{kronor}"
        sie_objects, csv_objects = pools.objects[combination]
        number = pools.numbers[account]
        sie_tail, csv_tail = _tail(kind, pools, text, day, kronor)
        rows.append(
            (
                f"#TRANS {number} {sie_objects} {amount}{sie_tail}",
                f"{number},{amount},",
                csv_objects + csv_tail,
            )
        )
    return rows


def _tail(kind: int, pools: Pools, text: int, day: int, unique: int) -> tuple[str, str]:
    sie_day, csv_day = pools.days[day]
    if kind <= 1:
        return "", ",,,,"
    if kind == 2:  # noqa: PLR2004 - a share of one the kinds are only drawn numbers
        return f" {sie_day}", f",{csv_day},,,"
    if kind <= 5:  # noqa: PLR2004 - a share of one
        sie_text, csv_text = pools.texts[text]
        return f" {sie_day} {sie_text}", f",{csv_day},{csv_text},,"
    if kind <= 7:  # noqa: PLR2004 - a share of one
        written = f"Faktura {unique} mottagen {text}"
        return f' "" "{written}"', f",,{written},,"
    if kind == 8:  # noqa: PLR2004 - a share of one
        return f' {sie_day} "Lev {text}" {unique % 50}.5', f",{csv_day},Lev {text},{unique % 50}.5,"
    sign = _SIGNS[text % 4]
    return f' {sie_day} "" "" "{sign}"', f",{csv_day},,,{sign}"


def write_files(sie: Path, csv: Path | None, postings: int, *, seed: int = 1, checksum: bool = False) -> None:
    """Write the SIE file (CP437, CRLF) and, when asked, the same rows as CSV (UTF-8)."""
    random = np.random.default_rng(seed)
    ledger = draw_ledger(postings, random)
    pools = draw_pools(random)
    sie.parent.mkdir(parents=True, exist_ok=True)
    csv_file: BinaryIO | None = csv.open("wb") if csv else None
    with sie.open("wb") as sie_file:
        sie_file.write(b"#FLAGGA 0\r\n" + (b"#KSUMMA\r\n" if checksum else b""))
        sie_file.write(("\r\n".join(header_lines(ledger, pools)) + "\r\n").encode("cp437"))
        if csv_file:
            csv_file.write(CSV_HEADER.encode())
        for sie_text, csv_text in voucher_blocks(ledger, pools, random):
            sie_file.write(sie_text.encode("cp437"))
            if csv_file:
                csv_file.write(csv_text.encode())
    if csv_file:
        csv_file.close()
    if checksum:
        append_checksum(sie)


def append_checksum(path: Path) -> None:
    """Close the file with its #KSUMMA, computed by the plain reader's rule."""
    from roder.formats.sie.checksum import Checksum  # noqa: PLC0415 only when asked for
    from roder.formats.sie.lexer import lex_bytes  # noqa: PLC0415 only when asked for

    checksum = Checksum()
    with path.open("rb") as file:
        for raw in file:
            line = lex_bytes(raw, "cp437")
            if line is not None:
                checksum.take(line)
    with path.open("ab") as file:
        file.write(f"#KSUMMA {checksum.value}\r\n".encode())


def main() -> None:
    """Write the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sie", type=Path)
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--postings", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--checksum", action="store_true", help="write #KSUMMA")
    given = parser.parse_args()
    write_files(given.sie, given.csv, given.postings, seed=given.seed, checksum=given.checksum)


if __name__ == "__main__":
    main()
