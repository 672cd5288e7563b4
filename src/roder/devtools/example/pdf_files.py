"""A plain PDF of text, written by hand: enough for an example document that can be opened, searched and kept.

One standard font in WinAnsi letters, A4, lines wrapped by count; no library is needed for it.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 595, 842
_MARGIN = 64
_LETTERS_A_LINE = 82
_LINES_A_PAGE = 44
_SIZE, _LEADING = 11, 16
_HEADING_SIZE = 18


def text_pdf(title: str, paragraphs: Iterable[str]) -> bytes:
    """Return a PDF with the title as a heading and the paragraphs below, on as many pages as are needed."""
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += [*textwrap.wrap(paragraph, _LETTERS_A_LINE), ""]
    pages = [lines[at : at + _LINES_A_PAGE] for at in range(0, max(1, len(lines)), _LINES_A_PAGE)]
    return _file(title, [_content(title if number == 0 else "", page) for number, page in enumerate(pages)])


def _content(heading: str, lines: Sequence[str]) -> bytes:
    top = _HEIGHT - _MARGIN
    parts = [b"BT"]
    if heading:
        parts.append(b"/F1 %d Tf %d %d Td (%s) Tj" % (_HEADING_SIZE, _MARGIN, top, _text(heading)))
        parts.append(b"0 %d Td" % -(2 * _LEADING))
    else:
        parts.append(b"%d %d Td" % (_MARGIN, top))
    parts.append(b"/F1 %d Tf %d TL" % (_SIZE, _LEADING))
    parts += [b"(%s) Tj T*" % _text(line) for line in lines]
    return b"\n".join([*parts, b"ET"])


def _text(text: str) -> bytes:
    content = text.encode("cp1252", "replace")
    return content.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(title: str, contents: Sequence[bytes]) -> bytes:
    """Return the objects, their table of places and the trailer. Object 4 on are page and content in turn."""
    first_page = 5
    kids = b" ".join(b"%d 0 R" % (first_page + 2 * number) for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (sv) /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % _text(title),
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (_WIDTH, _HEIGHT, first_page + 2 * number + 1),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    written += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(written)
