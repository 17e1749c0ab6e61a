"""Assignment: random by a published seed, designated with reason, and checked afterwards."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.access import may_see
from xiezhi.casework.actions.assign import MemberGiven, TeamGiven, assign
from xiezhi.casework.actions.designate import designate
from xiezhi.casework.actions.publish_seed import publish_seed
from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.actions.recuse import recuse
from xiezhi.casework.assignment.verify import verify_assignment
from xiezhi.casework.models import Assignment, DailySeed, LoadShare, Pool, Recusal
from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.law import Refused
from xiezhi.organs.models import Leave

PROSECUTORS = {"head", "p1", "p2", "p3", "p4", "p5", "p6"}


def test_a_random_assignment_can_be_verified_the_next_day(office):
    proceeding = assign(office.manager, accepted(office).pk, at=at(3, 2, 10))
    assert proceeding.handler_id in PROSECUTORS
    with time_machine.travel(at(3, 2, 18)), pytest.raises(Refused, match="当日结束"):
        verify_assignment(proceeding.pk, proceeding.last_seq)
    with time_machine.travel(at(3, 3)):
        verified = verify_assignment(proceeding.pk, proceeding.last_seq)
    assert verified.holds
    assert len(verified.checks) == 5
    assert {c.code for c in verified.pool} == PROSECUTORS


@pytest.mark.parametrize("table", ["seed", "pool", "handler"])
def test_a_changed_seed_pool_or_handler_is_found(office, table):
    proceeding = assign(office.manager, accepted(office).pk, at=at(3, 2, 10))
    if table == "seed":
        DailySeed.objects.update(secret="另一个种子")
    elif table == "pool":
        snapshot = Pool.objects.get().snapshot
        snapshot[0]["open_cases"] = 9
        Pool.objects.update(snapshot=snapshot)
    else:
        other = (PROSECUTORS - {proceeding.handler_id}).pop()
        Assignment.objects.update(handler=other)
    with time_machine.travel(at(3, 3)):
        assert not verify_assignment(proceeding.pk, proceeding.last_seq).holds


def test_people_on_leave_and_without_a_share_are_not_drawn(office):
    for code in PROSECUTORS - {"p5"}:
        if code < "p3":
            Leave.objects.create(
                person=getattr(office, code), from_on=dt.date(2026, 3, 1),
                until_on=dt.date(2026, 4, 1), reason_kind="training",
            )  # fmt: skip
        else:
            LoadShare.objects.create(person_id=code, percent=0, from_on=dt.date(2026, 1, 1))
    for _ in range(5):
        drawn = assign(office.manager, accepted(office).pk, at=at(3, 2, 10))
        assert drawn.handler_id == "p5"


def test_an_empty_pool_is_refused_with_each_reason_and_the_article(office):
    LoadShare.objects.bulk_create(
        LoadShare(person_id=code, percent=0, from_on=dt.date(2026, 1, 1)) for code in PROSECUTORS
    )
    proceeding = accepted(office)
    with pytest.raises(Refused) as refused:
        assign(office.manager, proceeding.pk, at=at(3, 2, 10))
    (refusal,) = refused.value.refusals
    assert "p1" in refusal.reason
    assert "第9条" in refusal.citation.text


def test_designation_needs_a_reason_and_an_approver_who_may(office):
    proceeding = accepted(office)
    for reason, approver in (("", "chief"), ("专业对口", ""), ("专业对口", "p2")):
        with pytest.raises(Refused):
            designate(office.manager, proceeding.pk, "p1", reason, approver, at=at(3, 2, 10))
    done = given_to(office, proceeding.pk)
    assert done.handler_id == "p1"
    stored = Assignment.objects.get()
    assert (stored.method, stored.approver_id, stored.reason) == (
        "designated", "chief", "专业对口",
    )  # fmt: skip


def test_a_second_assignment_is_a_reassignment_with_a_reason(office):
    proceeding = given_to(office, accepted(office).pk)
    with pytest.raises(Refused, match="已经分案"):
        assign(office.manager, proceeding.pk, at=at(3, 3))
    with pytest.raises(Refused, match="理由"):
        reassign(office.manager, proceeding.pk, "", at=at(3, 3))
    again = reassign(office.manager, proceeding.pk, "原承办人调离", at=at(3, 3))
    assert again.handler_id in PROSECUTORS - {"p1"}
    assert not may_see(office.p1, again, dt.date(2026, 3, 3))


def test_a_recused_person_is_out_of_the_pool_and_sees_nothing(office):
    proceeding = given_to(office, accepted(office).pk)
    with pytest.raises(Refused):
        recuse(office.head, proceeding.pk, "p1", "近亲属", at=at(3, 3))
    recused = recuse(office.chief, proceeding.pk, "p1", "与犯罪嫌疑人是近亲属", at=at(3, 3))
    assert recused.handler_id is None
    assert Recusal.objects.get().person_id == "p1"
    assert not may_see(office.p1, recused, dt.date(2026, 3, 3))
    drawn = reassign(office.manager, proceeding.pk, "原承办人回避", at=at(3, 3, 10))
    pool = Pool.objects.get(pk=Assignment.objects.latest("seq").pool_digest).snapshot
    assert next(c["excluded"] for c in pool if c["code"] == "p1") == "回避"
    assert drawn.handler_id != "p1"
    with pytest.raises(Refused, match="回避"):
        reassign(
            office.manager, proceeding.pk, "换人", handler="p1", approver="chief", at=at(3, 4)
        )


def test_a_team_needs_a_lead_designated_by_the_chief(office):
    proceeding = accepted(office)
    members = (MemberGiven("p2", "member"), MemberGiven("clerk", "clerk"))
    alone = TeamGiven(members, lead="p1")
    with pytest.raises(Refused, match="主办检察官应当由检察长指定"):
        given_to(office, proceeding.pk, team=alone)
    team = TeamGiven(members, lead="p2", lead_designated_by="chief")
    done = given_to(office, proceeding.pk, team=team)
    assert done.handler_id == "p2"
    assert set(done.members.values_list("person_id", "role")) == {
        ("p1", "member"), ("p2", "handler"), ("clerk", "clerk"),
    }  # fmt: skip


def test_a_leader_in_the_team_leads_it(office):
    members = (MemberGiven("deputy", "member", "deputy_chief"),)
    proceeding = accepted(office)
    with pytest.raises(Refused, match="应当担任主办检察官"):
        given_to(office, proceeding.pk, team=TeamGiven(members, "p1", "chief"))
    done = given_to(office, proceeding.pk, team=TeamGiven(members, "deputy", "chief"))
    assert done.handler_id == "deputy"


def test_a_seed_is_published_once_a_day(office):
    commitment = publish_seed(office.manager, "YJ", at=at(3, 2), secret="云江三月二日")
    assert len(commitment) == 64
    with pytest.raises(Refused, match="一日只公布一次"):
        publish_seed(office.manager, "YJ", at=at(3, 2, 15))
    accepted(office)
    assert DailySeed.objects.get().secret == "云江三月二日"
