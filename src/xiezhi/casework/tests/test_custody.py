"""A change of the compulsory measure moves the party, the clocks and the custody board."""

import datetime as dt

import pytest

from xiezhi.casework.actions.change_custody import change_custody
from xiezhi.casework.models import Clock, Party
from xiezhi.casework.rebuild import differences
from xiezhi.casework.selectors import custody_board
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to
from xiezhi.law import Refused


def test_bail_takes_the_person_off_the_board_and_lets_the_clock_roll(office):
    opened = accepted(office, PROSECUTION, case_source="police", when=at(3, 3))
    proceeding = given_to(office, opened.pk, when=at(3, 3, 10))
    clock = Clock.objects.get(proceeding=proceeding)
    assert clock.due_on == dt.date(2026, 4, 3)
    change_custody(
        office.p1, proceeding.pk, "P1", "bail", "取保候审决定书",
        from_on=dt.date(2026, 3, 10), until_on=dt.date(2027, 3, 10), at=at(3, 10),
    )  # fmt: skip
    party = Party.objects.get()
    assert (party.custody, party.custody_until) == ("bail", dt.date(2027, 3, 10))
    assert custody_board(office.chief, dt.date(2026, 3, 10)).rows == ()
    assert list(differences()) == []


def test_a_change_needs_a_source_and_a_known_measure(office):
    proceeding = given_to(office, accepted(office).pk)
    with pytest.raises(Refused, match="来源"):
        change_custody(office.p1, proceeding.pk, "P1", "bail", "", at=at(3, 3))
    with pytest.raises(Refused, match="没有这种强制措施"):
        change_custody(office.p1, proceeding.pk, "P1", "house_arrest", "决定书", at=at(3, 3))
    assert Party.objects.get().custody == "in_custody"
