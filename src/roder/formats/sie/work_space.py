"""The memory that one thread parses in, kept from chunk to chunk, and the way out of it to Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import Final

import numpy as np
import pyarrow as pa

from roder.formats.sie import kernel
from roder.formats.sie import voucher_lines as lines
from roder.formats.sie.encoding import UTF8_OF_BYTE
from roder.formats.sie.interning import Interned
from roder.formats.sie.interning import address
from roder.formats.sie.plain_fields import FIRST_MONTH
from roder.formats.sie.plain_fields import LAST_MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

CHUNK_BYTES: Final = 4 << 20
_MOST_ROWS: Final = 1 << 17
_MOST_VOUCHERS: Final = 1 << 16
_MOST_RESIDUES: Final = 1 << 14
# Room for distinct strings, as powers of two, in the order of the column numbers.
_ENTRY_BITS: Final = (10, 15, 15, 12, 13, 16, 12, 13)
_DIMENSION_BITS: Final = 13
_UTF8_WIDEST: Final = 3


class WorkSpace:
    """Arrays of one thread, and their addresses for the kernel."""

    def __init__(self, dimensions: tuple[str, ...], mapping: Mapping[int, str]) -> None:
        self.dimensions: Final = dimensions
        bits = [*_ENTRY_BITS, *[_DIMENSION_BITS] * len(dimensions)]
        self.interned: Final = Interned(bits, 3 * CHUNK_BYTES)
        self.codes: Final = np.zeros((lines.R_FIRST_DIMENSION + len(dimensions), _MOST_ROWS), np.int32)
        self.numbers: Final = np.zeros((lines.NUMBERS, _MOST_ROWS), np.int64)
        self.voucher_days: Final = np.zeros(_MOST_VOUCHERS, np.int64)
        self.voucher_lines: Final = np.zeros(_MOST_VOUCHERS, np.int64)
        self.residues: Final = np.zeros((_MOST_RESIDUES, kernel.RESIDUE_FIELDS), np.int64)
        self.uses: Final = np.zeros((2, 1 << max(bits)), np.int64)
        self.month_index: Final = np.zeros(LAST_MONTH - FIRST_MONTH + 1, np.int32)
        self.numbered: Final = np.zeros(_MOST_ROWS, np.int32)
        self._column_of: Final = np.full(lines.MOST_DIMENSION, -1, np.int32)
        for number, name in mapping.items():
            self._column_of[number] = dimensions.index(name)
        self._scratch: Final = np.zeros(lines.SCRATCH_BYTES, np.uint8)
        self._small: Final = np.zeros((2, 3 * (lines.MOST_OTHERS + 1)), np.int64)
        self.rows: Final = lines.Rows(
            codes=address(self.codes),
            numbers=address(self.numbers),
            voucher_days=address(self.voucher_days),
            voucher_lines=address(self.voucher_lines),
            residues=address(self.residues),
            column_of=address(self._column_of),
            scratch=address(self._scratch),
            pairs=address(self._small[0]),
            head=address(self._small[1]),
            room=_MOST_ROWS,
            voucher_room=_MOST_VOUCHERS,
            residue_room=_MOST_RESIDUES,
            dimensions=len(dimensions),
        )


class StringWriter:
    """Writes the distinct strings of a column out as UTF-8. ``text`` may be borrowed between calls."""

    def __init__(self, interned: Interned, encoding: str) -> None:
        self._interned = interned
        letters = UTF8_OF_BYTE.get(encoding, tuple(bytes([value]) for value in range(256)))
        self._widths = np.array([len(letter) for letter in letters], np.int32)
        self._utf8 = np.array([int.from_bytes(letter, "little") for letter in letters], np.uint64)
        self.text: Final = np.empty(_UTF8_WIDEST * interned.arena.size, np.uint8)

    def column(self, column: int) -> pa.Array:
        """Return the distinct strings of a column in the order of their numbers."""
        count = self._interned.count(column)
        offsets = pa.allocate_buffer(4 * (count + 1))
        written = kernel.decode_column(
            self._interned.table,
            column,
            address(self._widths),
            address(self._utf8),
            offsets.address,
            address(self.text),
        )
        text = pa.allocate_buffer(written)
        np.frombuffer(text, np.uint8)[:] = self.text[:written]
        return pa.StringArray.from_buffers(count, offsets, text)


def plain(values: NDArray[Any], kind: pa.DataType) -> pa.Array:
    """Copy values out of the work space into Arrow's own memory."""
    buffer = pa.allocate_buffer(values.nbytes)
    np.frombuffer(buffer, values.dtype)[:] = values
    return pa.Array.from_buffers(kind, values.size, [None, buffer])


def masked(values: NDArray[Any], absent: int, kind: pa.DataType) -> pa.Array:
    """Copy values out, null where they equal ``absent``."""
    bits = pa.py_buffer(np.packbits(values != absent, bitorder="little"))
    return pa.Array.from_buffers(kind, values.size, [bits, plain(values, kind).buffers()[1]])
