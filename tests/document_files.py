"""Files as people send them in, whole and spoilt, made anew for each test."""

from __future__ import annotations

import io
import zipfile

import pypdf

from roder.devtools.example.pdf_files import text_pdf

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def pdf(title: str = "Cykelplan", *paragraphs: str) -> bytes:
    return text_pdf(title, paragraphs or ("Fler ska cykla till arbetet (även på vintern).",))


def locked_pdf(password: str) -> bytes:
    """A PDF that cannot be read without a password; with an empty one it is only locked against changes."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf()))
    writer.encrypt(password, owner_password="ägaren", algorithm="AES-256")
    return _written(writer)


def scanned_pdf() -> bytes:
    """A PDF whose pages hold no text, as a scanner makes them."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    return _written(writer)


def _written(writer: pypdf.PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def docx(*paragraphs: str, macros: bool = False) -> bytes:
    text = "".join(f"<w:p><w:r><w:t>{one}</w:t><w:tab/><w:t>slut</w:t></w:r></w:p>" for one in paragraphs)
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{text}</w:body></w:document>',
    }
    if macros:
        members["word/vbaProject.bin"] = "x"
    return packed(members)


def odt(*paragraphs: str) -> bytes:
    text = "".join(f"<text:p>{one} <text:span>fet</text:span></text:p>" for one in paragraphs)
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{OPEN_TEXT}">'
                f"<text:h>Rubrik</text:h>{text}</office:document-content>"
            ),
        }
    )


def packed(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


WINDOWS_PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(2000)
"""What a renamed .exe begins with."""
