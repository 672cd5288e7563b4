"""Files for trying the other ways in: a CSV of one body's month, and a SIE file with one fault."""

from __future__ import annotations

import csv
import re
import zlib
from typing import TYPE_CHECKING

from roder.devtools.example.cells import load_cells
from roder.devtools.example.ledger import Scale
from roder.devtools.example.ledger import make_ledger
from roder.devtools.example.sie_files import LAST_MONTH
from roder.devtools.example.sie_records import END
from roder.devtools.example.sie_records import SIE_ENCODING
from roder.devtools.example.sie_records import amount_text
from roder.domain.money import ORE_PER_KRONA
from roder.domain.money import ore_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from roder.domain.periods import Month

CSV_HEADER = (
    "period", "ansvar", "konto", "verksamhet", "aktivitet", "projekt",
    "objekt", "motpart", "belopp", "kvantitet", "text", "typ",
)  # fmt: skip
WRONG_BY_ORE = 100 * ORE_PER_KRONA

_FIELD = re.compile(r'[{}]|"((?:[^"\\]|\\.)*)"|([^\s"{}]+)')
_BALANCE_LINE = re.compile(r"#TRANS \S+ \{\} \S+\Z")


def write_example_csv(
    folder: Path, *, body: str = "400", month: Month = LAST_MONTH, scale: Scale = Scale.SMALL
) -> Path:
    """Write a body's postings on result accounts in a month as canonical CSV and return its path.

    Ledger sign, kronor with decimal comma, ``;`` between columns, UTF-8. The sums are those of the
    SIE file of the same year and scale.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"sodertalje_exempeldata_{body}_{month}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator=END)
        writer.writerow(CSV_HEADER)
        writer.writerows(_csv_rows(body, month, scale))
    return path


def _csv_rows(body: str, month: Month, scale: Scale) -> Iterator[tuple[str, ...]]:
    cells = load_cells().cells
    block = make_ledger(month.year, month.month, scale).month_block(month)
    counts = block.first_line[1:] - block.first_line[:-1]
    texts = (text for text, count in zip(block.text, counts.tolist(), strict=True) for _ in range(count))
    for key, ore, text in zip(block.key.tolist(), block.amount_ore.tolist(), texts, strict=True):
        if key < 0 or cells[key].body != body:
            continue
        cell = cells[key]
        codes = (cell.responsibility, cell.account, cell.activity, "", cell.project, "", cell.counterparty)
        yield str(month), *codes, amount_text(ore).replace(".", ","), "", text, "UTFALL"


def make_broken_copy(path: Path) -> Path:
    """Write a copy of an example SIE file in which one voucher is out of balance by 100 kronor.

    The voucher stands in the middle of the file, and the checksum is made right again: it is the
    bookkeeping that is wrong, not the transport. Returns the copy's path.
    """
    lines = path.read_bytes().decode(SIE_ENCODING).split(END)
    candidates = [number for number, line in enumerate(lines) if _BALANCE_LINE.match(line)]
    chosen = candidates[len(candidates) // 2]
    start, _, amount = lines[chosen].rpartition(" ")
    lines[chosen] = f"{start} {amount_text(ore_from_text(amount, decimal='.') + WRONG_BY_ORE)}"
    marks = [number for number, line in enumerate(lines) if line.startswith("#KSUMMA")]
    lines[marks[-1]] = f"#KSUMMA {checksum_of(lines[marks[0] + 1 : marks[-1]])}"
    copy = path.with_name(f"{path.stem}_obalans{path.suffix}")
    copy.write_bytes(END.join(lines).encode(SIE_ENCODING))
    return copy


def checksum_of(lines: Iterable[str]) -> int:
    """Return the checksum over records as they stand in a file, without the two #KSUMMA."""
    crc = 0
    for line in lines:
        fields = [match[2] or (match[1] or "").replace('\\"', '"') for match in _FIELD.finditer(line)]
        crc = zlib.crc32("".join(fields).encode(SIE_ENCODING), crc)
    return crc
