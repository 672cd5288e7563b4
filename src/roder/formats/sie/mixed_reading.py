"""The plain reader fed in stretches, between stretches that the kernel has read."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from roder.formats.sie.encoding import CP437
from roder.formats.sie.encoding import UTF8
from roder.formats.sie.encoding import UTF8_BOM
from roder.formats.sie.encoding import decode_line
from roder.formats.sie.encoding import lines_of
from roder.formats.sie.lexer import lex
from roder.formats.sie.reader import SieReading

if TYPE_CHECKING:
    from roder.formats.sie.records import SieVoucher


class MixedReading(SieReading):
    r"""A plain reading of some lines of a file, told of the others by their sums.

    >>> reading = MixedReading("cp437")
    >>> reading.feed_block(b"#VER A 1 20180425\n{\n#TRANS 1930 {} 0\n}\n", 1)
    >>> [voucher.number for voucher in reading.take_vouchers()]
    ['1']
    """

    def __init__(self, encoding: str) -> None:
        super().__init__(encoding)
        self._encoding = encoding

    def feed_block(self, raw: bytes, first_line: int, *, is_whole: bool = False) -> None:
        """Read whole lines; ``is_whole`` when they are the whole file."""
        encoding = self._encoding
        if is_whole:
            texts = lines_of(raw, encoding)
        else:
            if encoding == UTF8_BOM and first_line > 1:
                encoding = UTF8
            texts = [text.rstrip("\r") for text in decode_line(raw, encoding).split("\n")]
        for number, text in enumerate(texts, first_line):
            line = lex(text)
            if line is not None:
                self.feed(number, line)

    def end_block(self) -> None:
        """End a voucher that was not closed; to be called only where a #VER follows, or the end."""
        if self._open:
            self._end_voucher()

    def take_vouchers(self) -> list[SieVoucher]:
        """Return the vouchers read since last asked."""
        taken, self.vouchers = self.vouchers, []
        return taken

    @property
    def checksum_is_open(self) -> bool:
        """Whether records count towards the checksum now."""
        return self._checksum.is_open

    @property
    def checksum_is_closed(self) -> bool:
        """Whether the last #KSUMMA has passed."""
        return self._checksum.is_closed

    def count_in(self, compact: bytes) -> None:
        """Count the bytes of plain vouchers towards the checksum."""
        if self._checksum.value is not None:
            if self._encoding != CP437:
                compact = decode_line(compact, self._encoding).encode("cp437", "replace")
            self._checksum.value = zlib.crc32(compact, self._checksum.value)
