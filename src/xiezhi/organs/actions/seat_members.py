"""Seat several members of the committee at once, so that it is odd before and after (意见 3)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from xiezhi.law.refusals import Refused
from xiezhi.organs.actions.appoint import appoint
from xiezhi.organs.models import Person, Post, Procuratorate
from xiezhi.organs.roster import irregularities


@transaction.atomic
def seat_members(
    by: Person, procuratorate: Procuratorate, seats: Mapping[Person, str], *, from_on: dt.date
) -> tuple[Post, ...]:
    """Give each person a seat: committee_member or full_time_member.

    Raises:
        Refused: not by `by`; or the committee would be even, incomplete or of others than
            prosecutors. Then nobody is seated.
    """
    posts = tuple(
        appoint(by, person, procuratorate, role, from_on=from_on, with_others=True)
        for person, role in seats.items()
    )
    problems = irregularities(procuratorate.code, from_on)
    if problems:
        raise Refused(problems)
    return posts
