"""Recusal against the office's records: the post of who recuses, and that nobody recused is named.

The law kernel knows the recusals of one proceeding and the posts an act states; here they are
compared with those of the whole case and with the posts in force on the day.
"""

from typing import TYPE_CHECKING

from django.utils import timezone

from xiezhi.casework.rules import refused
from xiezhi.law.acts import Act
from xiezhi.law.recusing import people_in
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from xiezhi.casework.models import Proceeding

# the post that counts when a person holds several: the one whose recusal is decided differently
RANKED = (
    Role.CHIEF, Role.DEPUTY_CHIEF, Role.FULL_TIME_MEMBER, Role.DEPARTMENT_HEAD,
    Role.COMMITTEE_MEMBER, Role.PROSECUTOR,
)  # fmt: skip


def check_nobody_recused(act: Act, recused: frozenset[str]) -> None:
    """Check that nobody who has recused in the case takes part in an act.

    Raises:
        Refused: 409 with the names.
    """
    named = people_in(act) & recused
    if named:
        raise refused("recusal.named", "、".join(sorted(named)))


def post_of(code: str, procuratorate: str, on: "date") -> str:
    """Return the post a person holds in a procuratorate that matters for recusal, '' for none."""
    found = organs.persons(procuratorate, on).filter(code=code).first()
    if found is None:
        return ""
    held = {p.role for p in organs.posts_of(found, on) if p.procuratorate.code == procuratorate}
    return next((str(role) for role in RANKED if role in held), min(held, default=""))


def check_post(proceeding: "Proceeding", act: Act) -> None:
    """Check that the chief's recusal is decided as the chief's, and nobody else's is.

    Raises:
        Refused: 409 when the post stated is not the one held, or the person is a stranger.
    """
    person, unit = str(act.data["person"]), proceeding.procuratorate_id
    held, stated = post_of(person, unit, timezone.localdate(act.at)), act.data.get("post")
    if not held and stated:
        raise refused("recusal.stranger", person)
    if (held == Role.CHIEF) != (stated == Role.CHIEF):
        raise refused("recusal.post", person)
