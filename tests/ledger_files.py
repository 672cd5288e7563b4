"""SIE files written for a test, line by line, so that the example sits where the reader looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HEAD = """#FLAGGA 0
#PROGRAM "Test" 1.0
#FORMAT PC8
#GEN 20180904 EKO
#SIETYP 4
#FTYP X
#ORGNR {number}
#FNAMN "{name}"
#RAR 0 {year}0101 {year}1231
#RAR -1 {before}0101 {before}1231
#KONTO 1930 "Bank"
#KTYP 1930 T
#KONTO 3130 "Avgifter"
#KTYP 3130 I
#KONTO 5020 "Löner"
#KTYP 5020 K
#DIM 1 "Ansvar"
#OBJEKT 1 "4110" "Förskola"
#OBJEKT 1 "4120" "Skola"
"""


def sie_file(
    folder: Path,
    vouchers: Iterable[tuple[str, str, int]],
    *,
    year: int = 2018,
    number: str = "212000-0159",
    name: str = "Testkommun",
    extra: str = "",
    file_name: str = "ledger.se",
) -> Path:
    """Write a SIE 4 file of vouchers (date YYYYMMDD, responsibility, cost in kronor) against the bank."""
    text = HEAD.format(number=number, name=name, year=year, before=year - 1) + extra
    for at, (day, code, kronor) in enumerate(vouchers, start=1):
        text += f'#VER L {at} {day} "Löner {at}"\n{{\n'
        text += f'#TRANS 5020 {{1 "{code}"}} {kronor}.00\n#TRANS 1930 {{}} {-kronor}.00\n}}\n'
    path = folder / file_name
    path.write_bytes(text.encode("cp437"))
    return path
