"""Compile the kernel when Roder is set up, so that no one waits for it at the first import."""

from __future__ import annotations

from roder.formats.sie import kernel
from roder.formats.sie.compiled import EntryPoint
from roder.formats.sie.scan import postings_table

_SAMPLE = (
    b"#FLAGGA 0\n#KSUMMA\n#SIETYP 4\n"
    b'#VER A 1 20180425 "L\x94ner"\n{\n#TRANS 5020 {1 "4110"} 1.50\n#TRANS 1930 {} -1.50\n}\n'
    b"#KSUMMA 0\n"
)


def entry_points() -> list[EntryPoint]:
    """Return the compiled functions of the kernel."""
    return [value for value in vars(kernel).values() if isinstance(value, EntryPoint)]


def warm() -> bool:
    """Compile what is not yet kept on disk and read a small file; return whether all is kept now.

    Takes some twenty seconds the first time and a fraction of a second after. ``False`` means that
    no folder for compiled code can be written, so that every process compiles anew.

    >>> warm() in (True, False)
    True
    """
    for entry in entry_points():
        entry.make_ready()
    postings_table(_SAMPLE, threads=1)
    return all(entry.is_kept() for entry in entry_points())


if __name__ == "__main__":
    warm()
