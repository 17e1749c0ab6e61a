"""The office of casework with a resident prosecutor and a superior, and an arrest case in it."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.tests.office import SINCE, accepted, given_to, office
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.organs.models import Person, Procuratorate

__all__ = ["office"]
DUE = dt.date(2026, 3, 9)  # seven days after 2 March: arrest review of a detained suspect


@pytest.fixture
def watched(office):
    """P1 is detained and reviewed by p1; `office.proceeding` ends on 9 March."""
    city = Procuratorate.objects.create(
        code="YZ", name="云州市人民检察院", short_name="云州", level="city"
    )
    office.unit.parent = city
    office.unit.save()
    office.superior = Person.objects.create(code="YZ-J01", name="许怀瑾", category="prosecutor")
    office.superior.posts.create(procuratorate=city, role="chief", from_on=SINCE)
    office.resident = Person.objects.create(code="resident", name="何望北", category="prosecutor")
    office.resident.posts.create(
        procuratorate=office.unit, role="resident_prosecutor", from_on=SINCE
    )
    office.proceeding = accepted(office, detained=True)
    given_to(office, office.proceeding.pk)
    return office


@pytest.fixture
def overdue(watched):
    """The review has passed its day without a decision; it is 10 March."""
    with time_machine.travel(dt.datetime(2026, 3, 10, 2, tzinfo=dt.UTC), tick=False):
        (watched.finding,) = run_countdown(dt.date(2026, 3, 10)).findings
        yield watched
