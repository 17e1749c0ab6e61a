"""Clocks counted in hours, successors and the recused: who is told what."""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.actions.recuse import recuse
from xiezhi.casework.models import Clock
from xiezhi.casework.tests.office import SHANGHAI, at
from xiezhi.documents.templates_in_force import templates
from xiezhi.law import national
from xiezhi.ledger.selectors import entries_of
from xiezhi.management.access import answers_as, visible_alerts, visible_findings
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.management.models import Alert, Finding
from xiezhi.management.rules import days_told_before, rules
from xiezhi.management.selectors import monitoring_board

DAY = dt.date(2026, 3, 3)


@pytest.fixture
def hours(watched):
    """The review's clock beside one that ends at ten o'clock of 3 March."""
    Clock.objects.create(
        proceeding=watched.proceeding, no=9, key="legal_aid:P1", label="转交法律援助申请",
        period_id="criminal.legal_aid_forward_24h", subject="P1", start_on=dt.date(2026, 3, 2),
        due_at=dt.datetime(2026, 3, 3, 10, tzinfo=SHANGHAI), status="running",
    )  # fmt: skip
    return watched


def told(one):
    return dict(one.receipts.values_list("person", "role"))


def of_hours(rows):
    return [one for one in rows if one.clock == "legal_aid:P1"]


def test_a_clock_of_hours_is_told_the_day_before_and_on_the_day(hours):
    (before,) = of_hours(run_countdown(DAY - dt.timedelta(days=1)).alerts)
    (today,) = of_hours(run_countdown(DAY).alerts)
    assert (before.days_before, today.days_before) == (1, 0)
    assert told(today) == {"p1": "handler", "head": "department_head"}


def test_it_is_over_at_its_instant_and_not_at_midnight(hours):
    for hour in (9, 10):
        moment = dt.datetime(2026, 3, 3, hour, tzinfo=SHANGHAI)
        assert not of_hours(run_countdown(DAY, moment).findings)
    late = dt.datetime(2026, 3, 3, 10, 1, tzinfo=SHANGHAI)
    with time_machine.travel(late, tick=False):
        (found,) = of_hours(run_countdown(DAY).findings)
        assert found.rule == "overdue"
        assert [line.overdue for line in monitoring_board(hours.p1, DAY).findings] == [True]
        assert not of_hours(run_countdown(DAY).findings)


def test_the_board_names_the_days_of_the_rules(client, watched):
    assert days_told_before() == (7, 3, 1)
    client.force_login(watched.other)
    text = client.get("/monitoring/").content.decode()
    assert "届满前 7、3、1 日的提示" in text
    assert all(rule.days_note for rule in rules().values() if rule.days_before)


def test_a_successor_sees_the_finding_at_once_and_is_told_at_the_next_run(overdue):
    reassign(overdue.manager, overdue.proceeding.pk, "另有任务", at=at(3, 10, 11))
    overdue.proceeding.refresh_from_db()
    after = getattr(overdue, overdue.proceeding.handler_id)
    assert after.code != "p1"
    assert visible_findings(after).filter(pk=overdue.finding.pk).exists()
    run_countdown(dt.date(2026, 3, 10))
    assert told(overdue.finding)[after.code] == "handler"
    last = entries_of(("monitoring", str(overdue.proceeding.pk)))[-1]
    assert (last.kind, last.data["told"]) == ("tell", [after.code])
    assert monitoring_board(after, dt.date(2026, 3, 10)).findings[0].told_me


def test_whoever_recuses_afterwards_sees_nothing_of_what_they_were_told(overdue):
    assert "head" in told(overdue.finding)
    recuse(overdue.chief, overdue.proceeding.pk, "head", "系近亲属", at=at(3, 10, 11))
    assert not visible_findings(overdue.head).exists()
    assert not visible_alerts(overdue.head).exists()
    assert answers_as(overdue.head, overdue.finding) == ""
    run_countdown(dt.date(2026, 3, 11))
    assert told(overdue.finding)["deputy"] == "deputy_chief"


def test_a_recused_head_is_told_nothing_and_the_deputy_instead(watched):
    recuse(watched.chief, watched.proceeding.pk, "head", "系近亲属", at=at(3, 2, 11))
    run_countdown(dt.date(2026, 3, 8))
    people = told(Alert.objects.get())
    assert "head" not in people
    assert people["deputy"] == "deputy_chief"
    assert not Finding.objects.exists()


def test_working_papers_are_those_that_the_documents_app_drafts():
    for procedure in national().procedures.values():
        named = {*procedure.papers, *(p.template for m in procedure.moves for p in m.documents)}
        assert {templates()[name].room for name in named} <= {"documents"}, procedure.id
    assert templates()["process_monitoring_notice"].room == "management"
