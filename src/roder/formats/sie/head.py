"""A look at the records before the first voucher: whose books, which years, which account types.

An import must know these before it can place the first posting. They are taken from the whole
file again when it has been read, since nothing forbids records to stand after the vouchers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.formats.sie.encoding import find_encoding
from roder.formats.sie.encoding import lines_of
from roder.formats.sie.header import HeaderReader
from roder.formats.sie.lexer import lex
from roder.formats.sie.messages import ProblemLog
from roder.formats.sie.sources import Source

if TYPE_CHECKING:
    import os

    from roder.formats.sie.records import SieHeader

_WANTED: Final = ("#ORGNR", "#FNAMN", "#FTYP", "#FNR", "#KPTYP", "#RAR", "#KONTO", "#KTYP", "#GEN", "#SIETYP")


def read_head(origin: str | os.PathLike[str] | bytes) -> SieHeader:
    r"""Return organisation, years and account types from the records before the first voucher.

    >>> read_head(b'#FNAMN "Kommunen"\n#VER A 1 20180425\n#FNAMN "Annan"\n').company_name
    'Kommunen'
    """
    source = Source(origin)
    try:
        data = source.read(0, min(source.size, source.next_voucher(0)))
    finally:
        source.close()
    encoding = find_encoding(data)
    reader = HeaderReader(encoding, ProblemLog())
    for number, text in enumerate(lines_of(data, encoding), 1):
        line = lex(text) if text.lstrip().upper().startswith(_WANTED) else None
        if line is not None:
            reader.feed(number, line)
    return reader.header
