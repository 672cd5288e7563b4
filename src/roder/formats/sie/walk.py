"""The one pass over a file: pieces from the kernel and lines for the plain reader, in file order."""

from __future__ import annotations

from collections import deque
from queue import SimpleQueue
from typing import TYPE_CHECKING
from typing import Final

import numpy as np
import pyarrow as pa

from roder.domain.facts import BalanceKind
from roder.formats.sie.chunks import ChunkParser
from roder.formats.sie.movements import Movements
from roder.formats.sie.movements import sum_movements
from roder.formats.sie.tallies import FileTally
from roder.formats.sie.tallies import add_movements
from roder.formats.sie.tallies import add_object_movements
from roder.formats.sie.to_arrow import vouchers_batch
from roder.formats.sie.work_space import CHUNK_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from concurrent.futures import Future
    from concurrent.futures import ThreadPoolExecutor

    from roder.formats.sie.chunks import Piece
    from roder.formats.sie.mixed_reading import MixedReading
    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieVoucher
    from roder.formats.sie.sources import Source

LOOKED_AT: Final = 1 << 16
_BLOCK: Final = 1 << 20


class Walk:
    """Walks a file once; ``reading`` and ``movements`` are complete when ``batches`` is exhausted.

    ``object_dimensions`` are those whose sums by object are kept for every piece of the file.
    """

    def __init__(
        self,
        source: Source,
        reading: MixedReading,
        encoding: str,
        mapping: Mapping[int, str],
        schema: pa.Schema,
        object_dimensions: frozenset[int],
        on_progress: Callable[[int, int], None] | None,
    ) -> None:
        self.movements: Final = Movements()
        self.object_dimensions = object_dimensions
        self._source = source
        self._reading = reading
        self._encoding = encoding
        self._mapping = mapping
        self._schema = schema
        self._on_progress = on_progress
        self._tally = FileTally(mapping)
        self._line = 1
        self._is_counted = False

    def batches(self, pool: ThreadPoolExecutor, threads: int) -> Iterator[pa.RecordBatch]:
        """Yield the postings in file order, with a few pieces parsed ahead at most."""
        source = self._source
        self._is_counted = b"#KSUMMA" in source.read(0, LOOKED_AT).upper()
        first = source.next_voucher(0)
        spans = source.spans(first, CHUNK_BYTES)
        parsers: SimpleQueue[ChunkParser] = SimpleQueue()
        if first < source.size:
            for _ in range(min(threads, source.size // CHUNK_BYTES + 1)):
                parsers.put(ChunkParser(source, self._encoding, self._mapping))

        def parse(span: tuple[int, int]) -> list[Piece]:
            parser = parsers.get()
            try:
                return parser.parse(*span, compact=self._is_counted)
            finally:
                parsers.put(parser)

        ahead: deque[Future[list[Piece]]] = deque()
        try:
            ahead.extend(pool.submit(parse, span) for _, span in zip(range(threads + 1), spans, strict=False))
            yield from self._plainly(0, first)
            self.object_dimensions |= object_dimensions(self._reading.head.rows.balances)
            while ahead:
                pieces = ahead.popleft().result()
                ahead.extend(pool.submit(parse, span) for _, span in zip(range(1), spans, strict=False))
                for piece in pieces:
                    yield from self._piece(piece)
        finally:
            for future in ahead:
                future.cancel()
        self._tally.tell_usage(self._reading.usage)
        self._tally.tell_movements(self.movements)

    def _plainly(self, start: int, end: int) -> Iterator[pa.RecordBatch]:
        """Read a stretch by the plain reader, some whole lines at a time."""
        for begun, stop in self._source.lines_before(start, end, _BLOCK):
            raw = self._source.read(begun, stop)
            self._reading.feed_block(raw, self._line, is_whole=begun == 0 and stop == self._source.size)
            self._line += raw.count(b"\n")
            if stop == end:
                self._reading.end_block()
            vouchers = self._take()
            self._tell(stop)
            if vouchers:
                yield vouchers_batch(vouchers, self._mapping)

    def _take(self) -> list[SieVoucher]:
        vouchers = self._reading.take_vouchers()
        if vouchers:
            add_movements(self.movements, sum_movements(vouchers))
        return [voucher for voucher in vouchers if voucher.postings]

    def _piece(self, piece: Piece) -> Iterator[pa.RecordBatch]:
        reading = self._reading
        if self._is_beyond_kernel(piece):
            yield from self._plainly(piece.start, piece.end)
            return
        rows = len(piece.lines)
        batches: list[pa.RecordBatch] = []
        if rows:
            reading.head.seen.add("#VER")
            piece.columns["line"] = pa.array(piece.lines + self._line)
            self._tally.add(piece.facts, piece.columns, self._line, piece.vouchers, rows)
            wanted = {number: self._mapping.get(number) for number in self.object_dimensions}
            add_object_movements(self.movements, piece.columns, wanted)
            columns = [piece.columns[name] for name in self._schema.names]
            batches.append(pa.record_batch(columns, schema=self._schema))
        vouchers = self._residues(piece)
        if vouchers:
            batches.append(vouchers_batch(vouchers, self._mapping))
        self._line += piece.line_ends
        self._tell(piece.end)
        if batches:
            yield _in_line_order(batches) if len(batches) > 1 else batches[0]

    def _is_beyond_kernel(self, piece: Piece) -> bool:
        """Return whether the checksum begins, ends or has ended so that every line must be looked at."""
        reading = self._reading
        if reading.checksum_is_closed or (reading.checksum_is_open and not self._is_counted):
            return True
        return any(
            end < piece.end and b"#KSUMMA" in self._source.read(start, end).upper()
            for start, end, _line in piece.residues
        )

    def _residues(self, piece: Piece) -> list[SieVoucher]:
        """Read by the plain reader what the kernel left, and keep the checksum between."""
        reading = self._reading
        compact = deque(piece.compact)
        vouchers: list[SieVoucher] = []
        for start, end, line in piece.residues:
            if compact:
                reading.count_in(compact.popleft())
            raw = self._source.read(start, end)
            reading.feed_block(raw, self._line + line, is_whole=start == 0 and end == self._source.size)
            reading.end_block()
            vouchers += self._take()
        if compact:
            reading.count_in(compact.popleft())
        return vouchers

    def _tell(self, done: int) -> None:
        if self._on_progress is not None:
            self._on_progress(done, self._source.size)


def object_dimensions(balances: Iterable[SieBalance]) -> frozenset[int]:
    """Return the dimensions that rows of period balances state sums for."""
    return frozenset(
        row.dimension for row in balances if row.kind is BalanceKind.PERIOD and row.dimension is not None
    )


def _in_line_order(batches: list[pa.RecordBatch]) -> pa.RecordBatch:
    """Join the batches of one piece into one, by line."""
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    order = np.argsort(np.asarray(table["line"]), kind="stable")
    return table.take(pa.array(order)).combine_chunks().to_batches()[0]
