"""The pages: what each role sees, does and is refused; the notice comes down as a Word file."""

import datetime as dt
import io
import uuid

import docx
import pytest
import time_machine
from django.urls import reverse

from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.management.models import Finding


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def step(browser, finding, name, text=""):
    return browser.post(reverse("finding-step", args=[finding.pk, name]), {"text": text})


def test_the_title_states_the_finding_and_red_is_for_the_breach(overdue, visit):
    text = visit(overdue.manager).get(reverse("monitoring")).content.decode()
    assert "1 件超过期限" in text
    assert "超期1天" in text
    assert text.count("<h1") == 1


def test_nothing_found_says_what_that_means(office, visit):
    text = visit(office.p1).get(reverse("monitoring")).content.decode()
    assert "没有超过期限的，也没有将届满的" in text
    assert "次日会出现在这里" in text


def test_an_alert_is_acknowledged_by_its_receiver(watched, visit):
    with time_machine.travel(dt.datetime(2026, 3, 8, 2, tzinfo=dt.UTC), tick=False):
        (alert,) = run_countdown(dt.date(2026, 3, 8)).alerts
        page = visit(watched.resident).get(reverse("monitoring")).content.decode()
        assert "剩1天" in page
        assert "签收提示" in page
        assert reverse("case-page", args=[watched.proceeding.pk]) not in page
        assert (
            visit(watched.resident).post(reverse("alert-seen", args=[alert.pk])).status_code == 302
        )
        assert alert.receipts.get(person="resident").seen_at
        refused = visit(watched.p2).post(reverse("alert-seen", args=[alert.pk]))
        assert refused.status_code == 403
        assert "由被告知的人签收" in refused.content.decode()


def test_notice_reply_report_transfer_and_closing_by_their_forms(overdue, visit):
    finding = overdue.finding
    page = visit(overdue.manager).get(reverse("finding", args=[finding.pk])).content.decode()
    assert "发送流程监控通知书" in page
    assert "第665条第2款" in page
    assert "何望北" in page
    assert page.count("btn-primary") == 1
    assert (
        step(visit(overdue.manager), finding, "notice", "查明原因\n变更强制措施").status_code
        == 302
    )
    file = visit(overdue.head).get(reverse("finding-notice", args=[finding.pk]))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert "2．变更强制措施" in text
    assert file["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert step(visit(overdue.p1), finding, "answer", "已提请变更").status_code == 302
    assert step(visit(overdue.manager), finding, "report").status_code == 302
    assert step(visit(overdue.manager), finding, "transfer", "超期羁押").status_code == 302
    hindered = step(visit(overdue.manager), finding, "close", "认可")
    assert hindered.status_code == 409
    assert "期限停止以后可以了结" in hindered.content.decode()
    page = visit(overdue.inspector).get(reverse("finding", args=[finding.pk])).content.decode()
    assert "已提请变更" in page
    assert "<textarea" not in page
    assert Finding.objects.get().state == "answered"


def test_a_step_that_is_not_yours_is_refused_with_rule_and_cure(overdue, visit):
    answer = step(visit(overdue.head), overdue.finding, "notice", "查明")
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "由本院案件管理人员办理" in text
    assert "进行管理、监督、预警" in text
    assert Finding.objects.get().notice is None


@pytest.mark.parametrize("who", ["p2", "other", "inspector", "admin", "superior"])
def test_strangers_do_not_learn_of_a_finding(overdue, visit, who):
    browser, key = visit(getattr(overdue, who)), overdue.finding.pk
    for name in ("finding", "finding-notice"):
        assert browser.get(reverse(name, args=[key])).status_code == 404
    assert step(browser, overdue.finding, "answer", "x").status_code == 404
    assert "许望舟" not in browser.get(reverse("monitoring")).content.decode()


def test_unknown_steps_and_findings_are_not_there(overdue, visit):
    assert step(visit(overdue.manager), overdue.finding, "delete").status_code == 404
    missing = reverse("finding", args=[uuid.uuid4()])
    assert visit(overdue.manager).get(missing).status_code == 404
    assert (
        visit(overdue.manager)
        .get(reverse("finding-notice", args=[overdue.finding.pk]))
        .status_code
        == 404
    )


def test_the_filter_lives_in_the_address(overdue, visit):
    page = visit(overdue.manager).get(reverse("monitoring"), {"state": "closed"})
    assert page.context["board"].findings == ()
    assert "监控发现" in page.content.decode()
