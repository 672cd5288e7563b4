from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from roder.apps.search.models import SearchRow
from roder.apps.search.word_index import counts_by_kind
from roder.apps.search.word_index import found_ids
from roder.domain.search_excerpts import excerpt
from roder.domain.search_excerpts import found_in
from roder.domain.search_words import terms

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from roder.domain.search_excerpts import TextPiece
    from roder.domain.search_words import SearchText

PAGE_SIZE = 20
LONGEST_QUESTION = 200
MOST_KEYS = 10_000


class SearchSource(Protocol):
    """Gives everything of one kind that can be found, as it stands now; named in settings.SEARCH_SOURCES."""

    def __call__(self) -> Iterable[SearchText]: ...


@dataclass(frozen=True)
class Hit:
    """One thing found: its title and an excerpt, in pieces of which some are the words asked for."""

    kind: str
    key: str
    organisation: str
    title: list[TextPiece]
    excerpt: list[TextPiece]


@dataclass(frozen=True)
class Found:
    """One page of what was found, and how much there is of each kind."""

    question: str
    hits: list[Hit] = field(default_factory=list)
    counts: Mapping[str, int] = field(default_factory=dict)
    kind: str = ""
    page: int = 1

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def pages(self) -> int:
        shown = self.counts.get(self.kind, 0) if self.kind else self.total
        return max(1, -(-shown // PAGE_SIZE))


def search(question: str, *, kind: str = "", page: int = 1) -> Found:
    """Return what has every word of the question, the best answers first; an empty question finds nothing."""
    asked = " ".join(question.split())[:LONGEST_QUESTION]
    sought = terms(asked)
    if not sought:
        return Found(asked, kind=kind)
    ids = found_ids(sought, kind=kind, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    rows = SearchRow.objects.only("kind", "key", "organisation", "title", "body").in_bulk(ids)
    hits = [
        Hit(
            row.kind,
            row.key,
            row.organisation,
            found_in(row.title, sought, inside=True),
            excerpt(row.body, sought),
        )
        for row in (rows[number] for number in ids if number in rows)
    ]
    return Found(asked, hits, counts_by_kind(sought), kind, page)


def found_keys(question: str, *, kind: str) -> set[str]:
    """Return the keys of everything of a kind that has every word of the question: to narrow a list by."""
    sought = terms(question[:LONGEST_QUESTION])
    ids = found_ids(sought, kind=kind, limit=MOST_KEYS, offset=0) if sought else []
    return set(SearchRow.objects.filter(pk__in=ids).values_list("key", flat=True))


def sources() -> dict[str, SearchSource]:
    """Return where each kind's texts come from."""
    return {kind: import_string(path) for kind, path in settings.SEARCH_SOURCES.items()}


def digest_of(text: SearchText) -> str:
    """Return what tells one text from another."""
    parts = json.dumps([text.organisation, text.title, text.body], ensure_ascii=False)
    return hashlib.sha256(parts.encode("utf-8", "replace")).hexdigest()


def differing_kinds() -> list[str]:
    """Return the kinds whose search rows are not what their source gives; also kinds without a source."""
    known = sources()
    kept: dict[str, dict[str, str]] = {}
    for kind, key, digest in SearchRow.objects.values_list("kind", "key", "digest").iterator():
        kept.setdefault(kind, {})[key] = digest
    given = {kind: {text.key: digest_of(text) for text in source()} for kind, source in known.items()}
    return sorted(kind for kind in {*kept, *given} if kept.get(kind, {}) != given.get(kind, {}))
