"""All records but the vouchers: who, when, which years, the chart, the dimensions, the balances.

Records and fields: DOMAIN 4.3; SIE filformat utgåva 4B.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from roder.domain.periods import FiscalYear
from roder.formats.sie.balances import BALANCE_LABELS
from roder.formats.sie.balances import BalanceReader
from roder.formats.sie.fields import date_or_none
from roder.formats.sie.fields import day
from roder.formats.sie.fields import whole_number
from roder.formats.sie.lexer import text_of
from roder.formats.sie.records import SieAccount
from roder.formats.sie.records import SieDimension
from roder.formats.sie.records import SieHeader
from roder.formats.sie.vouchers import note_faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from roder.formats.sie.lexer import Line
    from roder.formats.sie.messages import ProblemLog

_TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "#PROGRAM": ("program", "program_version"),
    "#FORMAT": ("format",),
    "#SIETYP": ("declared_type",),
    "#FTYP": ("company_type",),
    "#FNR": ("company_id",),
    "#ORGNR": ("organisation_number", "acquisition_number", "activity_number"),
    "#BKOD": ("sni_code",),
    "#FNAMN": ("company_name",),
    "#TAXAR": ("tax_year",),
    "#KPTYP": ("chart_type",),
    "#VALUTA": ("currency",),
}
_FIELDS_DEMANDED: Final = {
    "#FLAGGA": 1,
    "#GEN": 1,
    "#SIETYP": 1,
    "#FNAMN": 1,
    "#RAR": 3,
    "#OMFATTN": 1,
    "#KONTO": 1,
    "#KTYP": 2,
    "#ENHET": 2,
    "#SRU": 2,
    "#DIM": 1,
    "#UNDERDIM": 3,
    "#OBJEKT": 2,
}
_MOST_CHECKSUM: Final = 2**32


class HeaderReader:
    """Takes every record outside vouchers, in order; ``header`` and ``rows`` hold what they say.

    ``seen`` is the set of labels met. Feed it with lexed lines; it never raises.

    >>> from roder.formats.sie.lexer import lex
    >>> from roder.formats.sie.messages import ProblemLog
    >>> reader = HeaderReader("cp437", ProblemLog())
    >>> reader.feed(1, lex('#RAR 0 20180101 20181231'))
    >>> reader.header.fiscal_years[0].year
    2018
    """

    def __init__(self, encoding: str, log: ProblemLog) -> None:
        self.header = SieHeader(encoding=encoding)
        self.rows = BalanceReader(log)
        self.seen: set[str] = set()
        self._log = log
        self._readers: dict[str, Callable[[int, list[str]], None]] = {
            "#FLAGGA": self._flag,
            "#KSUMMA": self._checksum,
            "#GEN": self._generated,
            "#PROSA": self._prose,
            "#ADRESS": self._address,
            "#RAR": self._fiscal_year,
            "#OMFATTN": self._covers_to,
            "#KONTO": self._account,
            "#KTYP": self._account_type,
            "#ENHET": self._unit,
            "#SRU": self._sru,
            "#DIM": self._dimension,
            "#UNDERDIM": self._dimension,
            "#OBJEKT": self._object,
        }

    def feed(self, number: int, line: Line) -> None:
        """Read one record; unknown labels are noted and ignored, as the standard demands."""
        note_faults(number, line, self._log)
        label = line.label
        if not label.startswith("#"):
            if label:
                self._log.add("stray_brace", number)
            return
        if label in BALANCE_LABELS:
            self.seen.add(label)
            self.rows.feed(number, line)
            return
        texts = [text_of(field) for field in line.fields]
        if len(texts) < _FIELDS_DEMANDED.get(label, 0):
            self.seen.add(label)
            self._log.add("field_missing", number, label=label)
        elif label in self._readers:
            self._readers[label](number, texts)
            self.seen.add(label)
        elif label in _TEXTS:
            self.seen.add(label)
            for name, text in zip(_TEXTS[label], texts, strict=False):
                setattr(self.header, name, text)
        else:
            self._log.add_distinct("label_unknown", label, number, label=label)

    def _flag(self, number: int, texts: list[str]) -> None:
        if "#FLAGGA" in self.seen:
            self._log.add("files_joined", number)
            return
        self.header.flag = whole_number(texts[0])
        if self.header.flag is None:
            self._unreadable("#FLAGGA", texts[0], number)
        elif self.header.flag == 1:
            self._log.add("already_imported", number)

    def _checksum(self, number: int, texts: list[str]) -> None:
        header = self.header
        if not texts:
            header.has_checksum_start = True
            return
        if not header.has_checksum_start:
            self._log.add("checksum_unstarted", number)
        elif header.declared_checksum is None:
            stated = texts[0]
            if stated.isascii() and stated.isdigit() and len(stated) <= len(str(_MOST_CHECKSUM)):
                header.declared_checksum = int(stated)
            else:
                self._unreadable("#KSUMMA", stated, number)

    def _generated(self, number: int, texts: list[str]) -> None:
        self.header.generated = date_or_none(texts[0], number, self._log)
        self.header.generated_by = texts[1] if len(texts) > 1 else ""

    def _prose(self, _number: int, texts: list[str]) -> None:
        self.header.prose = (*self.header.prose, " ".join(texts))

    def _address(self, _number: int, texts: list[str]) -> None:
        self.header.address = tuple(texts[:4])

    def _fiscal_year(self, number: int, texts: list[str]) -> None:
        offset = whole_number(texts[0])
        (start, _), (end, _) = day(texts[1]), day(texts[2])
        if offset is None or start is None or end is None or end < start:
            self._log.add("fiscal_year_unreadable", number, text=" ".join(texts[:3]))
            return
        year = FiscalYear(start, end)
        known = self.header.fiscal_years.setdefault(offset, year)
        if known != year:
            self._log.add("fiscal_year_unreadable", number, text=" ".join(texts[:3]))
            return
        months, most = len(year.months), 18
        if months > most:
            self._log.add(
                "fiscal_year_long", number, year=offset, start=str(start), end=str(end), months=months
            )

    def _covers_to(self, number: int, texts: list[str]) -> None:
        self.header.covers_to = date_or_none(texts[0], number, self._log)

    def _account(self, _number: int, texts: list[str]) -> None:
        account = self._account_of(texts[0])
        account.name = texts[1] if len(texts) > 1 else ""

    def _account_type(self, number: int, texts: list[str]) -> None:
        kind = texts[1].upper()
        if kind in ("T", "S", "K", "I"):
            self._account_of(texts[0]).type = kind
        else:
            self._unreadable("#KTYP", texts[1], number)

    def _unit(self, _number: int, texts: list[str]) -> None:
        self._account_of(texts[0]).unit = texts[1]

    def _sru(self, _number: int, texts: list[str]) -> None:
        account = self._account_of(texts[0])
        account.sru = (*account.sru, texts[1])

    def _account_of(self, number: str) -> SieAccount:
        return self.header.accounts.setdefault(number, SieAccount(number))

    def _dimension(self, number: int, texts: list[str]) -> None:
        dimension = whole_number(texts[0])
        parent = whole_number(texts[2]) if len(texts) > 2 else None  # noqa: PLR2004 - the third field
        if dimension is None or dimension < 0:
            self._log.add("dimension_unreadable", number, text=texts[0])
            return
        name = texts[1] if len(texts) > 1 else ""
        self.header.dimensions[dimension] = SieDimension(dimension, name, parent)

    def _object(self, number: int, texts: list[str]) -> None:
        dimension = whole_number(texts[0])
        if dimension is None or dimension < 0:
            self._log.add("dimension_unreadable", number, text=texts[0])
            return
        self.header.objects[dimension, texts[1]] = texts[2] if len(texts) > 2 else ""  # noqa: PLR2004 - the third field

    def _unreadable(self, label: str, text: str, number: int) -> None:
        self._log.add("field_unreadable", number, label=label, text=text)
