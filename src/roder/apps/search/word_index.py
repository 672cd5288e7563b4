"""The database's own index over the words of the search rows, and how it is asked.

SQLite: an FTS5 table that triggers keep in step with the rows. PostgreSQL: a generated column with a
GIN index. The words come ready cut, so neither has a say in what a word is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Final

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

    from roder.domain.search_words import SearchTerm

MAKE: Final = {
    "sqlite": [
        # Without remove_diacritics 0 SQLite would take å and ä for a.
        """
        CREATE VIRTUAL TABLE search_words USING fts5(
            title_words, title_parts, body_words, content='search_searchrow', content_rowid='id',
            tokenize="unicode61 remove_diacritics 0", prefix='3 4'
        )
        """,
        """
        CREATE TRIGGER search_added AFTER INSERT ON search_searchrow BEGIN
            INSERT INTO search_words(rowid, title_words, title_parts, body_words)
            VALUES (new.id, new.title_words, new.title_parts, new.body_words);
        END
        """,
        """
        CREATE TRIGGER search_removed AFTER DELETE ON search_searchrow BEGIN
            INSERT INTO search_words(search_words, rowid, title_words, title_parts, body_words)
            VALUES ('delete', old.id, old.title_words, old.title_parts, old.body_words);
        END
        """,
        """
        CREATE TRIGGER search_changed AFTER UPDATE ON search_searchrow BEGIN
            INSERT INTO search_words(search_words, rowid, title_words, title_parts, body_words)
            VALUES ('delete', old.id, old.title_words, old.title_parts, old.body_words);
            INSERT INTO search_words(rowid, title_words, title_parts, body_words)
            VALUES (new.id, new.title_words, new.title_parts, new.body_words);
        END
        """,
        "INSERT INTO search_words(search_words) VALUES ('rebuild')",
    ],
    "postgresql": [
        """
        ALTER TABLE search_searchrow ADD COLUMN vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('simple'::regconfig, title_words), 'A')
            || setweight(to_tsvector('simple'::regconfig, body_words), 'B')
            || setweight(to_tsvector('simple'::regconfig, title_parts), 'C')
        ) STORED
        """,
        "CREATE INDEX search_words ON search_searchrow USING gin (vector)",
    ],
}
TAKE_AWAY: Final = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS search_added",
        "DROP TRIGGER IF EXISTS search_removed",
        "DROP TRIGGER IF EXISTS search_changed",
        "DROP TABLE IF EXISTS search_words",
    ],
    "postgresql": ["ALTER TABLE search_searchrow DROP COLUMN IF EXISTS vector"],
}
_FOUND = {
    "sqlite": """
        SELECT search_searchrow.id
        FROM search_words JOIN search_searchrow ON search_searchrow.id = search_words.rowid
        WHERE search_words MATCH %s AND %s IN ('', search_searchrow.kind)
        ORDER BY bm25(search_words, 8.0, 4.0, 1.0), search_searchrow.title, search_searchrow.id
        LIMIT %s OFFSET %s
    """,
    "postgresql": """
        SELECT id FROM search_searchrow, CAST(%s AS tsquery) AS asked
        WHERE vector @@ asked AND %s IN ('', kind)
        ORDER BY ts_rank(ARRAY[0.1, 0.5, 0.2, 1.0], vector, asked) DESC, title, id
        LIMIT %s OFFSET %s
    """,
}
_COUNTED = {
    "sqlite": """
        SELECT search_searchrow.kind, count(*)
        FROM search_words JOIN search_searchrow ON search_searchrow.id = search_words.rowid
        WHERE search_words MATCH %s GROUP BY search_searchrow.kind
    """,
    "postgresql": """
        SELECT kind, count(*) FROM search_searchrow WHERE vector @@ CAST(%s AS tsquery) GROUP BY kind
    """,
}


def make(database: BaseDatabaseWrapper) -> None:
    """Make the index anew over the rows that are there."""
    with database.cursor() as cursor:
        for statement in (*TAKE_AWAY[database.vendor], *MAKE[database.vendor]):
            cursor.execute(statement)


def take_away(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        for statement in TAKE_AWAY[database.vendor]:
            cursor.execute(statement)


def found_ids(terms: Sequence[SearchTerm], *, kind: str, limit: int, offset: int) -> list[int]:
    """Return the numbers of the rows that have every term, the best answers first."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND[connection.vendor], [_question(terms), kind, limit, offset])
        return [number for (number,) in cursor.fetchall()]


def counts_by_kind(terms: Sequence[SearchTerm]) -> dict[str, int]:
    """Return how many rows of each kind have every term."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED[connection.vendor], [_question(terms)])
        return dict(cursor.fetchall())


def _question(terms: Sequence[SearchTerm]) -> str:
    """Return the terms in the database's own language; they hold letters and figures alone."""
    write = _sqlite_term if connection.vendor == "sqlite" else _postgres_term
    return (" AND " if connection.vendor == "sqlite" else " & ").join(map(write, terms))


def _sqlite_term(term: SearchTerm) -> str:
    star = "" if term.is_whole else " *"
    choices = " OR ".join(f'"{one}"{star}' for one in term.beginnings)
    columns = "title_words title_parts body_words" if term.is_sought_inside else "title_words body_words"
    return f"{{{columns}}} : ({choices})"


def _postgres_term(term: SearchTerm) -> str:
    mark = ("" if term.is_whole else "*") + ("" if term.is_sought_inside else "AB")
    choices = " | ".join(f"'{one}'{':' if mark else ''}{mark}" for one in term.beginnings)
    return f"({choices})"
