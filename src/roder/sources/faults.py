"""What can go wrong between us and a source, each with what to do, in both languages."""

from __future__ import annotations

from typing import ClassVar


class SourceError(Exception):
    """A source could not be used. ``where`` is the address or the file, ``detail`` what was seen there.

    >>> SourceBusyError("https://example.se/kpi", "429").message("en")
    'The source had no time for us (https://example.se/kpi: 429). Nothing was changed. Try again in a while.'
    """

    code: ClassVar[str]
    english: ClassVar[str]
    swedish: ClassVar[str]

    def __init__(self, where: str, detail: str) -> None:
        super().__init__(f"{where}: {detail}")
        self.where = where
        self.detail = detail

    def message(self, language: str) -> str:
        """Return the sentence in Swedish for ``sv…``, else in English."""
        sentence = self.swedish if language.startswith("sv") else self.english
        return sentence.format(where=self.where, detail=self.detail)


class SourceUnreachableError(SourceError):
    """No connection, or one that broke or fell silent, and stayed so when tried again."""

    code = "source_unreachable"
    english = (
        "The source cannot be reached ({where}: {detail}). Nothing was changed. See whether this server may "
        "reach the internet, or import a stored file instead."
    )
    swedish = (
        "Källan går inte att nå ({where}: {detail}). Inget har ändrats. Kontrollera att servern når internet, "
        "eller läs in en sparad fil i stället."
    )


class SourceBusyError(SourceError):
    """The source asked us to wait (429) or failed (5xx) each time it was asked."""

    code = "source_busy"
    english = "The source had no time for us ({where}: {detail}). Nothing was changed. Try again in a while."
    swedish = "Källan hann inte svara ({where}: {detail}). Inget har ändrats. Försök igen om en stund."


class SourceRefusedError(SourceError):
    """The source says that what was asked for is wrong or is not there (4xx)."""

    code = "source_refused"
    english = (
        "The source refused the question ({where}: {detail}). Nothing was changed. See whether the codes are "
        "right and still exist."
    )
    swedish = (
        "Källan avvisade frågan ({where}: {detail}). Inget har ändrats. Kontrollera att koderna är rätt och "
        "finns kvar."
    )


class SourceAnswerError(SourceError):
    """The answer is no JSON, has another shape than the documented one, was cut off, or is too large."""

    code = "source_answer"
    english = (
        "The answer cannot be used ({where}: {detail}). Nothing was changed. Try again; if it stays so, the "
        "source may have changed its form."
    )
    swedish = (
        "Svaret går inte att använda ({where}: {detail}). Inget har ändrats. Försök igen; om felet består kan "
        "källan ha ändrat sitt format."
    )


class SourceAddressError(SourceError):
    """The address is neither HTTPS nor on this machine, so anyone on the way could change the figures."""

    code = "source_address"
    english = (
        "The address is not safe ({where}: {detail}). Give one that begins with https:// in the settings."
    )
    swedish = "Adressen är inte säker ({where}: {detail}). Ange en som börjar med https:// i inställningarna."


class TooManyCellsError(SourceError):
    """More cells are asked for than one answer may hold."""

    code = "too_many_cells"
    english = (
        "The selection is too large ({where}: {detail}). Nothing was fetched. Choose fewer values or years."
    )
    swedish = "Urvalet är för stort ({where}: {detail}). Inget har hämtats. Välj färre värden eller färre år."
