"""A whole SIE file, types 1 to 4, to its values and every fault in it: plain and complete.

This is the reference that faster readers must equal. It never raises on any bytes and never stops
at the first fault. What is accepted, refused and said: docs/formats/sie.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from roder.formats.sie import completeness
from roder.formats.sie.checksum import Checksum
from roder.formats.sie.encoding import find_encoding
from roder.formats.sie.encoding import lines_of
from roder.formats.sie.header import HeaderReader
from roder.formats.sie.lexer import CLOSING
from roder.formats.sie.lexer import lex
from roder.formats.sie.messages import ProblemLog
from roder.formats.sie.recognition import foreign_content
from roder.formats.sie.records import SieFile
from roder.formats.sie.usage import Usage
from roder.formats.sie.vouchers import POSTING_LABELS
from roder.formats.sie.vouchers import read_voucher_lines

if TYPE_CHECKING:
    from roder.formats.sie.lexer import Line
    from roder.formats.sie.records import SieVoucher

# Records that can only stand outside a voucher: one of them ends a voucher that was not closed.
_OUTSIDE = frozenset(
    {"#VER", "#KONTO", "#KTYP", "#DIM", "#UNDERDIM", "#OBJEKT", "#IB", "#UB", "#RES", "#OIB", "#OUB"}
    | {"#PSALDO", "#PBUDGET", "#KSUMMA", "#FLAGGA", "#RAR"}
)


def read_sie(data: bytes) -> SieFile:
    r"""Return everything a SIE file says, with all its problems; refused when any is an error.

    Amounts are whole öre in ledger sign. Never raises, whatever the bytes.

    >>> file = read_sie(b'#FLAGGA 0\n#SIETYP 4\n#VER A 1 20180425\n{\n#TRANS 1930 {} -5\n}\n')
    >>> [problem.message_en for problem in file.problems if problem.refuses]
    ['Voucher A 1 is out of balance by -5.00 kr. Correct it in the ledger system and export again.']
    """
    foreign = foreign_content(data)
    if foreign is not None:
        return SieFile(problems=[foreign])
    encoding = find_encoding(data)
    reading = SieReading(encoding)
    for number, text in enumerate(lines_of(data, encoding), 1):
        line = lex(text)
        if line is not None:
            reading.feed(number, line)
    return reading.finish()


class SieReading:
    """Reads a file line by line: ``feed`` each lexed line in order, then ``finish``."""

    def __init__(self, encoding: str) -> None:
        self.log = ProblemLog()
        self.head = HeaderReader(encoding, self.log)
        self.usage = Usage()
        self.vouchers: list[SieVoucher] = []
        self._checksum = Checksum()
        self._open: list[tuple[int, Line]] = []

    def feed(self, number: int, line: Line) -> None:
        """Take one line."""
        if self._checksum.is_closed and line.label.startswith("#"):
            self.log.add_distinct("records_after_checksum", "", number)
        self._checksum.take(line)
        label = line.label
        if self._open and label in _OUTSIDE:
            self._end_voucher()
        if self._open or label == "#VER":
            self._open.append((number, line))
            if label == CLOSING:
                self._end_voucher()
        elif label in POSTING_LABELS:
            self.log.add("posting_outside_voucher", number, label=label)
        else:
            self.head.feed(number, line)

    def _end_voucher(self) -> None:
        lines, self._open = self._open, []
        self.head.seen.add("#VER")
        voucher = read_voucher_lines(lines, self.log)
        if voucher is not None:
            self.vouchers.append(voucher)
            self.usage.take(voucher)

    def finish(self) -> SieFile:
        """Return the file, once its last line has been fed."""
        if self._open:
            self._end_voucher()
        computed = self._checksum.value if self._checksum.is_closed else None
        completeness.finish(self.head, self.usage, self.log, computed)
        return SieFile(
            header=self.head.header,
            balances=self.head.rows.balances,
            budget_rows=self.head.rows.budget_rows,
            vouchers=self.vouchers,
            problems=self.log.problems(),
            computed_checksum=computed,
        )
