"""Who sees which proceeding: every role, recusal, inspection on a ground, other procuratorates."""

import datetime as dt

import pytest

from xiezhi.casework.access import may_see, must_see, visible_cases, visible_custody
from xiezhi.casework.actions.annotate import annotate
from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.actions.open_for_inspection import open_for_inspection
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.tests.office import accepted, at, given_to, staff_office
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of

ON = dt.date(2026, 3, 2)
SEES = {
    "chief": True, "deputy": True, "fulltime": True, "member1": True, "manager": True,
    "head": True, "p1": True, "p2": False, "other": False, "assistant": False,
    "inspector": False, "admin": False,
}  # fmt: skip


@pytest.mark.parametrize(("who", "sees"), SEES.items())
def test_each_role_sees_what_its_duty_needs(office, who, sees):
    proceeding = given_to(office, accepted(office).pk)
    person = getattr(office, who)
    assert may_see(person, proceeding, ON) is sees
    assert visible_cases(person, ON).exists() is sees
    if not sees:
        with pytest.raises(Refused) as refused:
            must_see(person, proceeding.pk, ON)
        assert refused.value.level == 403


def test_an_assistant_sees_the_case_once_put_on_the_team(office):
    proceeding = given_to(office, accepted(office).pk)
    join_member(office.chief, proceeding.pk, "assistant", "assistant", at=at(3, 2, 11))
    assert may_see(office.assistant, proceeding, ON)


def test_people_of_another_procuratorate_see_and_do_nothing(office):
    elsewhere = staff_office("LZ", "临泽")
    proceeding = given_to(office, accepted(office).pk)
    for person in (elsewhere.chief, elsewhere.manager, elsewhere.head):
        assert not may_see(person, proceeding, ON)
        with pytest.raises(Refused) as refused:
            annotate(person, proceeding.pk, "看看", at=at(3, 3))
        assert refused.value.level == 403


def test_the_administrator_acts_in_nothing(office):
    proceeding = given_to(office, accepted(office).pk)
    with pytest.raises(Refused, match="系统管理员不接触案件内容"):
        perform(office.admin, proceeding.pk, "annotate", {"text": "x"}, at=at(3, 3))


def test_an_inspector_reads_on_a_stated_ground_for_a_while_and_it_is_on_record(office):
    proceeding = given_to(office, accepted(office).pk)
    with pytest.raises(Refused, match="写明事由"):
        open_for_inspection(office.inspector, proceeding.pk, " ", at=at(3, 2, 11))
    with pytest.raises(Refused, match="检务督察"):
        open_for_inspection(office.p2, proceeding.pk, "好奇", at=at(3, 2, 11))
    open_for_inspection(office.inspector, proceeding.pk, "举报线索第5号", at=at(3, 2, 11))
    from xiezhi.casework.access import visible_proceedings

    assert visible_proceedings(office.inspector, ON, now=at(3, 3)).exists()
    assert not visible_proceedings(office.inspector, ON, now=at(5, 3)).exists()
    (entry,) = entries_of(("inspection", str(proceeding.pk)))
    assert entry.data["ground"] == "举报线索第5号"
    with pytest.raises(Refused):
        perform(office.inspector, proceeding.pk, "close", {"reason": "x"}, at=at(3, 3))


def test_a_resident_prosecutor_oversees_custody_and_nothing_else(office):
    proceeding = given_to(office, accepted(office).pk)
    office.other.posts.update(role="resident_prosecutor")
    assert visible_custody(office.other, ON).get() == proceeding
    assert not may_see(office.other, proceeding, ON)
