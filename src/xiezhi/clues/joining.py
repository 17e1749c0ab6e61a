"""Whether a second source tells of a clue that is known already: same subject, same breach."""

from xiezhi.clues.basis import Article, articles_of
from xiezhi.clues.models import Clue

UNDER_WAY = (Clue.State.RECEIVED, Clue.State.OPEN, Clue.State.VERIFYING)


def clue_joined(
    unit: str, number: str, breach: frozenset[Article], *, restricted_class: str = "",
    registered: bool = False,
) -> Clue | None:  # fmt: skip
    """Return the one clue under way in a unit on the same subject and breach, locked; else None.

    The caller has the unit's turn. Only a clue of the same restricted class is joined: whoever
    reports must not learn of one they may not know of. Two are left to a person to choose from.
    ``registered`` looks among clues without a model alone.
    """
    if not number or not breach:
        return None
    found = Clue.objects.select_for_update().filter(
        procuratorate=unit, subject_number=number, state__in=UNDER_WAY,
        restricted=bool(restricted_class), restricted_class=restricted_class,
    ).order_by("pk")  # fmt: skip
    same = [
        clue
        for clue in (found.filter(model="") if registered else found)
        if articles_of(clue) & breach
    ]
    return same[0] if len(same) == 1 else None
