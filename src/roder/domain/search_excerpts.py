"""Where in a text the answer stands: a few lines around it, with the found words told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roder.domain.search_words import INNER_PART
from roder.domain.search_words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from roder.domain.search_words import SearchTerm

EXCERPT_LENGTH = 220
LEAD = 60
"""So many characters at most stand before the first word found."""

_CUT = "…"


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of a text; ``is_found`` when it is a word that was asked for."""

    text: str
    is_found: bool = False


def found_in(text: str, terms: Sequence[SearchTerm], *, inside: bool = False) -> list[TextPiece]:
    """Return a text in pieces, the words asked for told apart; ``inside`` also within longer words.

    >>> from roder.domain.search_words import terms
    >>> [piece.text for piece in found_in("Alla skolor i kommunen", terms("skola")) if piece.is_found]
    ['skolor']
    """
    pattern = _pattern(terms, inside=inside)
    return list(_pieces(text, pattern)) if pattern else _whole(text)


def excerpt(text: str, terms: Sequence[SearchTerm], length: int = EXCERPT_LENGTH) -> list[TextPiece]:
    """Return about ``length`` characters of a plain text around the first word asked for.

    >>> from roder.domain.search_words import terms
    >>> "".join(piece.text for piece in excerpt("Vi cyklar mer och mer till arbetet.", terms("arbete"), 12))
    '…arbetet.'
    """
    pattern = _pattern(terms)
    match = pattern.search(folded(text)) if pattern else None
    lead = min(LEAD, length // 3)
    begin = _word_start(text, max(0, match.start() - lead), match.start()) if match else 0
    end = _word_end(text, begin, begin + length)
    shown = f"{_CUT if begin else ''}{text[begin:end]}{_CUT if end < len(text) else ''}"
    return list(_pieces(shown, pattern)) if pattern else _whole(shown)


def _pattern(terms: Sequence[SearchTerm], *, inside: bool = False) -> re.Pattern[str] | None:
    choices = []
    for term in terms:
        for one in term.beginnings:
            before = "" if inside and len(one) >= INNER_PART else r"(?<![^\W_])"
            after = r"(?![^\W_])" if term.is_whole else r"[^\W_]*"
            choices.append(f"{before}{re.escape(one)}{after}")
    return re.compile("|".join(choices)) if choices else None


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[TextPiece]:
    at = 0
    for match in pattern.finditer(folded(text)):
        if match.start() > at:
            yield TextPiece(text[at : match.start()])
        yield TextPiece(text[match.start() : match.end()], is_found=True)
        at = match.end()
    if at < len(text):
        yield TextPiece(text[at:])


def _whole(text: str) -> list[TextPiece]:
    return [TextPiece(text)] if text else []


def _word_start(text: str, at: int, latest: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at, latest)
    return latest if space < 0 else space + 1


def _word_end(text: str, begin: int, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", begin + 1, at + 1)
    return at if space < 0 else space
