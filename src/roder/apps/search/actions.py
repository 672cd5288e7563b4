"""Keeping the search rows: called by the actions that write what can be found, in their transaction.

A row is a copy, so nothing of it stands in the history: the act that changed what it is a copy of does.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.db import connection
from django.db import transaction

from roder.apps.search import word_index
from roder.apps.search.models import SearchRow
from roder.apps.search.queries import digest_of
from roder.apps.search.queries import sources
from roder.domain.search_words import SearchText
from roder.domain.search_words import inner_parts
from roder.domain.search_words import plain_text
from roder.domain.search_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

BODY_LENGTH = 1_000_000
"""So much of a text is kept for excerpts, in characters."""
WORDS_LENGTH = 400_000
"""So much of its different words, in characters: what PostgreSQL takes in one row with room to spare."""
AT_A_TIME = 500

_WRITTEN = ["organisation", "title", "body", "title_words", "title_parts", "body_words", "digest"]


def index(kind: str, key: str, title: str, body: str, organisation: str) -> None:
    """Let a thing be found by the words of its title and text; replaces what was there."""
    index_all([SearchText(kind, key, title, body, organisation)])


@transaction.atomic
def index_all(texts: Iterable[SearchText]) -> None:
    """Let many things be found; of two texts with one kind and key the last holds."""
    latest = {(text.kind, text.key): text for text in texts}
    remaining = iter(latest.values())
    while some := list(islice(remaining, AT_A_TIME)):
        SearchRow.objects.bulk_create(
            map(_row, some), update_conflicts=True, unique_fields=["kind", "key"], update_fields=_WRITTEN
        )


@transaction.atomic
def unindex(kind: str, key: str) -> None:
    """Let a thing be found no more; does nothing when it could not be."""
    SearchRow.objects.filter(kind=kind, key=key).delete()


@transaction.atomic
def rebuild_search() -> None:
    """Make every row and the index over them anew from what they are copies of."""
    SearchRow.objects.all().delete()
    word_index.make(connection)
    for source in sources().values():
        index_all(source())


def _row(text: SearchText) -> SearchRow:
    title_words = words(text.title)
    return SearchRow(
        kind=text.kind,
        key=text.key,
        organisation=text.organisation,
        title=plain_text(text.title),
        body=plain_text(text.body[: 2 * BODY_LENGTH])[:BODY_LENGTH],
        title_words=_joined(title_words),
        title_parts=_joined(inner_parts(title_words)),
        body_words=_joined(words(text.body)),
        digest=digest_of(text),
    )


def _joined(found: Iterable[str]) -> str:
    """Return the different words with a space between, as many as there is room for."""
    return " ".join(dict.fromkeys(found))[:WORDS_LENGTH]
