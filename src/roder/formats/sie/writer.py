"""SIE files written, types 1 to 4: code page 437, in the standard's order, with #KSUMMA.

``write_sie`` writes a whole file of values; ``SieWriter`` streams, for files too large to hold.
Source: DOMAIN 4.2 to 4.5; SIE filformat utgåva 4B.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING
from typing import Final

from roder.domain.facts import BalanceKind
from roder.domain.money import kronor_text
from roder.formats.sie.completeness import EXPORT
from roder.formats.sie.completeness import IMPORT_ONLY
from roder.formats.sie.completeness import TYPES
from roder.formats.sie.pieces import Piece
from roder.formats.sie.pieces import SieWriteError
from roder.formats.sie.pieces import bare
from roder.formats.sie.pieces import day_piece
from roder.formats.sie.pieces import object_list
from roder.formats.sie.pieces import quantity_text
from roder.formats.sie.pieces import text_piece
from roder.formats.sie.pieces import until_last

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from roder.formats.sie.records import SieBalance
    from roder.formats.sie.records import SieBudgetRow
    from roder.formats.sie.records import SieFile
    from roder.formats.sie.records import SieHeader
    from roder.formats.sie.records import SiePosting
    from roder.formats.sie.records import SieVoucher

LF: Final = "\n"
CRLF: Final = "\r\n"

_YEAR_KINDS: Final = frozenset({BalanceKind.OPENING, BalanceKind.CLOSING, BalanceKind.RESULT})
_OBJECT_KINDS: Final = frozenset({BalanceKind.OBJECT_OPENING, BalanceKind.OBJECT_CLOSING})
_FLUSH_AT: Final = 1 << 16


def write_sie(
    file: SieFile, *, sie_type: str | None = None, newline: str = CRLF, checksum: bool = True
) -> bytes:
    """Return a file of values as SIE bytes of a type: ``1``, ``2``, ``3``, ``4E`` or ``4I``.

    Records that the type forbids are left out; ``sie_type`` is the file's own when ``None``.
    Raises ``SieWriteError`` on control characters in texts and on an unknown type.
    """
    kind = file.header.sie_type if sie_type is None else sie_type
    stream = io.BytesIO()
    writer = SieWriter(stream, newline=newline, checksum=checksum)
    writer.header(file.header, kind)
    writer.balances(_allowed(file.balances, kind))
    writer.budget_rows(row for row in file.budget_rows if _is_allowed_by_object(row, kind))
    if kind in (EXPORT, IMPORT_ONLY):
        for voucher in file.vouchers:
            writer.voucher(voucher)
    writer.close()
    return stream.getvalue()


def _allowed(rows: Iterable[SieBalance], kind: str) -> Iterable[SieBalance]:
    for row in rows:
        is_object = row.kind in _OBJECT_KINDS
        if (
            (row.kind in _YEAR_KINDS and kind != IMPORT_ONLY)
            or (is_object and kind in ("3", EXPORT))
            or (row.kind is BalanceKind.PERIOD and _is_allowed_by_object(row, kind))
        ):
            yield row


def _is_allowed_by_object(row: SieBalance | SieBudgetRow, kind: str) -> bool:
    return kind in ("3", EXPORT) or (kind == "2" and row.dimension is None)


class SieWriter:
    r"""Writes records to a binary stream in the order of the calls; ``close`` ends with #KSUMMA.

    Call ``header`` first, then ``balances`` and ``budget_rows``, then ``voucher`` as many times as
    there are vouchers, then ``close``. The stream itself is left open.

    >>> import io
    >>> stream = io.BytesIO()
    >>> writer = SieWriter(stream, newline="\n")
    >>> writer.record("#PROSA", "Löner")
    >>> writer.close()
    >>> stream.getvalue().decode("cp437").splitlines()
    ['#FLAGGA 0', '#KSUMMA', '#PROSA "Löner"', '#KSUMMA 4230276931']
    """

    def __init__(self, stream: BinaryIO, *, newline: str = CRLF, checksum: bool = True) -> None:
        self._stream = stream
        self._newline = newline
        self._has_checksum = checksum
        self._crc = 0
        self._lines: list[str] = ["#FLAGGA 0"] + (["#KSUMMA"] if checksum else [])
        self._counted: list[str] = []
        self._size = 0

    def record(self, label: str, *fields: str | int | Piece) -> None:
        """Write one record: texts are quoted, whole numbers and prepared pieces stand bare."""
        pieces = [text_piece(field) for field in fields]
        self._put(" ".join([label, *[written for written, _ in pieces]]))
        self._counted.append(label + "".join([counted for _, counted in pieces]))

    def header(self, header: SieHeader, sie_type: str) -> None:
        """Write identification, chart and dimensions as a type allows."""
        if sie_type not in TYPES:
            msg = f"no such SIE type: {sie_type}"
            raise SieWriteError(msg)
        self._identification(header, sie_type)
        for account in header.accounts.values():
            number = bare(account.number)
            self.record("#KONTO", number, account.name)
            if account.type:
                self.record("#KTYP", number, bare(account.type))
            if account.unit:
                self.record("#ENHET", number, account.unit)
            for code in account.sru:
                self.record("#SRU", number, bare(code))
        if sie_type in ("1", "2"):
            return
        for dimension in header.dimensions.values():
            parent = () if dimension.parent is None else (dimension.parent,)
            label = "#UNDERDIM" if parent else "#DIM"
            self.record(label, dimension.number, dimension.name, *parent)
        for (number_of, code), name in header.objects.items():
            self.record("#OBJEKT", number_of, code, name)

    def _identification(self, header: SieHeader, sie_type: str) -> None:
        self.record("#PROGRAM", header.program, header.program_version)
        self.record("#FORMAT", bare("PC8"))
        if header.generated is not None:
            self.record("#GEN", day_piece(header.generated), *_filled(header.generated_by))
        self.record("#SIETYP", bare(sie_type[0]))
        for prose in header.prose:
            self.record("#PROSA", prose)
        self._texts("#FTYP", header.company_type)
        self._texts("#FNR", header.company_id)
        self._texts("#ORGNR", header.organisation_number, header.acquisition_number, header.activity_number)
        if sie_type != IMPORT_ONLY:
            self._texts("#BKOD", header.sni_code)
        self._texts("#ADRESS", *header.address)
        self.record("#FNAMN", header.company_name)
        for offset, year in sorted(header.fiscal_years.items(), reverse=True):
            self.record("#RAR", offset, day_piece(year.start), day_piece(year.end))
        self._texts("#TAXAR", header.tax_year)
        if header.covers_to is not None and sie_type not in ("1", IMPORT_ONLY):
            self.record("#OMFATTN", day_piece(header.covers_to))
        self._texts("#KPTYP", header.chart_type)
        self._texts("#VALUTA", header.currency)

    def _texts(self, label: str, *texts: str) -> None:
        """Write a record of texts unless all are empty; empty ones at the end are left out."""
        last = max((place for place, text in enumerate(texts, 1) if text), default=0)
        if last:
            self.record(label, *texts[:last])

    def balances(self, rows: Iterable[SieBalance]) -> None:
        """Write balances as they come."""
        for row in rows:
            self._balance(f"#{row.kind.value}", row, by_object=row.kind not in _YEAR_KINDS)

    def budget_rows(self, rows: Iterable[SieBudgetRow]) -> None:
        """Write budget rows as they come."""
        for row in rows:
            self._balance("#PBUDGET", row, by_object=True)

    def _balance(self, label: str, row: SieBalance | SieBudgetRow, *, by_object: bool) -> None:
        fields: list[str | int | Piece] = [row.year]
        if row.month is not None:
            fields.append(row.month.number)
        fields.append(bare(row.account))
        if by_object:
            fields.append(object_list(() if row.dimension is None else ((row.dimension, row.object),)))
        fields.append(bare(kronor_text(row.amount_ore)))
        if row.quantity_micro is not None:
            fields.append(bare(quantity_text(row.quantity_micro)))
        self.record(label, *fields)

    def voucher(self, voucher: SieVoucher) -> None:
        """Write a voucher with its postings, added rows and deleted rows."""
        registered = "" if voucher.registered is None else f"{voucher.registered:%Y%m%d}"
        optional = until_last(voucher.text, (registered, registered) if registered else "", voucher.signature)
        self.record("#VER", voucher.series, voucher.number, day_piece(voucher.date), *optional)
        self._put("{")
        for posting in sorted((*voucher.postings, *voucher.deleted), key=lambda row: row.line):
            self._posting(f"#{posting.kind}", posting)
            if posting.kind == "RTRANS":
                self._posting("#TRANS", posting)
        self._put("}")

    def _posting(self, label: str, row: SiePosting) -> None:
        written, counted = object_list(row.objects)
        account, amount = bare(row.account)[0], kronor_text(row.amount_ore)
        line, summed = f"{label} {account} {written} {amount}", f"{label}{account}{counted}{amount}"
        if row.date is not None or row.text or row.quantity_micro is not None or row.signature:
            day = ("", "") if row.date is None else day_piece(row.date)
            quantity = "" if row.quantity_micro is None else bare(quantity_text(row.quantity_micro))
            for field in until_last(day if day[0] else "", row.text, quantity, row.signature):
                piece = text_piece(field)
                line, summed = f"{line} {piece[0]}", summed + piece[1]
        self._put(line)
        self._counted.append(summed)

    def close(self) -> None:
        """Write the checksum and hand everything to the stream."""
        self._flush()
        if self._has_checksum:
            self._put(f"#KSUMMA {self._crc}")
        self._flush()

    def _put(self, line: str) -> None:
        self._lines.append(line)
        self._size += len(line)
        if self._size > _FLUSH_AT:
            self._flush()

    def _flush(self) -> None:
        text = "".join([line + self._newline for line in self._lines])
        self._stream.write(text.encode("cp437"))
        self._crc = zlib.crc32("".join(self._counted).encode("cp437"), self._crc)
        self._lines.clear()
        self._counted.clear()
        self._size = 0


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
