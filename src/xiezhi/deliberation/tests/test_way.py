"""The way to a decision: nobody alters an opinion, one decider, objections before execution."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from xiezhi.casework.actions.assign import MemberGiven, TeamGiven
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Proceeding
from xiezhi.casework.rebuild import differences, rebuild
from xiezhi.casework.tests.office import at
from xiezhi.deliberation.actions.answer_objection import answer_objection
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.hear_member import hear_member
from xiezhi.deliberation.actions.hold_meeting import hold_meeting
from xiezhi.deliberation.actions.instruct import instruct
from xiezhi.deliberation.actions.object import object_to
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.request_meeting import request_meeting
from xiezhi.deliberation.actions.resolve import resolve
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.sign_record import sign_record
from xiezhi.deliberation.actions.submit import submit
from xiezhi.deliberation.models import CommitteeSession, Decision, Opinion, Review
from xiezhi.deliberation.selectors import decision_of, matter_record, matters
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of

DROP = {"drop_reasons": "犯罪情节轻微，依照刑法规定不需要判处刑罚"}


def proposed(office, **more):
    proceeding = under_review(office, **more)
    opine(
        office.p1, proceeding.pk, "drop_minor", "情节轻微", subject="P1", fields=DROP, at=at(3, 4)
    )
    return proceeding


def to_chief(office):
    proceeding = proposed(office)
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    return proceeding


def dropped(office):
    proceeding = to_chief(office)
    decide(office.chief, proceeding.pk, "drop_minor", matter=MATTER, at=at(3, 6))
    return proceeding


def test_the_chief_decides_after_the_review(office):
    proceeding = dropped(office)
    made = decision_of(proceeding.pk, MATTER)
    assert (made.decider, made.level, made.do) == ("chief", "chief", "drop_minor")
    assert made.fields == DROP
    assert Proceeding.objects.get().stage == "dropped"


@pytest.mark.clause("responsibility-24b")
@pytest.mark.parametrize("key", ["opinion", "do", "fields"])
def test_a_head_cannot_alter_the_opinion_and_the_attempt_stays_on_record(office, key):
    proceeding = proposed(office)
    data = {"matter": MATTER, "result": "agree", key: "prosecute"}
    with pytest.raises(Refused) as refused:
        perform(office.head, proceeding.pk, "review", data, at=at(3, 5))
    assert refused.value.refusals[0].code == "review.alters_opinion"
    assert not Review.objects.exists()
    assert Opinion.objects.get().do == "drop_minor"
    (attempt,) = entries_of(("attempt", str(proceeding.pk)))
    assert (attempt.by, attempt.data["kind"]) == ("head", "review")


@pytest.mark.clause("responsibility-24a")
def test_a_head_has_four_results_and_no_other(office):
    proceeding = proposed(office)
    with pytest.raises(Refused, match="审核结果"):
        review(office.head, proceeding.pk, MATTER, "must_change", at=at(3, 5))
    review(office.head, proceeding.pk, MATTER, "re_review", remark="核实前科", at=at(3, 5))
    record = matter_record(office.head, proceeding.pk, MATTER, dt.date(2026, 3, 5))
    assert record.reviews[0].result_label == "要求重新审查"


def test_an_unauthorised_head_does_not_review(office):
    proceeding = proposed(office)
    office.head.posts.update(review_authorised=False)
    with pytest.raises(Refused, match="审核授权"):
        review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))


@pytest.mark.clause("responsibility-23c")
def test_a_prosecutor_requests_and_the_head_convenes(office):
    proceeding = proposed(office)
    opinions = {"p2": "prosecute", "p3": "drop_minor", "p4": "prosecute"}
    with pytest.raises(Refused, match="由业务部门负责人召集"):
        hold_meeting(office.p1, proceeding.pk, MATTER, opinions, "记录", at=at(3, 5))
    request_meeting(office.p1, proceeding.pk, MATTER, "是否属于情节轻微", at=at(3, 5))
    waiting = Proceeding.objects.get().awaiting.get()
    assert (waiting.step, waiting.role) == ("hold_meeting", "department_head")
    hold_meeting(office.head, proceeding.pk, MATTER, opinions, "记录", at=at(3, 6))
    asked = Proceeding.objects.get().awaiting.values_list("person_id", flat=True)
    assert set(asked) == {"p2", "p3", "p4"}
    sign_record(office.p2, proceeding.pk, MATTER, at=at(3, 6, 10))
    sign_record(office.p3, proceeding.pk, MATTER, at=at(3, 6, 10))
    sign_record(
        office.head, proceeding.pk, MATTER, attendee="p4", refused="出差在外", at=at(3, 6, 11)
    )
    (meeting,) = matter_record(office.p1, proceeding.pk, MATTER, dt.date(2026, 3, 6)).meetings
    assert meeting.majority == "prosecute"
    assert [s.refused for s in meeting.signatures] == ["", "", "出差在外"]


def test_the_lead_decides_only_after_every_member_was_heard(office):
    team = TeamGiven((MemberGiven("p2", "member"),), lead="p1", lead_designated_by="chief")
    proceeding = under_review(office, team=team)
    with pytest.raises(Refused, match="听取办案组检察官"):
        opine(
            office.p1, proceeding.pk, "drop_minor", "情节轻微", subject="P1", fields=DROP,
            at=at(3, 4),
        )  # fmt: skip
    hear_member(office.p1, proceeding.pk, MATTER, "p2", "应当起诉", at=at(3, 4))
    opine(
        office.p1, proceeding.pk, "drop_minor", "情节轻微", subject="P1", fields=DROP, at=at(3, 4)
    )
    (record,) = matters(office.p1, proceeding.pk, dt.date(2026, 3, 4))
    assert [(h.member, h.opinion) for h in record.heard] == [("p2", "应当起诉")]


def test_an_objection_waits_for_its_answer_and_a_change_reopens_the_matter(office):
    proceeding = dropped(office)
    object_to(office.p1, proceeding.pk, MATTER, "遗漏一起盗窃事实", at=at(3, 7))
    issue = {"document": "d1", "template": "non_prosecution_decision", "number": "1号"}
    with pytest.raises(Refused, match="异议尚未答复"):
        perform(office.p1, proceeding.pk, "issue_document", issue, at=at(3, 7, 10))
    answer_objection(office.chief, proceeding.pk, MATTER, "change", reasons="采纳", at=at(3, 8))
    assert Proceeding.objects.get().stage == "reviewing"
    decide(
        office.chief, proceeding.pk, "prosecute", matter=MATTER, fields={"charge": "盗窃罪"},
        at=at(3, 9),
    )  # fmt: skip
    first, second = matter_record(
        office.chief, proceeding.pk, MATTER, dt.date(2026, 3, 9)
    ).decisions
    assert first.is_superseded
    assert first.objections[0].reply == "change"
    assert (second.do, second.is_superseded) == ("prosecute", False)


def test_the_committee_decides_with_quorum_and_every_vote_on_file(office):
    proceeding = to_chief(office)
    instruct(office.chief, proceeding.pk, MATTER, "to_committee", at=at(3, 6))
    with pytest.raises(Refused, match="检察委员会"):
        decide(office.chief, proceeding.pk, "drop_minor", matter=MATTER, at=at(3, 7))
    few = {"chief": "drop_minor", "deputy": "drop_minor"}
    with pytest.raises(Refused, match="未过半数"):
        resolve(office.chief, proceeding.pk, MATTER, "drop_minor", few, at=at(3, 8))
    votes = few | {"fulltime": "drop_minor", "member1": "prosecute"}
    resolve(office.chief, proceeding.pk, MATTER, "drop_minor", votes, at=at(3, 9))
    made = Decision.objects.get()
    assert (made.decider_id, made.session_id) == (None, CommitteeSession.objects.get().pk)
    row = decision_of(proceeding.pk, MATTER)
    assert (row.decider, row.session.votes["member1"]) == ("committee", "prosecute")
    assert len(row.session.roster) == 5


def test_an_even_roster_blocks_the_session(office):
    proceeding = to_chief(office)
    submit(office.chief, proceeding.pk, MATTER, "committee", at=at(3, 6))
    office.member2.posts.update(until_on=dt.date(2026, 3, 7))
    votes = dict.fromkeys(("chief", "deputy", "fulltime"), "drop_minor")
    with pytest.raises(Refused, match="单数"):
        resolve(office.chief, proceeding.pk, MATTER, "drop_minor", votes, at=at(3, 8))


def test_the_database_keeps_what_was_said_and_one_decider(office):
    proceeding = dropped(office)
    with pytest.raises(DatabaseError), transaction.atomic():
        Opinion.objects.update(do="prosecute")
    stored = Opinion.objects.get()
    stored.do = "prosecute"
    with pytest.raises(TypeError):
        stored.save()
    made = Decision.objects.get()
    made.pk, made.seq, made.decider_id, made._state.adding = None, 10**6, None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
    assert decision_of(proceeding.pk, MATTER).decider == "chief"


def test_the_tables_are_what_the_acts_add_up_to(office):
    proceeding = dropped(office)
    object_to(office.p1, proceeding.pk, MATTER, "遗漏事实", at=at(3, 7))
    assert list(differences()) == []
    Proceeding.objects.filter(pk=proceeding.pk).update(stage="reviewing")
    (found,) = differences()
    assert "reviewing" in found.stored
    assert "dropped" in found.replayed
    assert rebuild() == 10
    assert list(differences()) == []
