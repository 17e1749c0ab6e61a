"""What rooms above have to say beside a page of casework: a reminder, a warning, a link.

A room registers for a place: the workbench, the page of a case, the form of an act. Nothing said
here ever blocks anything, and every room asks its own access what this reader may know.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from xiezhi.law import Citation, Offer

Place = Literal["workbench", "case", "act"]


@dataclass(frozen=True, slots=True)
class Aside:
    """A heading, a sentence, perhaps a link with its words, and the article behind it.

    ``doubt`` says what of it is in no text.
    """

    title: str
    text: str
    url: str = ""
    link: str = ""
    citation: Citation | None = None
    doubt: str = ""


# person, the proceeding (none on the workbench), the offer (only on the form of an act)
Says = Callable[[Any, UUID | None, Offer | None], Iterable[Aside]]
_rooms: dict[tuple[Place, str], Says] = {}


def register(place: Place, room: str, says: Says) -> None:
    """Let a room speak at a place; a second voice of a room replaces the first."""
    _rooms[(place, room)] = says


def asides(
    place: Place, person: Any, proceeding_id: UUID | None = None, offer: Offer | None = None
) -> tuple[Aside, ...]:
    """Return what the rooms have to say at a place to a person."""
    return tuple(
        aside
        for (where, _room), says in _rooms.items()
        if where == place
        for aside in says(person, proceeding_id, offer)
    )
