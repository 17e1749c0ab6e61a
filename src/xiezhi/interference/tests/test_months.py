"""The monthly report: everybody has records or a nil report; what is missing is a reminder."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.tests.office import at
from xiezhi.interference.actions.report_month import confirm_department, report_nothing
from xiezhi.interference.models import MonthReport
from xiezhi.interference.selectors.months import missing_in, own_months, reminders
from xiezhi.interference.tests.house import MARCH, recorded
from xiezhi.law import Refused
from xiezhi.organs import selectors as organs

APRIL_2 = dt.date(2026, 4, 2)


def codes(refused):
    return refused.value.refusals[0].code


@pytest.mark.clause("zhangzhou-news-n")
@pytest.mark.clause("reform-32b")
def test_a_month_is_complete_when_everybody_recorded_or_signed_a_nil_report(house):
    everybody = {one.code for one in organs.persons("YJ", APRIL_2)}
    assert set(missing_in("YJ", MARCH)) == everybody
    recorded(house)
    for code in everybody - {"p1"}:
        report_nothing(organs.person(code), MARCH)
    assert missing_in("YJ", MARCH) == ()
    assert reminders("YJ", MARCH) == ()


def test_what_is_missing_is_told_by_department_and_nobody_is_counted(house):
    recorded(house)
    told = reminders("YJ", MARCH)
    assert "云江p1" not in {one.name for one in told}
    assert [one.department for one in told] == sorted(one.department for one in told)
    assert set(told[0].__slots__) == {"name", "department"}


def test_a_month_that_runs_is_not_reported(house):
    with pytest.raises(Refused) as refused:
        report_nothing(house.p1, dt.date(2026, 4, 1))
    assert codes(refused) == "month.not_over"
    with time_machine.travel(at(5, 1, 0, 0)):
        report_nothing(house.p1, dt.date(2026, 4, 1))


def test_the_month_ends_at_midnight_in_shanghai(house):
    with time_machine.travel(at(4, 30, 23, 59)), pytest.raises(Refused):
        report_nothing(house.p1, dt.date(2026, 4, 1))
    recorded(house, happened_at=at(3, 31, 23, 59))
    assert "p1" not in missing_in("YJ", MARCH)
    recorded(house, house.p2, happened_at=at(4, 1, 0, 0), proceeding=None)
    assert "p2" in missing_in("YJ", MARCH)


def test_whoever_recorded_makes_no_nil_report_and_nobody_makes_two(house):
    recorded(house)
    with pytest.raises(Refused) as refused:
        report_nothing(house.p1, MARCH)
    assert codes(refused) == "month.has_records"
    report_nothing(house.p2, MARCH)
    with pytest.raises(Refused) as refused:
        report_nothing(house.p2, MARCH)
    assert codes(refused) == "month.reported"


def test_a_record_after_a_nil_report_stands_beside_it(house):
    report_nothing(house.p1, MARCH)
    recorded(house)
    (month, *_) = own_months(house.p1, APRIL_2)
    assert month.has_records
    assert month.reported
    assert MonthReport.objects.count() == 1


def test_a_month_before_the_post_is_not_asked(house):
    house.p3.posts.update(from_on="2026-04-01")
    assert own_months(house.p3, APRIL_2) == ()
    assert "p3" not in missing_in("YJ", MARCH)
    with pytest.raises(Refused) as refused:
        report_nothing(house.p3, MARCH)
    assert codes(refused) == "month.not_here"


def test_a_head_confirms_the_department_without_learning_who_recorded(house, client):
    recorded(house)
    client.force_login(house.head)
    page = client.get(reverse("interference")).content.decode()
    assert "云江p2" in page
    assert "云江p1" not in page
    with pytest.raises(Refused) as refused:
        confirm_department(house.head, MARCH)
    assert codes(refused) == "month.still_missing"
    assert "云江p2" in refused.value.refusals[0].reason
    for one in organs.persons("YJ", APRIL_2, department_code="P1"):
        if one.code != "p1":
            report_nothing(one, MARCH)
    page = client.get(reverse("interference")).content.decode()
    assert "谁有记录、写了什么，不告诉部门负责人" in page
    assert "要求从轻" not in page
    confirm_department(house.head, MARCH)
    with pytest.raises(Refused):
        confirm_department(house.head, MARCH)
    with pytest.raises(Refused) as refused:
        confirm_department(house.p1, MARCH)
    assert codes(refused) == "month.not_head"


def test_the_workbench_reminds_until_it_is_done(house, client):
    client.force_login(house.p1)
    assert "2026-03 还没有报告" in client.get(reverse("workbench")).content.decode()
    sent = client.post(reverse("interference-month"), {"month": "2026-03"})
    assert sent.status_code == 302
    assert "还没有报告" not in client.get(reverse("workbench")).content.decode()
