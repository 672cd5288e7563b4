"""A SIE file of any size read in one pass: its postings as Arrow batches, all else when they have passed.

Stretches of vouchers go through the compiled kernel on several threads; whatever it is not sure
of, and every other record, goes through the plain reader in file order. So the outcome is that of
``reader.read_sie``, in bounded memory.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyarrow as pa

from roder.domain import facts
from roder.domain.periods import Month
from roder.formats.sie.checks import prove_from_sums
from roder.formats.sie.letter_counts import encoding_of
from roder.formats.sie.mixed_reading import MixedReading
from roder.formats.sie.movements import Movements
from roder.formats.sie.recognition import foreign_content
from roder.formats.sie.records import SieHeader
from roder.formats.sie.sources import Source
from roder.formats.sie.to_arrow import columns_of_dimensions
from roder.formats.sie.to_arrow import posting_schema
from roder.formats.sie.walk import LOOKED_AT
from roder.formats.sie.walk import Walk
from roder.formats.sie.walk import object_dimensions

if TYPE_CHECKING:
    import os
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from roder.domain.problems import Problem
    from roder.domain.proofs import Proof
    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieBudgetRow

    Origin = str | os.PathLike[str] | bytes


def scan_sie(
    origin: Origin,
    *,
    threads: int = 2,
    dimension_columns: Mapping[int, str] = facts.DIMENSION_OF_NUMBER,
    on_progress: Callable[[int, int], None] | None = None,
) -> SieScan:
    r"""Return the scan of a file (its path) or of bytes; nothing is read before ``batches`` is walked.

    ``dimension_columns`` is SIE dimension number to column, each column once. ``on_progress`` is
    told the bytes done and the bytes in all.

    >>> scan = scan_sie(b'#FLAGGA 0\n#SIETYP 4\n#VER A 1 20180425\n{\n#TRANS 1930 {} 0\n}\n')
    >>> [batch.num_rows for batch in scan.batches()], scan.movements.vouchers
    ([1], 1)
    """
    return SieScan(origin, threads=threads, mapping=dimension_columns, on_progress=on_progress)


class SieScan:
    """One pass over a file. ``batches`` first; the other facts are complete when it is exhausted.

    ``header``, ``balances``, ``budget_rows``, ``problems``, ``encoding``, ``checksum`` (computed,
    ``None`` without #KSUMMA) and ``movements`` equal what the plain reader gives.
    """

    def __init__(
        self,
        origin: Origin,
        *,
        threads: int,
        mapping: Mapping[int, str],
        on_progress: Callable[[int, int], None] | None = None,
        object_dimensions: frozenset[int] = frozenset(),
    ) -> None:
        if len(set(mapping.values())) != len(mapping):
            msg = "two dimensions share a column"
            raise ValueError(msg)
        self.header = SieHeader()
        self.balances: list[SieBalance] = []
        self.budget_rows: list[SieBudgetRow] = []
        self.problems: list[Problem] = []
        self.movements = Movements()
        self.encoding = self.header.encoding
        self.checksum: int | None = None
        self.schema = posting_schema(columns_of_dimensions(mapping))
        self._origin = origin
        self._threads = max(threads, 1)
        self._mapping = dict(mapping)
        self._on_progress = on_progress
        self._object_dimensions = object_dimensions
        self._sha256 = ""

    @property
    def sha256(self) -> str:
        """The file's SHA-256 in hexadecimal; computed when first asked for."""
        if not self._sha256:
            source = Source(self._origin)
            self._sha256 = source.sha256()
            source.close()
        return self._sha256

    @property
    def vouchers(self) -> int:
        """How many vouchers were read."""
        return self.movements.vouchers

    @property
    def postings(self) -> int:
        """How many postings count; as many rows were given."""
        return self.movements.postings

    @property
    def first_month(self) -> Month | None:
        """The earliest month with a voucher, ``None`` without vouchers."""
        month = min((month for _account, month in self.movements.by_account), default=None)
        return None if month is None else Month.from_number(month)

    @property
    def last_month(self) -> Month | None:
        """The latest month with a voucher, ``None`` without vouchers."""
        month = max((month for _account, month in self.movements.by_account), default=None)
        return None if month is None else Month.from_number(month)

    def proofs(self) -> list[Proof]:
        """Return every proof that the file has the rows for; see ``checks.prove``."""
        self._complete_objects()
        return prove_from_sums(self.header, self.balances, self.movements, self.checksum)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the postings in file order; to be walked once."""
        source = Source(self._origin)
        try:
            foreign = _foreign(source)
            if foreign is not None:
                self.problems = [foreign]
                return
            with ThreadPoolExecutor(self._threads) as pool:
                self.encoding = encoding_of(source, pool.map)
                reading = MixedReading(self.encoding)
                walk = Walk(
                    source,
                    reading,
                    self.encoding,
                    self._mapping,
                    self.schema,
                    self._object_dimensions,
                    self._on_progress,
                )
                self.movements = walk.movements
                yield from walk.batches(pool, self._threads)
            self._object_dimensions = walk.object_dimensions
            self._finish(reading)
        finally:
            source.close()

    def _complete_objects(self) -> None:
        """Sum by object anew when the rows that state such sums came after vouchers."""
        wanted = object_dimensions(self.balances)
        if wanted <= self._object_dimensions:
            return
        again = SieScan(self._origin, threads=self._threads, mapping=self._mapping, object_dimensions=wanted)
        deque(again.batches(), maxlen=0)
        self.movements.by_object = again.movements.by_object
        self._object_dimensions = wanted

    def _finish(self, reading: MixedReading) -> None:
        file = reading.finish()
        self.header, self.problems = file.header, file.problems
        self.balances, self.budget_rows = file.balances, file.budget_rows
        self.checksum = file.computed_checksum


def _foreign(source: Source) -> Problem | None:
    head = source.read(0, LOOKED_AT)
    if not head.strip(b" \t\r\n\x1a\x00\xef\xbb\xbf"):
        head = source.read(0, source.size)
    return foreign_content(head)


def postings_table(origin: Origin, *, threads: int = 2) -> pa.Table:
    r"""Return all postings of a file as one table in memory; faults are not told.

    >>> postings_table(b"#FLAGGA 0\\n").num_rows
    0
    """
    scan = scan_sie(origin, threads=threads)
    return pa.Table.from_batches(scan.batches(), schema=scan.schema)
