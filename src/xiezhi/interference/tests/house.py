"""The office of casework with a superior, a case of p1's, and the 5th of April 2026."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.tests.office import SINCE, accepted, at, given_to, office
from xiezhi.interference.actions.record_inquiry import Inquiry, record_inquiry
from xiezhi.organs.models import Person, Procuratorate

__all__ = ["office"]
MARCH = dt.date(2026, 3, 1)
NOON = dt.datetime(2026, 4, 2, 4, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def house(office):
    """`office.proceeding` is p1's; `office.above` inspects in the city's procuratorate."""
    city = Procuratorate.objects.create(
        code="YZ", name="云州市人民检察院", short_name="云州", level="city"
    )
    office.unit.parent = city
    office.unit.save()
    office.above = Person.objects.create(code="YZ-I1", name="许怀瑾", category="administrator")
    office.above.posts.create(procuratorate=city, role="inspection", from_on=SINCE)
    office.proceeding = accepted(office, detained=True)
    given_to(office, office.proceeding.pk)
    with time_machine.travel(NOON, tick=False):
        yield office


def asked(house, **changes):
    """Return what p1 tells of the deputy's call on 5 March."""
    told = {
        "matter": "case", "relation": "leader", "name": "云江deputy", "unit_and_post": "副检察长",
        "said": "问案件办得怎样，要求从轻", "happened_at": at(3, 5, 10), "way": "call",
        "nature": "improper", "proceeding": house.proceeding.pk,
    }  # fmt: skip
    return Inquiry(**{**told, **changes})


def recorded(house, person=None, **changes):
    """Return a record by p1 unless told otherwise."""
    return record_inquiry(person or house.p1, asked(house, **changes))
