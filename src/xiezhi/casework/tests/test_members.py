"""Who may be put on a case: holders of the post in this office, leaders only as lead."""

import pytest

from xiezhi.casework.access import may_see
from xiezhi.casework.actions.assign import MemberGiven, TeamGiven
from xiezhi.casework.actions.designate import designate
from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.tests.office import accepted, at, given_to, staff_office
from xiezhi.law import Refused


@pytest.mark.parametrize("handler", ["clerk", "manager", "admin"])
def test_a_case_is_given_to_a_prosecutor_only(office, handler):
    proceeding = accepted(office)
    with pytest.raises(Refused, match="不在本院担任所需的职务"):
        given_to(office, proceeding.pk, handler)
    given_to(office, proceeding.pk)
    with pytest.raises(Refused, match="不在本院担任所需的职务"):
        reassign(
            office.manager, proceeding.pk, "离岗", handler=handler, approver="chief", at=at(3, 3)
        )


def test_nobody_of_another_office_is_put_on_a_case_and_so_sees_it(office):
    proceeding, elsewhere = accepted(office), staff_office("YH", "云河")
    given_to(office, proceeding.pk)
    with pytest.raises(Refused, match="不在本院担任所需的职务"):
        join_member(office.chief, proceeding.pk, elsewhere.p1.code, "prosecutor", at=at(3, 3))
    assert not may_see(elsewhere.p1, proceeding, at(3, 3).date())


@pytest.mark.parametrize(
    ("person", "role"), [("clerk", "prosecutor"), ("p2", "clerk"), ("nobody", "prosecutor")]
)
def test_a_member_holds_the_post_of_the_role(office, person, role):
    proceeding = accepted(office)
    given_to(office, proceeding.pk)
    with pytest.raises(Refused, match="不在本院担任所需的职务"):
        join_member(office.chief, proceeding.pk, person, role, at=at(3, 3))
    join_member(office.manager, proceeding.pk, "clerk", "clerk", at=at(3, 3))


def test_a_leader_does_not_join_as_a_plain_member(office):
    proceeding = accepted(office)
    team = TeamGiven([MemberGiven("deputy", "prosecutor")], "p1", "chief")
    with pytest.raises(Refused, match="应当担任主办检察官"):
        designate(office.manager, proceeding.pk, "p1", "疑难", "chief", team=team, at=at(3, 2, 10))
    given_to(office, proceeding.pk)
    with pytest.raises(Refused, match="应当担任主办检察官"):
        join_member(office.chief, proceeding.pk, "deputy", "prosecutor", at=at(3, 3))
