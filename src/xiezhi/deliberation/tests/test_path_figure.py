"""The decision path drawn: who is waited for, reports, declined meetings, delegation."""

import datetime as dt

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.figures.case_view import case_view
from xiezhi.casework.tests.office import at
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.instruct import instruct
from xiezhi.deliberation.actions.object import object_to
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.request_meeting import request_meeting
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.organs.actions.delegate import delegate
from xiezhi.web.components.path import figure

CHARGE = {"charge": "盗窃罪"}
MATTER_ID = "criminal.prosecution.prosecute"


def proposed(office):
    proceeding = under_review(office)
    opine(
        office.p1, proceeding.pk, "prosecute", "事实清楚，证据确实、充分",
        subject="P1", fields=CHARGE, at=at(3, 4),
    )  # fmt: skip
    return proceeding


def steps(office, proceeding, day):
    (path,) = case_view(office.chief, proceeding.pk, dt.date(2026, 3, day)).paths
    return path.steps


def test_a_declined_meeting_hangs_below_the_review_and_the_head_is_waited_for(office):
    proceeding = proposed(office)
    request_meeting(office.p1, proceeding.pk, MATTER, "是否构成累犯", at=at(3, 5))
    (_, _, meeting, _) = steps(office, proceeding, 5)
    assert (meeting.who, meeting.result, meeting.state) == ("云江head 第1天", "待召开", "now")
    declined = {"matter": MATTER, "reasons": "已有同类判决"}
    perform(office.head, proceeding.pk, "decline_meeting", declined, at=at(3, 6))
    opinion, reviewed, decision = steps(office, proceeding, 7)
    (branch,) = reviewed.below
    assert (branch.title, branch.who) == ("不召开联席会议", "云江head 3月6日")
    assert (branch.result, branch.state) == ("已有同类判决", "done")
    assert (reviewed.who, reviewed.state) == ("云江head 第2天", "now")
    assert (opinion.state, decision.state) == ("done", "off")


def test_a_report_asked_for_waits_for_the_handler_until_it_is_made(office):
    proceeding = proposed(office)
    instruct(
        office.chief, proceeding.pk, MATTER, "report", due_on=dt.date(2026, 3, 8), at=at(3, 5)
    )
    (asked,) = steps(office, proceeding, 5)[0].below
    assert (asked.title, asked.who) == ("检察长要求报告", "云江p1，限3月8日")
    assert (asked.result, asked.state) == ("待报告", "now")
    given = {"matter": MATTER, "ground": "asked", "content": "证据已补充到位"}
    perform(office.p1, proceeding.pk, "report", given, at=at(3, 6))
    (answered,) = steps(office, proceeding, 6)[0].below
    assert (answered.who, answered.result) == ("云江chief 3月5日", "已报告")
    assert answered.state == "done"


def test_a_delegated_decision_names_who_gave_it_and_its_days(office):
    proceeding = proposed(office)
    delegate(
        office.chief, office.p1, "matter", matters=[MATTER_ID],
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 4, 1),
    )  # fmt: skip
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    waiting = steps(office, proceeding, 6)[-1]
    assert (waiting.who, waiting.state) == ("云江chief 第2天", "now")
    decide(office.p1, proceeding.pk, "prosecute", matter=MATTER, by_delegation=True, at=at(3, 6))
    decision = steps(office, proceeding, 6)[-1]
    assert decision.title == "检察官决定（受委托）"
    (given,) = decision.below
    assert (given.title, given.who) == ("云江chief委托", "2026-03-01—2026-04-01")


def test_an_objection_waits_below_the_decision_and_the_figure_says_all_of_it(office):
    proceeding = proposed(office)
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    decide(office.chief, proceeding.pk, "prosecute", matter=MATTER, fields=CHARGE, at=at(3, 6))
    object_to(office.p1, proceeding.pk, MATTER, "证据尚不充分", at=at(3, 6, 10))
    drawn = figure(steps(office, proceeding, 6))
    (box,) = drawn.below
    assert (box.title, box.result, box.shape) == ("提出异议", "待检察长答复", "now")
    assert box.x == drawn.boxes[-1].x
    assert box.y > drawn.boxes[-1].y + 66
    assert "提出异议 云江p1 3月6日 待检察长答复" in drawn.sentence
    assert drawn.height > 66 * 2
