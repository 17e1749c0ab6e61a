"""What comes back to the handler when others are late, and who reviews what a head handles."""

import datetime as dt

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.figures.desk import tasks_of
from xiezhi.casework.models import Clock
from xiezhi.casework.selectors import workbench
from xiezhi.casework.tests.office import SINCE, accepted, at, given_to, theft

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
    opened = served(office)
    in_time = workbench(office.p1, dt.date(2026, 3, 25))
    assert [row.label for row in in_time.theirs] == ["等待被监督单位回复"]
    assert in_time.mine == ()

    day = dt.date(2026, 3, 27)
    late = workbench(office.p1, day)
    (row,) = late.mine
    assert (row.days_left, row.label) == (-2, "督促回复")
    assert late.theirs == ()
    (task,) = tasks_of(office.p1, late.mine, day)
    assert (task.move.kind, task.move.button) == ("move", "督促回复")
    urged = {"do": "urge", "fields": {"urging": "电话并书面督促"}}
    perform(office.p1, opened.pk, "move", urged, at=at(3, 27))
    again = workbench(office.p1, day).mine
    (task,) = tasks_of(office.p1, again, day)
    assert (task.row.label, task.move.kind) == ("向上一级人民检察院报告", "opine")
    assert "report_to_superior" in task.move.url


def test_another_clock_that_is_late_is_not_a_late_reply(office):
    opened = served(office)
    Clock.objects.filter(proceeding=opened, key="correction_reply").update(key="oral")
    assert workbench(office.p1, dt.date(2026, 3, 27)).mine == ()


def test_an_assistant_is_not_told_to_urge(office):
    opened = served(office)
    data = {"person": "assistant", "role": "assistant"}
    perform(office.manager, opened.pk, "join_member", data, at=at(3, 4))
    bench = workbench(office.assistant, dt.date(2026, 3, 27))
    assert bench.mine == ()
    assert [row.label for row in bench.theirs] == ["等待被监督单位回复"]


CASE = {"charge": "盗窃罪", "arrest_ground": "ordinary"}


def proposed(office, handler):
    """Return an arrest case given to a handler who has proposed."""
    opened = accepted(office)
    given_to(office, opened.pk, handler.code)
    return opened


def propose(opened, handler):
    data = {"do": "approve_arrest", "subject": "P1", "reasons": "有社会危险性", "fields": CASE}
    perform(handler, opened.pk, "opine", data, at=at(3, 3, 10))


def steps(person):
    return [row.step for row in workbench(person, dt.date(2026, 3, 3)).mine]


def test_a_head_who_handles_is_reviewed_by_the_deputy_chief(office):
    propose(proposed(office, office.head), office.head)
    assert steps(office.deputy) == ["review"]
    bench = workbench(office.head, dt.date(2026, 3, 3))
    assert "review" not in [row.step for row in bench.mine]
    assert [row.waits_for for row in bench.theirs if row.step == "review"] == ["分管副检察长"]


def test_a_head_on_the_team_of_another_is_no_reviewer_either(office):
    opened = proposed(office, office.p1)
    data = {"person": "head", "role": "member"}
    perform(office.chief, opened.pk, "join_member", data, at=at(3, 3, 9))
    heard = {"matter": "arrest:P1", "person": "head", "opinion": "同意"}
    perform(office.p1, opened.pk, "hear_member", heard, at=at(3, 3, 9))
    propose(opened, office.p1)
    assert steps(office.deputy) == ["review"]
    assert "review" not in steps(office.head)


def test_where_a_second_head_is_free_the_review_is_theirs(office):
    office.p2.posts.create(
        procuratorate=office.unit, role="department_head", from_on=SINCE,
        department=office.departments["P1"], review_authorised=True,
    )  # fmt: skip
    propose(proposed(office, office.head), office.head)
    assert steps(office.deputy) == []
    assert steps(office.p2) == ["review"]
