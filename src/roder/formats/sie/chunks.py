"""One stretch of a file through the kernel: from its bytes to Arrow columns and the facts beside them.

A ``ChunkParser`` owns the work space of one thread and uses it again for every stretch, since
memory touched for the first time costs as much as the parsing itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
import pyarrow as pa

from roder.formats.sie import kernel
from roder.formats.sie import voucher_lines as lines
from roder.formats.sie.encoding import CP437
from roder.formats.sie.encoding import CP1252
from roder.formats.sie.interning import address
from roder.formats.sie.piece_facts import gather
from roder.formats.sie.plain_fields import GAPPED
from roder.formats.sie.plain_fields import NO_DAY
from roder.formats.sie.plain_fields import ONE_BYTE
from roder.formats.sie.plain_fields import UTF8
from roder.formats.sie.to_arrow import columns_of_dimensions
from roder.formats.sie.work_space import CHUNK_BYTES
from roder.formats.sie.work_space import StringWriter
from roder.formats.sie.work_space import WorkSpace
from roder.formats.sie.work_space import masked
from roder.formats.sie.work_space import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from roder.formats.sie.piece_facts import PieceFacts
    from roder.formats.sie.sources import Source

_PADDING: Final = 64


@dataclass(slots=True)
class Piece:
    """What the kernel made of a stretch of bytes; lines count from 0 at the stretch's start.

    ``residues`` are (first byte, end, line) in the file; ``compact`` the bytes that the checksum
    counts before each residue and after the last.
    """

    start: int
    end: int
    line_ends: int
    vouchers: int
    columns: dict[str, pa.Array]
    lines: NDArray[np.int64]
    residues: list[tuple[int, int, int]]
    facts: PieceFacts
    compact: list[bytes]


class ChunkParser:
    """Parses stretches of one file, one at a time.

    ``mapping`` is SIE dimension number to column. Not to be shared between threads.
    """

    def __init__(self, source: Source, encoding: str, mapping: Mapping[int, str]) -> None:
        self._source = source
        self._damage = {CP437: ONE_BYTE, CP1252: GAPPED}.get(encoding, UTF8)
        self._work = WorkSpace(columns_of_dimensions(mapping), mapping)
        self._buffer = np.zeros(CHUNK_BYTES + (CHUNK_BYTES >> 2) + _PADDING, np.uint8)
        self._strings = StringWriter(self._work.interned, encoding)

    def parse(self, start: int, end: int, *, compact: bool) -> list[Piece]:
        """Return the pieces of the file's bytes from ``start`` (a voucher's line) to ``end``.

        There is more than one when the work space could not hold all. ``compact`` asks for the
        bytes that the checksum counts.
        """
        size = end - start
        if size + _PADDING > self._buffer.size:
            self._buffer = np.zeros(size + _PADDING, np.uint8)
        self._source.read_into(self._buffer, start, end)
        # A last line without its line end is a line all the same.
        self._buffer[size : size + _PADDING] = 0
        self._buffer[size] = ord("\n")
        return list(self._pieces(start, size, compact=compact))

    def _pieces(self, offset: int, size: int, *, compact: bool) -> Iterator[Piece]:
        work, first_byte = self._work, address(self._buffer)
        begun = 0
        while begun < size:
            position, line_ends, rows, vouchers, residues = kernel.parse(
                first_byte + begun, first_byte + size, self._damage, work.interned.table, work.rows
            )
            reached = position - first_byte
            spans = [
                (p - first_byte, q - first_byte, line) for p, q, line in work.residues[:residues].tolist()
            ]
            yield Piece(
                start=offset + begun,
                end=offset + reached,
                line_ends=line_ends,
                vouchers=vouchers,
                columns=self._columns(rows),
                lines=work.numbers[lines.N_LINE, :rows].copy(),
                residues=[(offset + p, offset + q, line) for p, q, line in spans],
                facts=gather(work, rows, vouchers),
                compact=self._compact(begun, reached, spans) if compact else [],
            )
            begun = reached

    def _columns(self, count: int) -> dict[str, pa.Array]:
        work, strings = self._work, self._strings

        def coded(row_column: int, table_column: int) -> pa.Array:
            indices = plain(work.codes[row_column, :count], pa.int32())
            return pa.DictionaryArray.from_arrays(indices, strings.column(table_column), safe=False)

        voucher = lines.R_VOUCHER
        quantities = work.numbers[lines.N_QUANTITY, :count]
        columns = {
            "series": coded(voucher + lines.V_SERIES, lines.SERIES),
            "voucher": coded(voucher + lines.V_NUMBER, lines.NUMBER),
            "voucher_date": plain(work.codes[voucher + lines.V_DAY, :count], pa.date32()),
            "voucher_text": coded(voucher + lines.V_TEXT, lines.VOUCHER_TEXT),
            "registered": masked(work.codes[voucher + lines.V_REGISTERED, :count], NO_DAY, pa.date32()),
            "voucher_signature": coded(voucher + lines.V_SIGNATURE, lines.VOUCHER_SIGNATURE),
            "account": coded(lines.R_ACCOUNT, lines.ACCOUNT),
            "month": plain(work.codes[voucher + lines.V_MONTH, :count], pa.int32()),
            "amount_ore": plain(work.numbers[lines.N_AMOUNT, :count], pa.int64()),
            "quantity_micro": masked(quantities, lines.NO_QUANTITY, pa.int64()),
            "posting_date": masked(work.codes[lines.R_DAY, :count], NO_DAY, pa.date32()),
            "posting_text": coded(lines.R_TEXT, lines.TEXT),
            "posting_signature": coded(lines.R_SIGNATURE, lines.SIGNATURE),
            "other_objects": coded(lines.R_OTHER, lines.OTHER),
        }
        for index, name in enumerate(work.dimensions):
            columns[name] = coded(lines.R_FIRST_DIMENSION + index, lines.FIRST_DIMENSION + index)
        return columns

    def _compact(self, begun: int, reached: int, spans: list[tuple[int, int, int]]) -> list[bytes]:
        """Return the bytes counted before each residue, and those after the last."""
        first_byte, out = address(self._buffer), self._strings.text
        found: list[bytes] = []
        for start, end, _line in [*spans, (reached, reached, 0)]:
            written = kernel.compact(first_byte + begun, first_byte + start, address(out))
            found.append(out[:written].tobytes())
            begun = end
        return found
