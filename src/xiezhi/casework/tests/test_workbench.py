"""What comes back to the handler when others are late, and who reviews what a head handles."""

import datetime as dt

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.figures.desk import tasks_of
from xiezhi.casework.selectors import workbench
from xiezhi.casework.tests.office import accepted, at, given_to, theft

MATTER = "supervision.supervision_matter"
NOTICE = {"do": "issue_correction_notice", "subject": None}
FIELDS = {"violation": "超期羁押", "reply_by": "2026-03-25"}


def served(office):
    """Return a supervision matter whose notice was served; the reply is due on 25 March."""
    opened = accepted(office, MATTER, case=theft("云江区看守所"))
    given_to(office, opened.pk)

    def by(person, kind, hour, **data):
        return perform(person, opened.pk, kind, data, at=at(3, 3, hour))

    found = {"violation_found": True, "verification": "调取羁押台账"}
    by(office.p1, "move", 9, do="record_verification", fields=found)
    by(office.p1, "opine", 10, **NOTICE, reasons="超期羁押", fields=FIELDS)
    by(office.head, "review", 11, matter="means:all", result="agree")
    by(office.chief, "decide", 12, matter="means:all", do="issue_correction_notice", fields={})
    paper = {"document": "d1", "template": "correction_notice", "number": "云江检纠违〔2026〕1号"}
    by(office.p1, "issue_document", 13, **paper, matter="means:all")
    by(office.p1, "serve", 14, document="d1", to="云江区看守所", mode="direct", proof="回证",
       served_on="2026-03-03")  # fmt: skip
    return opened


def test_a_reply_that_is_late_comes_back_to_the_handler_with_what_to_do(office):
    served(office)
    in_time = workbench(office.p1, dt.date(2026, 3, 25))
    assert [row.label for row in in_time.theirs] == ["等待被监督单位回复"]
    assert in_time.mine == ()

    day = dt.date(2026, 3, 27)
    late = workbench(office.p1, day)
    (row,) = late.mine
    assert (row.days_left, row.label) == (-2, "督促回复、向上一级人民检察院报告")
    assert late.theirs == ()
    (task,) = tasks_of(office.p1, late.mine, day)
    assert (task.move.kind, task.move.button) == ("move", "督促回复")


def test_a_head_who_handles_is_reviewed_by_the_deputy_chief(office):
    opened = accepted(office)
    given_to(office, opened.pk, "head")
    case = {"charge": "盗窃罪", "arrest_ground": "ordinary"}
    perform(office.head, opened.pk, "opine",
            {"do": "approve_arrest", "subject": "P1", "reasons": "有社会危险性", "fields": case},
            at=at(3, 3, 10))  # fmt: skip
    day = dt.date(2026, 3, 3)
    assert [row.step for row in workbench(office.deputy, day).mine] == ["review"]
    bench = workbench(office.head, day)
    assert "review" not in [row.step for row in bench.mine]
    assert [row.waits_for for row in bench.theirs if row.step == "review"] == ["分管副检察长"]
