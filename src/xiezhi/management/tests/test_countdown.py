"""The countdown: who is told when, once each; what is found; what does not alarm."""

import datetime as dt
import time

import pytest

from xiezhi.casework.actions.extend import extend
from xiezhi.casework.actions.note_facts import note_facts
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.actions.resume import resume
from xiezhi.casework.actions.suspend import suspend
from xiezhi.casework.models import Case, Clock, Proceeding
from xiezhi.casework.tests.office import PROSECUTION, accepted, at, given_to, theft
from xiezhi.ledger.selectors import entries_of
from xiezhi.management.actions import run_countdown as countdown_of
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.management.models import Alert, Finding, Receipt
from xiezhi.management.rules import rule_for, rules

CLOCK = "review_detained:P1"
AT_LARGE = CaseGiven("秦越盗窃案", "盗窃", "transferred", [PartyGiven("suspect", "秦越")])


def day(number, month=3):
    return dt.date(2026, month, number)


def told(one):
    return dict(one.receipts.values_list("person", "role"))


def test_seven_three_and_one_day_before_everyone_named_is_told_once(watched):
    before = {number: run_countdown(day(number)).alerts for number in range(2, 10)}
    assert {n: [a.days_before for a in alerts] for n, alerts in before.items() if alerts} == {
        2: [7],
        6: [3],
        8: [1],
    }
    (alert,) = before[8]
    assert told(alert) == {
        "p1": "handler",
        "head": "department_head",
        "resident": "resident_prosecutor",
    }
    entry = entries_of(("monitoring", str(watched.proceeding.pk)))[-1]
    assert (entry.kind, entry.by, entry.data["left"]) == ("warn", "monitor", 1)


def test_a_run_that_was_missed_tells_the_nearest_step_only(watched):
    (alert,) = run_countdown(day(7)).alerts
    assert (alert.days_before, Alert.objects.count()) == (3, 1)


def test_running_twice_changes_nothing(overdue):
    again = run_countdown(day(10))
    later = run_countdown(day(14))
    assert (again.findings, later.findings) == ((), ())
    assert Finding.objects.count() == 1
    assert Receipt.objects.filter(finding=overdue.finding).count() == 4


def test_past_the_end_a_serious_finding_is_told_to_the_chief_too(overdue):
    finding = overdue.finding
    assert (finding.rule, finding.severity, finding.state) == (
        "own_custody_overdue",
        "serious",
        "open",
    )
    assert told(finding).keys() == {"p1", "head", "resident", "chief"}
    assert finding.breached == "刑事诉讼法(2018) 第91条第3款"
    assert finding.asks == ["发送流程监控通知书", "报告检察长"]


def test_the_last_day_itself_is_not_a_breach(watched):
    assert run_countdown(day(9)).findings == ()


def test_a_suspended_clock_neither_warns_nor_breaches(office):
    found = accepted(office, PROSECUTION, case_source="police")
    given_to(office, found.pk)
    key = Clock.objects.get(status="running").key
    suspend(office.p1, found.pk, key, day(5), "psychiatric_evaluation", at=at(3, 5))
    assert [run_countdown(day(n)).alerts for n in (26, 30)] == [(), ()]
    assert run_countdown(day(20, 4)).findings == ()
    resume(office.p1, found.pk, key, day(21, 4), at=at(4, 21))
    due_on = Clock.objects.get(key=key).due_on
    assert due_on == day(2, 4) + (day(21, 4) - day(5))
    assert [a.due_on for a in run_countdown(due_on - dt.timedelta(days=3)).alerts] == [due_on]


def test_an_extension_stops_the_alarm_until_the_new_end(office):
    found = accepted(office, case=AT_LARGE)
    given_to(office, found.pk)
    key = Clock.objects.get(status="running").key
    assert [a.days_before for a in run_countdown(day(16)).alerts] == [1]
    note_facts(office.p1, found.pk, {"major_or_complex": True}, "阅卷笔录", at=at(3, 16))
    extend(office.p1, found.pk, key, "complex", at=at(3, 16))
    assert run_countdown(day(18)).findings == ()
    (alert,) = run_countdown(day(22)).alerts
    assert (alert.due_on, alert.rule) == (day(23), "near_end")  # the 22nd is a Sunday


