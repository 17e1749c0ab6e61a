"""Who may read and act in deliberation: whoever may in the proceeding.

The internal volume (opinions, meetings, votes) is for staff who may see the proceeding; the open
side never reads this room. The power lists are for everybody in office; what a person may do is
asked by colleagues of the same procuratorate, and by the leaders of those above.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from xiezhi.casework.access import may_see, must_see, visible_proceedings
from xiezhi.law.acts import Actor
from xiezhi.law.refusals import FORBIDDEN, Refusal, Refused
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import actor_of, persons_in, units_under

__all__ = [
    "may_see", "must_ask_about", "must_read_lists", "must_see", "persons_asked_by",
    "visible_proceedings",
]  # fmt: skip

OVERSEEING = frozenset({Role.CHIEF, Role.DEPUTY_CHIEF, Role.INSPECTION})


def must_read_lists(person: Any, on: date) -> Actor:
    """Return the actor: everybody in office reads the lists.

    Raises:
        Refused: 403 for who holds no post on the day.
    """
    return actor_of(person, on)


def persons_asked_by(person: Any, today: date, on: date) -> QuerySet[Person]:
    """Return those in office on a day about whom a person may ask today what they may do.

    Raises:
        Refused: 403 for who holds no post today.
    """
    actor = actor_of(person, today)
    units = {actor.procuratorate}
    if actor.roles & OVERSEEING:
        units |= units_under(actor.procuratorate)
    return persons_in(units, on)


def must_ask_about(person: Any, about: str, today: date, on: date) -> Person:
    """Return somebody in office on a day, by code, about whom the person may ask today.

    Raises:
        Refused: 403 for a person of another office, and for a code that nobody has.
    """
    found = persons_asked_by(person, today, on).filter(code=about).first()
    if found is None:
        reason = "被问的人当日不在本院任职，也不在你领导的下级人民检察院任职"
        cure = "选择本院当日任职的人员"
        raise Refused((Refusal("powers.not_of_unit", FORBIDDEN, reason, cure),))
    return found
