"""Verification, hand-over with receipt and outcome, and the leader kept from the handler."""

import pytest
from django.http import Http404

from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.tests.office import at
from xiezhi.interference.actions.hand_over import hand_over, note_outcome, receive
from xiezhi.interference.actions.verify import verify
from xiezhi.interference.selectors.course import course_of
from xiezhi.interference.selectors.lenient import truthful_records
from xiezhi.interference.selectors.records import handed_to, register_of, totals_below
from xiezhi.interference.tests.house import MARCH, NOON, recorded
from xiezhi.law import Refused

WELL = {"evidence": "通话记录、当事人陈述", "reason": "要求从轻处理，不属履行职责"}


def code(refused):
    return refused.value.refusals[0].code


def verified(house, record, verdict="violation", person=None, follow_up="hand_over"):
    return verify(person or house.inspector, record.pk, verdict, **WELL, follow_up=follow_up)


def moved(house, approver):
    """Give the case to p2 with the approval of a leader."""
    key = house.proceeding.pk
    return reassign(house.manager, key, "另行安排", handler="p2", approver=approver)


@pytest.mark.clause("reform-32c")
@pytest.mark.clause("responsibility-43b")
def test_ten_records_each_get_a_conclusion_and_what_follows(house):
    records = [recorded(house, happened_at=at(3, day)) for day in range(3, 13)]
    for number, record in enumerate(records):
        verified(house, record, ("normal", "violation", "untrue")[number % 3])
    lines = register_of(house.inspector, MARCH).lines
    assert len(lines) == 10
    assert all(line.verdict_label for line in lines)


@pytest.mark.clause("responsibility-43b")
@pytest.mark.parametrize("missing", ["evidence", "reason", "follow_up", "verdict"])
def test_a_verification_lacks_nothing(house, missing):
    record = recorded(house)
    given = {"verdict": "normal", **WELL, "follow_up": "nothing", missing: " "}
    with pytest.raises(Refused) as refused:
        verify(house.inspector, record.pk, **given)
    assert code(refused) == "verify.incomplete"
    assert course_of(record).verdict == ""


def test_only_inspection_verifies_and_not_its_own(house):
    record = recorded(house)
    with pytest.raises(Refused) as refused:
        verified(house, record, person=house.chief)
    assert code(refused) == "verify.not_inspection"
    own = recorded(house, house.inspector, proceeding=None)
    with pytest.raises(Refused):
        verified(house, own)
    about = recorded(house, name="云江inspector", relation="staff")
    with pytest.raises(Http404):
        verified(house, about)


def test_a_second_verification_stands_and_the_first_remains(house):
    record = recorded(house)
    verified(house, record, "normal")
    verified(house, record, "violation")
    course = course_of(record)
    assert [one.verdict for one in course.verifications] == ["normal", "violation"]
    assert course.verdict == "violation"


@pytest.mark.clause("opinion2021-14c")
@pytest.mark.clause("zhangzhou-18c")
def test_notice_and_pursuit_are_handed_on_with_receipt_and_outcome(house):
    record = recorded(house)
    with pytest.raises(Refused) as refused:
        hand_over(house.inspector, record.pk, "notice", "chief", "请通报")
    assert code(refused) == "handover.not_violation"
    verified(house, record)
    notice = hand_over(house.inspector, record.pk, "notice", "chief", "请通报")
    pursuit = hand_over(house.inspector, record.pk, "pursue", "discipline", "线索移送")
    with pytest.raises(Refused) as refused:
        receive(house.inspector, notice.pk, "收到")
    assert code(refused) == "handover.not_receiver"
    with pytest.raises(Refused) as refused:
        note_outcome(house.chief, notice.pk, "已通报")
    assert code(refused) == "handover.not_received"
    receive(house.chief, notice.pk, "收到")
    receive(house.inspector, pursuit.pk, "纪检监察组回执〔2026〕3号")
    note_outcome(house.chief, notice.pk, "已在院内通报")
    with pytest.raises(Refused) as refused:
        receive(house.chief, notice.pk, "收到")
    assert code(refused) == "handover.received"
    first, second = course_of(record).hand_overs
    assert (first.received_by, first.outcomes[0].text) == ("云江chief", "已在院内通报")
    assert second.receipt == "纪检监察组回执〔2026〕3号"
    assert second.outcomes == ()


@pytest.mark.clause("zhangzhou-18c")
def test_a_leader_found_to_have_interfered_does_not_change_the_handler(house):
    record = recorded(house)
    verified(house, record)
    with pytest.raises(Refused) as refused:
        moved(house, "deputy")
    assert code(refused) == "handler.kept_from"
    assert "文本未规定" in refused.value.refusals[0].reason
    moved(house, "chief")


@pytest.mark.parametrize("verdict", ["normal", "untrue", ""])
def test_a_record_alone_keeps_nobody_from_anything(house, verdict):
    record = recorded(house)
    if verdict:
        verified(house, record, verdict)
    moved(house, "deputy")


def test_a_record_about_the_chief_goes_to_the_superior_to_verify(house):
    record = recorded(house, name="云江chief")
    with pytest.raises(Http404):
        hand_over(house.chief, record.pk, "verify", "superior", "x")
    assert handed_to(house.above) == ()
    with pytest.raises(Http404):
        verified(house, record, person=house.above)
    hand_over(house.inspector, record.pk, "verify", "superior", "涉及检察长")
    assert [one.id for one in handed_to(house.above)] == [record.pk]
    verified(house, record, person=house.above)
    assert course_of(record).verdict == "violation"
    pursuit = hand_over(house.above, record.pk, "pursue", "discipline", "移送")
    receive(house.above, pursuit.pk, "回执1号")


def test_the_superior_is_told_totals_alone(house):
    verified(house, recorded(house))
    recorded(house, house.p2, proceeding=None)
    (total,) = totals_below(house.above, MARCH)
    assert (total.name, total.records, total.verified) == ("云江区人民检察院", 2, 1)
    assert register_of(house.above, MARCH).lines == ()


@pytest.mark.clause("responsibility-37")
def test_dt_8_23_a_truthful_record_is_a_lenient_factor_for_a_person_to_weigh(house):
    mine, untrue = recorded(house), recorded(house, happened_at=at(3, 6))
    recorded(house, happened_at=at(3, 7), proceeding=None)
    verified(house, untrue, "untrue")
    verified(house, mine)
    until = NOON.replace(year=2027)
    (found,) = truthful_records("p1", house.proceeding.pk, until)
    assert (found.id, found.verified) == (mine.pk, True)
    assert found.citation.text == "司法责任制意见(2024) 第37条"
    assert truthful_records("p2", house.proceeding.pk, until) == ()
    assert truthful_records("p1", house.proceeding.pk, NOON) == ()
