"""What a workbook holds that its values do not tell: formulas, errors, merged cells, hidden rows, macros, a password.

Nothing is unpacked before its size is known, and a sheet is read as a stream: memory does not grow with it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from roder.formats.tabular.workbook_writing import column_letters

if TYPE_CHECKING:
    from typing import IO

    from roder.formats.tabular.problem_log import ProblemLog

LARGEST_FILE_MB = 20
LARGEST_UNPACKED_MB = 64
LARGEST_CELLS = 4_000_000
"""Room that the reader may take: rows up to the last times columns up to the last."""
MAX_ODD_CELLS = 1_000
MAX_PARTS = 5_000
MAX_SHOWN = 60
"""So much of a formula or a value is shown."""

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODD_TYPES = {"e": "cell_error", "b": "cell_boolean"}
_RELATION = re.compile(r"\}id\Z")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z", re.ASCII)
_SHEETS = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True, slots=True, order=True)
class OddCell:
    """A cell whose value is not simply a value: ``code`` is the fault that it is where a value belongs.

    ``row`` is 1-based as in the sheet, ``column`` 0-based.
    """

    row: int
    column: int
    code: str
    shown: str = ""

    @property
    def reference(self) -> str:
        """The cell's name in the sheet.

        >>> OddCell(14, 5, "cell_formula").reference
        'F14'
        """
        return f"{column_letters(self.column)}{self.row}"


@dataclass(slots=True)
class SheetLook:
    """What stands in a sheet beside its values."""

    odd: list[OddCell] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)


def package_is_usable(content: bytes, log: ProblemLog) -> bool:
    """Return whether a file that is no text can be read as an .xlsx; notes why not."""
    if len(content) > LARGEST_FILE_MB << 20:
        log.add("file_too_heavy", limit=LARGEST_FILE_MB)
    elif content.startswith(_OLE):
        log.add("workbook_encrypted" if _ENCRYPTED in content else "workbook_old_form")
    else:
        _look_at_parts(content, log)
    return not log.refuses


def _look_at_parts(content: bytes, log: ProblemLog) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        log.add("unreadable_workbook", reason="zip")
        return
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        log.add("workbook_encrypted")
    elif len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED_MB << 20:
        log.add("workbook_bomb", limit=LARGEST_UNPACKED_MB)
    elif _SHEETS not in names:
        log.add("workbook_old_form")
    elif any(name.endswith("vbaProject.bin") for name in names):
        log.add("workbook_macros")
    elif any(name.startswith("xl/externalLinks/") for name in names):
        log.add("workbook_links")


def look_at_sheet(content: bytes, sheet: str, log: ProblemLog) -> SheetLook:
    """Return what a sheet of a usable workbook holds beside its values; a broken or too wide one is noted."""
    look = SheetLook()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_part(archive, sheet)) as part:
            _Reading(look, log).read(part)
    except (
        expat.ExpatError,
        etree.XMLSyntaxError,
        StopIteration,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        EOFError,
        OSError,
    ) as error:
        log.add("unreadable_workbook", reason=" ".join(str(error).split())[:60] or type(error).__name__)
    return look


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of a sheet's part; raises ``KeyError``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    book = etree.fromstring(archive.read(_SHEETS), parser)
    wanted = next(each for each in book.iter("{*}sheet") if each.get("name") == sheet)
    key = next(value for name, value in wanted.attrib.items() if _RELATION.search(str(name)))
    relations = etree.fromstring(archive.read(_RELATIONS), parser)
    target = next(str(each.get("Target")) for each in relations if each.get("Id") == key)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


class _DoctypeError(ValueError):
    """A sheet that declares a document type: no spreadsheet writes one, and entities are declared there."""


class _Reading:
    """Reads a sheet as a stream, and keeps only what is odd."""

    def __init__(self, look: SheetLook, log: ProblemLog) -> None:
        self._look = look
        self._log = log
        self._row = self._column = self._last_row = self._last_column = 0
        self._type = ""
        self._held: dict[str, str] = {}
        self._inside = ""

    def read(self, part: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.ParseFile(part)
        if self._last_row * self._last_column > LARGEST_CELLS:
            self._log.add("workbook_bomb", limit=LARGEST_UNPACKED_MB)

    def _doctype(self, name: str, *_rest: object) -> None:
        raise _DoctypeError(name)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("f", "v", "is"):
            self._inside = name
            self._held.setdefault(name, "")
        elif name == "row":
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0
            if attributes.get("hidden") in ("1", "true") and len(self._look.hidden_rows) < MAX_ODD_CELLS:
                self._look.hidden_rows.append(self._row)
        elif name == "mergeCell" and len(self._look.merged) < MAX_ODD_CELLS:
            self._look.merged.append(attributes.get("ref", ""))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        match = _REFERENCE.match(attributes.get("r", ""))
        at = _column_index(match[1]) if match else self._column
        self._column = at + 1
        self._type = attributes.get("t", "")
        self._held.clear()

    def _text(self, text: str) -> None:
        if self._inside and len(self._held[self._inside]) < MAX_SHOWN:
            self._held[self._inside] += text[:MAX_SHOWN]

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("f", "v", "is"):
            self._inside = ""
        elif name == "c" and self._held:
            self._end_cell()

    def _end_cell(self) -> None:
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        code, shown = "", self._held.get("v", "")
        if "f" in self._held:
            code, shown = "cell_formula", f"={self._held['f']}"
        elif self._type in _ODD_TYPES:
            code = _ODD_TYPES[self._type]
        if code and len(self._look.odd) < MAX_ODD_CELLS:
            self._look.odd.append(OddCell(self._row, self._column - 1, code, shown))


def _column_index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cells_of_range(reference: str) -> tuple[int, int, int, int] | None:
    """Return first row (1-based), first column (0-based), last row and last column of a range, ``None`` if it is none.

    >>> cells_of_range("F14:G15")
    (14, 5, 15, 6)
    """
    first, _, last = reference.partition(":")
    ends = [_REFERENCE.match(end) for end in (first, last or first)]
    if not ends[0] or not ends[1]:
        return None
    return int(ends[0][2]), _column_index(ends[0][1]), int(ends[1][2]), _column_index(ends[1][1])
