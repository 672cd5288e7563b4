"""Words as the search knows them: how a text is cut into words, and which beginnings a question asks for.

A word of a question is cut back to what its inflected forms have in common, and every word that begins
so is found: no stems are stored, so both databases answer alike (docs/algorithms/search.md).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_WORD = 64
MOST_TERMS = 12
LEAST_BEGINNING = 3
"""A shorter word is sought as it is: VA, IT."""
INNER_PART = 4
"""So many letters must a word have to be looked for inside the words of a title."""

_WORD = re.compile(r"[^\W_]+")
_BROKEN = re.compile(r"(?<=[a-zåäöé])[-\u2010\u2011]\s*\n\s*(?=[a-zåäöé])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_KEPT = frozenset("åäö")

# What carries no meaning in a question. They are found as well as any word when they stand alone.
_SWEDISH_SMALL_WORDS = """
    alla att av de den det efter ej en ett från för hos i in inom med mot mellan men när och om på samt
    som så till under upp ur utan var vid vad är åt över
"""
_ENGLISH_SMALL_WORDS = "a an and are as at by for from in is of on or the to with"
_SMALL_WORDS = frozenset((_SWEDISH_SMALL_WORDS + _ENGLISH_SMALL_WORDS).split())

_AFTER_GENITIVE = ("arna", "erna", "orna", "ena", "an", "ar", "en", "er", "et", "or", "na")
_ENDINGS = (*_AFTER_GENITIVE[:4], "ade", *_AFTER_GENITIVE[4:], "ad", "at", "a", "e", "t")
_LEAST_LEFT = {1: 4, 2: 3, 3: 4, 4: 4}
_LEAST_LEFT_OF = {"ad": 4, "at": 4}
_DEFINITE_N = re.compile(r".{3,}[iyoöålr]n\Z")
_DOUBLE_T = re.compile(r".{3,}[iyåö]tt\Z")

# Vowels that change, by the end of the word: a compound follows its last part.
_CHANGING = (
    ("stad", "städer"),
    ("strand", "stränder"),
    ("land", "länder"),
    ("hand", "händer"),
    ("bok", "böcker"),
    ("ledamot", "ledamöter"),
    ("natt", "nätter"),
    ("son", "söner"),
    ("dotter", "döttrar"),
)
_DECLENSIONS = ("", "en", "ens", "s", "et", "ets", "na", "nas")
_LOST_E = re.compile(r"(.{2,}[^aeiouyåäö])(el|l(?:ar|er|or)(?:na)?s?)\Z")


@dataclass(frozen=True, slots=True)
class SearchText:
    """What can be found under one kind and key."""

    kind: str
    key: str
    title: str
    body: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One word of a question: a word that begins in any of these ways answers it; ``is_whole`` only as it is."""

    beginnings: tuple[str, ...]
    is_whole: bool = False

    @property
    def is_sought_inside(self) -> bool:
        """Whether the word is long enough to be looked for inside the words of a title."""
        return not self.is_whole and all(len(one) >= INNER_PART for one in self.beginnings)


def plain_text(text: str) -> str:
    r"""Return a text in one form: composed letters, one space between words, words joined over lines.

    >>> plain_text("kommun-\nfullma\u0308ktige  be\u00adslutar")
    'kommunfullmäktige beslutar'
    """
    composed = _CONTROL.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(_BROKEN.sub("", composed).split())


def folded(text: str) -> str:
    """Return a plain text in lower case, accents but those of å, ä and ö taken away, letter for letter.

    >>> folded("Idé för Åsa")
    'ide för åsa'
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(letter.lower()[:1] for letter in text)
    if lower.isascii():
        return lower
    return "".join(map(_folded_letter, lower))


def _folded_letter(letter: str) -> str:
    if letter.isascii() or letter in _KEPT:
        return letter
    return unicodedata.normalize("NFD", letter)[0]


def words(text: str) -> list[str]:
    """Return the words of a text, in order.

    >>> words("VA-planen, dnr KS 15/283")
    ['va', 'planen', 'dnr', 'ks', '15', '283']
    """
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded(plain_text(text)))]


def inner_parts(title_words: list[str]) -> list[str]:
    """Return the ends of long words, so that ``planen`` is found inside ``cykelplanen``.

    >>> inner_parts(["cykelplan"])
    ['elplan', 'lplan', 'plan']
    """
    return [
        word[at:] for word in title_words for at in range(INNER_PART - 1, max(0, len(word) - INNER_PART + 1))
    ]


def terms(question: str) -> list[SearchTerm]:
    """Return what a question asks for; an answer has every term. Empty when it asks for nothing.

    >>> [term.beginnings for term in terms("Strategi för skolorna")]
    [('strategi',), ('skol',)]
    """
    asked = list(dict.fromkeys(words(question)))
    telling = [word for word in asked if word not in _SMALL_WORDS] or asked
    return [_term(word) for word in telling[:MOST_TERMS]]


def _term(word: str) -> SearchTerm:
    if len(word) < LEAST_BEGINNING or word in _SMALL_WORDS:
        return SearchTerm((word,), is_whole=True)
    found = _changing_forms(word) or [stem(word), *_forms_with_lost_e(word)]
    return SearchTerm(tuple(one for one in dict.fromkeys(found) if not _begins_with_another(one, found)))


def _begins_with_another(one: str, found: list[str]) -> bool:
    return any(one != other and one.startswith(other) for other in found)


def stem(word: str) -> str:
    """Return what a word has in common with its inflected forms; a word with a figure in it is kept whole.

    >>> stem("skolornas"), stem("målet"), stem("programmen"), stem("plan")
    ('skol', 'mål', 'program', 'plan')
    """
    if not word.isalpha():
        return word
    base = word
    endings: tuple[str, ...] = _ENDINGS
    if word.endswith("s") and not word.endswith("ss") and len(word) > LEAST_GENITIVE:
        base, endings = word[:-1], _AFTER_GENITIVE
    cut = _without_ending(base, endings)
    if cut != base and cut.endswith(("mm", "nn")):
        return cut[:-1]
    return cut


LEAST_GENITIVE = 4
"""A word of so many letters or fewer keeps its s: ``hus``, ``kurs``."""


def _without_ending(base: str, endings: tuple[str, ...]) -> str:
    if _DOUBLE_T.match(base):
        return base[:-2]
    for ending in endings:
        least = _LEAST_LEFT_OF.get(ending, _LEAST_LEFT[len(ending)])
        if base.endswith(ending) and len(base) - len(ending) >= least:
            return base[: -len(ending)]
    return base[:-1] if _DEFINITE_N.match(base) else base


def _changing_forms(word: str) -> list[str]:
    """Return both beginnings of a word whose vowel changes: städer of stad."""
    for one, many in _CHANGING:
        for said in (one, many):
            for ending in _DECLENSIONS:
                if word.endswith(said + ending):
                    front = word[: -len(said + ending)]
                    return [front + one, front + many]
    return []


def _forms_with_lost_e(word: str) -> list[str]:
    """Return beginnings of forms that lose or regain an e: cyklar of cykel."""
    match = _LOST_E.match(word)
    if match is None:
        return []
    if match[2] == "el":
        return [match[1] + ending for ending in ("lar", "ler", "lor")]
    return [match[1] + "el"]
