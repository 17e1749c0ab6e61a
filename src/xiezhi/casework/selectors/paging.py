"""A long list by pages: where a page begins and ends, for lists whose order is total."""

from dataclasses import dataclass

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: which of how many, and its rows as a half-open stretch."""

    page: int
    pages: int
    first: int
    until: int


def leaf(total: int, page: int, per_page: int = PER_PAGE) -> Leaf:
    """Return the page asked for, or the nearest there is."""
    pages = max(-(-total // per_page), 1)
    page = min(max(page, 1), pages)
    return Leaf(page, pages, (page - 1) * per_page, page * per_page)
