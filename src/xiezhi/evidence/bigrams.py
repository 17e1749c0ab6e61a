"""Cuts text into overlapping pairs of characters that stop at punctuation: 抢劫罪 → 抢劫 劫罪.

The same pairs serve SQLite's FTS5 and PostgreSQL's tsvector, so both find the same pages.
"""

import re
import unicodedata

PAGE = 4000  # characters a page: pairs stay below PostgreSQL's 16 383 positions a value
RUN = re.compile(r"[0-9A-Za-z_]+|[^\W0-9A-Za-z_]+")


def runs(text: str) -> list[str]:
    """Return the runs between punctuation, in NFKC and lower case; digits and Latin stay whole."""
    return RUN.findall(unicodedata.normalize("NFKC", text).lower())


def pairs(run: str) -> list[str]:
    """Return a run's overlapping pairs; a Latin word, a number or a lone character is one term."""
    if len(run) == 1 or run.isascii():
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]


def terms(text: str) -> list[tuple[int, str]]:
    """Return (position, term) for a page; a gap of one keeps a run's end off the next's start."""
    found: list[tuple[int, str]] = []
    position = 1
    for run in runs(text):
        for term in pairs(run):
            found.append((position, term))
            position += 1
        position += 1
    return found


def pages(text: str) -> list[str]:
    """Cut a long text into pages; each repeats the last 50 characters of the one before."""
    step = PAGE - 50
    return [text[i : i + PAGE] for i in range(0, max(len(text) - 50, 1), step)]
