"""The full-text index: FTS5 in SQLite, a tsvector with GIN in PostgreSQL, the same pairs in both.

The engine's table is `evidence_bigrams(rowid, body)`; rowid is the id of a `SearchPage`.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from xiezhi.evidence.bigrams import terms

GAP = "zzgap"  # FTS5 has no positions to give, so a word no text holds marks the gap
HITS = 2000  # pages looked at before access is checked


def put(rows: Iterable[tuple[int, str]]) -> None:
    """Index pages given as (page id, text); an existing page is replaced."""
    batch = list(rows)
    if not batch:
        return
    drop([row for row, _ in batch])
    sql = "INSERT INTO evidence_bigrams(rowid, body) VALUES (%s, %s)"
    write = _vector
    if connection.vendor == "sqlite":
        write = _words
    else:
        sql = sql.replace("%s)", "CAST(%s AS tsvector))")
    with connection.cursor() as cursor:
        cursor.executemany(sql, [(row, write(text)) for row, text in batch])


def drop(ids: Sequence[int]) -> None:
    """Take pages out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM evidence_bigrams WHERE rowid = %s", [(row,) for row in ids]
        )


def find(query: str, *within: tuple[str, Sequence[object]]) -> list[int]:
    """Return ids of pages that hold every word of the query as a phrase, newest page first.

    `within` are disjoint SQL selections, with their parameters, of the ids that the reader may
    see: access is part of the query, so a hit that may not be seen is never even counted. Each
    is joined by itself, so that the database may begin with the words or with the reader.
    """
    phrases = [terms(word) for word in query.split()]
    phrases = [phrase for phrase in phrases if phrase]
    if not phrases:
        return []
    if connection.vendor == "sqlite":
        match, asked = "evidence_bigrams MATCH %s", " AND ".join(_fts(p) for p in phrases)
    else:
        match, asked = "body @@ CAST(%s AS tsquery)", " & ".join(_tsquery(p) for p in phrases)
    found = " UNION ALL ".join(
        f"SELECT rowid FROM evidence_bigrams WHERE {match} AND rowid IN ({seen})"  # noqa: S608
        for seen, _ in within
    )
    parameters = [one for _, given in within for one in (asked, *given)]
    with connection.cursor() as cursor:
        cursor.execute(f"{found} ORDER BY rowid DESC LIMIT {HITS}", parameters)
        return [row for (row,) in cursor.fetchall()]


def _words(text: str) -> str:
    """Return a page as FTS5 reads it: terms by position, gaps filled."""
    words: list[str] = []
    for position, term in terms(text):
        words.extend([GAP] * (position - 1 - len(words)))
        words.append(term)
    return " ".join(words)


def _vector(text: str) -> str:
    """Return a page as a tsvector literal."""
    places: dict[str, list[int]] = {}
    for position, term in terms(text):
        places.setdefault(term, []).append(position)
    return " ".join(f"'{t}':{','.join(map(str, at[:255]))}" for t, at in places.items())


def _fts(phrase: list[tuple[int, str]]) -> str:
    words: list[str] = []
    for position, term in phrase:
        words.extend([GAP] * (position - 1 - len(words)))
        words.append(term)
    return f'"{" ".join(words)}"' + ("*" if _lone(phrase[-1][1]) else "")


def _tsquery(phrase: list[tuple[int, str]]) -> str:
    at, term = phrase[0]
    text = f"'{term}'"
    for position, following in phrase[1:]:
        text += f" <{position - at}> '{following}'"
        at, term = position, following
    return f"({text}{':*' if _lone(term) else ''})"


def _lone(term: str) -> bool:
    """A lone Chinese character asks for every pair that starts with it."""
    return len(term) == 1 and not term.isascii()
