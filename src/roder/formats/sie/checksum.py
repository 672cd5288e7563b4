"""#KSUMMA: the file's own check that nothing was lost or changed on the way.

An ordinary reflected CRC-32 over the CP437 bytes of the label and fields of every record between
the two #KSUMMA, with nothing in between. Source: DOMAIN 4.5; SIE filformat utgåva 4B, 11.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from roder.formats.sie.lexer import Field
    from roder.formats.sie.lexer import Line


def update(crc: int, tokens: Sequence[Field]) -> int:
    """Return the checksum after one more record: its label and fields. Start from 0.

    Letters beyond code page 437 count as ``?``, so a file that was recoded with loss does not pass.

    >>> update(update(0, ["#PROGRAM", "Styrning"]), ["#FORMAT", "PC8"])
    4014086218
    """
    text = "".join([token if isinstance(token, str) else "".join(token) for token in tokens])
    return zlib.crc32(text.encode("cp437", "replace"), crc)


class Checksum:
    """Follows the records of a file in order and keeps the checksum between its two #KSUMMA.

    ``value`` is ``None`` until a #KSUMMA has begun it.
    """

    def __init__(self) -> None:
        self.value: int | None = None
        self.is_open = False
        self.is_closed = False

    def take(self, line: Line) -> None:
        """Count a record in, or begin or end at a #KSUMMA."""
        if line.label == "#KSUMMA":
            if not self.is_closed and self.is_open and line.fields:
                self.is_open, self.is_closed = False, True
            elif not self.is_closed and not self.is_open and not line.fields:
                self.is_open, self.value = True, 0
        elif self.is_open and line.label.startswith("#") and self.value is not None:
            self.value = update(self.value, [line.written, *line.fields])