def test_a_provisional_date_warns_marked_and_establishes_no_breach(watched):
    Clock.objects.filter(key=CLOCK).update(due_on=day(9), provisional=True)
    (alert,) = run_countdown(day(8)).alerts
    assert alert.provisional is False, "counted anew with the calendar that is now published"
    Alert.objects.all().delete()
    proceeding = accepted(
        watched, case=AT_LARGE, when=dt.datetime(2029, 2, 20, 9, tzinfo=at(3, 1).tzinfo)
    )
    clock = Clock.objects.get(proceeding=proceeding, status="running")
    assert clock.provisional
    alerts = run_countdown(clock.due_on - dt.timedelta(days=1)).alerts
    assert [a.provisional for a in alerts if a.proceeding == proceeding.pk] == [True]
    after = run_countdown(clock.due_on + dt.timedelta(days=1)).findings
    assert proceeding.pk not in {one.proceeding for one in after}


def test_a_kill_in_the_middle_leaves_whole_alerts_only(watched, monkeypatch):
    second = accepted(watched, case=theft("秦越"), detained=True)
    given_to(watched, second.pk)
    written = countdown_of.record_monitoring

    def dies_at_the_second(*args, **kwargs):
        if Alert.objects.count() == 2:
            raise KeyboardInterrupt
        return written(*args, **kwargs)

    monkeypatch.setattr(countdown_of, "record_monitoring", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_countdown(day(8))
    (alert,) = Alert.objects.all()
    assert Receipt.objects.count() == 3
    assert len(entries_of(("monitoring", str(alert.proceeding)))) == 1
    monkeypatch.undo()
    assert len(run_countdown(day(8)).alerts) == 1
    assert Alert.objects.count() == 2


def test_rules_bind_the_own_clocks_and_custody_only():
    assert rule_for("criminal.arrest_review_detained", overdue=True)[0] == "own_custody_overdue"
    assert rule_for("criminal.investigation_custody_base", overdue=True)[0] == "custody_overdue"
    assert rule_for("criminal.prosecution_review_1m", overdue=True)[0] == "overdue"
    assert rule_for("criminal.non_arrest_reconsider_psb", overdue=True) is None
    assert rule_for("", overdue=False) is None
    assert rule_for("", overdue=True) is None
    assert all(rule.quote for rule in rules().values())


@pytest.mark.clause("responsibility-40b")
def test_a_thousand_cases_have_their_breaches_found_in_time_and_no_others(watched):
    on = day(20, 5)
    template = Clock.objects.get(key=CLOCK)
    unit, department = watched.unit, watched.departments["P1"]
    cases, proceedings, clocks, breached = [], [], [], set()
    for n in range(1000):
        case = Case(
            number=f"件{n}", title=f"第{n}案", cause="盗窃", procuratorate=unit,
            source="transferred", registered_at=at(3, 1),
        )  # fmt: skip
        closed_on = day(1, 5) if n % 7 == 0 else None
        one = Proceeding(
            case=case, procedure_id=watched.proceeding.procedure_id, number=f"程{n}",
            title=case.title, procuratorate=unit, department=department, opened_on=day(1),
            handler=watched.p1, closed_on=closed_on, pack_version="1",
        )  # fmt: skip
        status = ("running", "running", "suspended", "done")[n % 4]
        due_on = on + dt.timedelta(days=n % 61 - 30)
        if status == "running" and closed_on is None and due_on < on:
            breached.add(one.pk)
        cases.append(case)
        proceedings.append(one)
        clocks.append(
            Clock(proceeding=one, no=0, key="k", period_id=template.period_id, label="审查逮捕",
                  subject="P1", start_on=day(1), due_on=due_on, status=status, citation="")
        )  # fmt: skip
    Proceeding.objects.filter(pk=watched.proceeding.pk).update(closed_on=day(3))
    Case.objects.bulk_create(cases)
    Proceeding.objects.bulk_create(proceedings)
    Clock.objects.bulk_create(clocks)
    began = time.monotonic()
    found = {one.proceeding for one in run_countdown(on).findings}
    assert time.monotonic() - began < 60, "seconds: told within a minute of midnight"
    assert found == breached
    assert len(breached) > 150
