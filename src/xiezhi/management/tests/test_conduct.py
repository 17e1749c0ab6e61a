"""What was not done in time becomes one finding, which worsens and is closed on an answer."""

import datetime as dt

import pytest

from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.law import national
from xiezhi.management.actions.answer_finding import answer_finding
from xiezhi.management.actions.close_finding import close_finding, is_still_overdue
from xiezhi.management.actions.issue_notice import issue_notice
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.management.models import Finding, Watched
from xiezhi.management.rules import conduct_rules

CHARGE = {"subject": "P1", "fields": {"charge": "盗窃罪"}}


@pytest.fixture
def prosecution(office):
    """Received on 2 March: the suspect must be told of their rights by 5 March."""
    opened = accepted(office, PROSECUTION, case_source="police")
    given_to(office, opened.pk)
    return opened


def found_on(month, day):
    return list(run_countdown(dt.date(2026, month, day)).findings)


def prosecute(office, opened):
    make_move(office.p1, opened.pk, "record_interrogation", subject="P1", at=at(3, 7))
    opine(office.p1, opened.pk, "prosecute", "事实清楚", at=at(3, 9), **CHARGE)
    review(office.head, opened.pk, "disposition:P1", "agree", at=at(3, 9, 10))
    decide(office.chief, opened.pk, "prosecute", at=at(3, 9, 11), **CHARGE)


def test_in_time_is_no_finding_and_is_not_looked_at_again(office, prosecution):
    told = {"notified": "当面告知，签收"}
    make_move(office.p1, prosecution.pk, "notify_rights", subject="P1", fields=told, at=at(3, 5))
    assert found_on(3, 5) == []
    assert Watched.objects.get().again_on == dt.date(2026, 3, 6)
    assert found_on(3, 6) == []
    assert Watched.objects.get().again_on is None


def test_what_is_not_done_worsens_when_the_decision_comes_without_it(office, prosecution):
    assert found_on(3, 5) == []
    (finding,) = found_on(3, 6)
    assert (finding.rule, finding.severity) == ("rights_notice_late", "oral")
    assert is_still_overdue(finding, dt.date(2026, 3, 6))
    prosecute(office, prosecution)
    assert found_on(3, 10) == []
    finding.refresh_from_db()
    assert (finding.rule, finding.severity) == ("rights_notice_missing", "serious")
    assert "2026年3月9日决定起诉" in finding.facts
    assert dict(finding.receipts.values_list("person", "role"))["chief"] == "chief"

    on = dt.date(2026, 3, 11)
    noticed = issue_notice(office.manager, finding.pk, ["查明原因"], on)
    assert noticed.notice
    answer_finding(office.p1, finding.pk, "告知书在卷，漏作登记", on)
    closed = close_finding(office.manager, finding.pk, "已核对告知书回执", on)
    assert closed.state == Finding.State.CLOSED
    assert found_on(3, 12) == []


def test_every_rule_of_conduct_is_about_acts_that_its_procedures_know():
    for procedure_id, rules in conduct_rules().items():
        procedure = national().procedures[procedure_id]
        papers = {paper.template for move in procedure.moves for paper in move.documents}
        for rule in rules.values():
            for name in (rule.conduct.act, *rule.conduct.before):
                kind, _, what = name.partition(":")
                if kind in ("move", "decide"):
                    assert procedure.move(what), name
            if rule.conduct.finds == "order":
                later = {name.partition(":")[2] for name in rule.conduct.before}
                assert later & papers
