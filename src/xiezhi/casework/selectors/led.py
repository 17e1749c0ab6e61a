"""How many cases a leader led this year (意见 10): told to that leader, compared with nobody."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from xiezhi.casework.models import Proceeding
from xiezhi.law import Citation
from xiezhi.law.context import PATH_RULES
from xiezhi.law.organisation import LEADING_POSTS
from xiezhi.ledger import packs
from xiezhi.organs.selectors import actor_of, posts_of

SETTING = "leader_cases_a_year"


@dataclass(frozen=True, slots=True)
class Led:
    """Cases of a calendar year handled as lead or sole prosecutor, and the number asked for."""

    year: int
    handled: int
    asked: int
    citation: Citation | None

    @property
    def missing(self) -> int:
        """How many are still to be handled."""
        return max(self.asked - self.handled, 0)


def led_by(person: Any, on: date) -> Led | None:
    """Return the count of a leader for the year of the day; None for anybody else.

    A case counts for its sole prosecutor or its lead; whoever merely takes part has none of it.
    """
    if not posts_of(person, on) or not actor_of(person, on).roles & set(LEADING_POSTS):
        return None
    rule = packs.in_force().authority[PATH_RULES].settings.get(SETTING)
    if rule is None:
        return None
    led = Proceeding.objects.filter(handler_id=person.code, opened_on__year=on.year)
    handled = led.values("case_id").distinct().count()
    return Led(on.year, handled, int(rule.value), rule.citation)
