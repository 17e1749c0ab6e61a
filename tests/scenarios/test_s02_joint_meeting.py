"""S02: the joint meeting's majority differs from the handler, so the chief decides (意见 24)."""

import datetime as dt

import pytest

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.models import Awaiting
from xiezhi.casework.selectors import workbench
from xiezhi.casework.tests.office import at
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.hold_meeting import hold_meeting
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.sign_record import sign_record
from xiezhi.deliberation.actions.submit import submit
from xiezhi.deliberation.selectors import matter_record
from xiezhi.deliberation.tests.way import COLLEAGUES, MATTER, under_review
from xiezhi.law import Refused


@pytest.mark.clause("responsibility-24d")
def test_s02_dt_4_7_the_majority_differs_and_the_chief_decides(office):
    proceeding = under_review(office)
    opine(
        office.p1, proceeding.pk, "drop_minor", "犯罪情节轻微，已退赃并取得谅解",
        subject="P1", fields={"drop_reasons": "情节轻微"},
        at=at(3, 4),
    )  # fmt: skip
    review(office.head, proceeding.pk, MATTER, "disagree", remark="曾因盗窃受过处罚", at=at(3, 5))
    votes = dict.fromkeys(COLLEAGUES, "prosecute") | {"head": "drop_minor"}
    hold_meeting(
        office.head, proceeding.pk, MATTER, votes, "六人到会，逐人发表意见。", at=at(3, 6)
    )
    issue = {"document": "d1", "template": "non_prosecution_decision", "number": "1号"}
    for code in (*COLLEAGUES, "head"):
        with pytest.raises(Refused, match="没有签名"):
            decide(office.p1, proceeding.pk, "drop_minor", matter=MATTER, at=at(3, 6, 11))
        sign_record(getattr(office, code), proceeding.pk, MATTER, at=at(3, 6, 11))

    with pytest.raises(Refused) as blocked:
        perform(office.p1, proceeding.pk, "issue_document", issue, at=at(3, 6, 12))
    assert "第24条" in blocked.value.refusals[0].citation.text
    with pytest.raises(Refused, match="检察长"):
        decide(office.p1, proceeding.pk, "drop_minor", matter=MATTER, at=at(3, 6, 12))
    with pytest.raises(Refused):
        review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 6, 13))

    submit(office.head, proceeding.pk, MATTER, "chief", at=at(3, 7))
    waiting = Awaiting.objects.get(proceeding=proceeding)
    assert (waiting.step, waiting.role) == ("decide", "chief")
    (row,) = workbench(office.chief, dt.date(2026, 3, 7)).mine
    assert (row.step, row.subject) == ("decide", "P1")

    decide(
        office.chief, proceeding.pk, "prosecute", matter=MATTER,
        fields={"charge": "盗窃罪"}, reasons="有前科，不属情节轻微", at=at(3, 8),
    )  # fmt: skip
    record = matter_record(office.chief, proceeding.pk, MATTER, dt.date(2026, 3, 8))
    assert record.decision.decider == "chief"
    assert record.decision.do == "prosecute"
    assert [o.do for o in record.opinions] == ["drop_minor"]
    assert record.reviews[0].result == "disagree"
    assert record.meetings[0].majority == "prosecute"
    proceeding.refresh_from_db()
    assert proceeding.stage == "prosecuted"
