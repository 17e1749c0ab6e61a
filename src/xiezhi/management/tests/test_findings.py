"""What is done about a finding: reminder, notice, reply, report, transfer, closing; by whom."""

import datetime as dt
import io

import docx
import pytest

from xiezhi.casework.access import may_see
from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.models import Clock, IssuedNumber
from xiezhi.casework.selectors import numbered, read_number
from xiezhi.casework.tests.office import at
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.management.access import visible_findings
from xiezhi.management.actions.acknowledge_alert import acknowledge_alert
from xiezhi.management.actions.answer_finding import answer_finding
from xiezhi.management.actions.close_finding import close_finding
from xiezhi.management.actions.issue_notice import issue_notice
from xiezhi.management.actions.remind_orally import remind_orally
from xiezhi.management.actions.report_finding import report_finding
from xiezhi.management.actions.transfer_finding import transfer_finding
from xiezhi.management.models import Alert, Finding

ON = dt.date(2026, 3, 10)
DEMANDS = ["立即查明超过期限的原因", "依法作出决定或者变更强制措施"]


def fresh(office):
    return Finding.objects.get(pk=office.finding.pk)


def noticed(office):
    return issue_notice(office.manager, office.finding.pk, DEMANDS, ON)


def test_the_notice_is_a_numbered_word_file_with_a_reply_date(overdue):
    noticed(overdue)
    finding = fresh(overdue)
    assert (finding.notice_number, finding.state) == ("云江检案监〔2026〕1号", "noticed")
    assert finding.reply_due_on == dt.date(2026, 3, 20)
    file = docx.Document(io.BytesIO(bytes(finding.notice)))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    for words in ("案件流程监控通知书", "云江检案监〔2026〕1号", "第一检察部", "承办人云江p1",
                  "违反羁押期限、办案期限规定", "2026年3月9日届满", "刑事诉讼法",
                  "1．立即查明超过期限的原因", "已同时向检察长报告"):  # fmt: skip
        assert words in text
    assert "待填" not in text
    assert IssuedNumber.objects.get(text=finding.notice_number)
    entry = entries_of(("monitoring", str(finding.proceeding)))[-1]
    assert (entry.kind, entry.by, entry.data["notice"]) == (
        "notice",
        "manager",
        finding.notice_number,
    )


def test_a_notice_is_found_by_its_number_by_who_may_read_the_finding(overdue):
    noticed(overdue)
    asked = read_number(fresh(overdue).notice_number)
    for reader in (overdue.manager, overdue.p1):
        assert [row.id for row in numbered(reader, asked, ON).rows] == [overdue.proceeding.pk]
    told = numbered(overdue.member1, asked, ON)
    assert may_see(overdue.member1, overdue.proceeding, ON)
    assert not visible_findings(overdue.member1).exists()
    assert (told.rows, told.texts) == ((), ()), "reads the case, not what monitoring found"


def test_a_notice_without_demands_is_refused_by_name_and_takes_no_number(overdue):
    with pytest.raises(Refused, match="提示和要求"):
        issue_notice(overdue.manager, overdue.finding.pk, ["  "], ON)
    assert not IssuedNumber.objects.filter(text__contains="案监").exists()
    assert fresh(overdue).state == "open"


def test_a_second_notice_is_refused(overdue):
    noticed(overdue)
    with pytest.raises(Refused, match="不能办这一步"):
        noticed(overdue)
    answer_finding(overdue.p1, overdue.finding.pk, "已查明", ON)
    with pytest.raises(Refused, match="已经发送过"):
        noticed(overdue)


@pytest.mark.parametrize("who", ["p1", "head", "chief", "inspector", "admin", "resident", "other"])
def test_only_case_management_monitors(overdue, who):
    person, key = getattr(overdue, who), overdue.finding.pk
    for act in (
        lambda: issue_notice(person, key, DEMANDS, ON),
        lambda: remind_orally(person, key, "请抓紧", ON),
        lambda: close_finding(person, key, "已经办结", ON),
        lambda: report_finding(person, key, ON),
        lambda: transfer_finding(person, key, "多次超期", ON),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.level == 403
        assert "案件管理" in refused.value.refusals[0].cure
    assert fresh(overdue).state == "open"


@pytest.mark.parametrize("who", ["manager", "chief", "resident", "p2", "inspector"])
def test_only_the_handler_and_the_head_answer(overdue, who):
    with pytest.raises(Refused) as refused:
        answer_finding(getattr(overdue, who), overdue.finding.pk, "已查明", ON)
    assert refused.value.level == 403
    assert "第665条第3款" in refused.value.refusals[0].citation.text


def test_a_new_handler_answers_for_the_case(overdue):
    reassign(overdue.manager, overdue.proceeding.pk, "离岗培训", at=at(3, 10))
    overdue.proceeding.refresh_from_db()
    handler = getattr(overdue, overdue.proceeding.handler_id)
    assert handler.code != "p1"
    assert (
        answer_finding(handler, overdue.finding.pk, "接手后已查明", ON).replied_by == handler.code
    )


def test_an_empty_reply_is_refused_and_a_reply_waits_to_be_judged(overdue):
    with pytest.raises(Refused, match="没有内容"):
        answer_finding(overdue.p1, overdue.finding.pk, " ", ON)
    answer_finding(overdue.head, overdue.finding.pk, "鉴定意见迟到，已催办", ON)
    assert (fresh(overdue).state, fresh(overdue).replied_by) == ("answered", "head")
    with pytest.raises(Refused, match="已回复"):
        answer_finding(overdue.p1, overdue.finding.pk, "再答", ON)


def test_a_serious_finding_closes_on_changed_facts_only(overdue):
    key = overdue.finding.pk
    with pytest.raises(Refused, match="不能办这一步"):
        close_finding(overdue.manager, key, "认可", ON)
    answer_finding(overdue.p1, key, "正在办理", ON)
    with pytest.raises(Refused, match="没有写理由"):
        close_finding(overdue.manager, key, "", ON)
    with pytest.raises(Refused, match="期限仍然超过"):
        close_finding(overdue.manager, key, "认可", ON)
    Clock.objects.filter(proceeding=overdue.proceeding).update(status="done")
    closed = close_finding(overdue.manager, key, "已经变更为取保候审", ON)
    assert (closed.state, closed.closed_on) == ("closed", ON)
    with pytest.raises(Refused, match="不能办这一步"):
        transfer_finding(overdue.manager, key, "迟", ON)


def test_a_report_reaches_the_superior_once(overdue):
    assert not visible_findings(overdue.superior).exists()
    report_finding(overdue.manager, overdue.finding.pk, ON)
    assert fresh(overdue).reported_to == "YZ"
    assert visible_findings(overdue.superior).get() == overdue.finding
    with pytest.raises(Refused, match="已经报告"):
        report_finding(overdue.manager, overdue.finding.pk, ON)


def test_the_highest_unit_reports_to_nobody(overdue):
    overdue.unit.parent = None
    overdue.unit.save()
    with pytest.raises(Refused, match="没有上一级"):
        report_finding(overdue.manager, overdue.finding.pk, ON)


@pytest.mark.clause("responsibility-40c")
def test_three_rising_steps_a_reminder_a_notice_a_transfer(overdue):
    key = overdue.finding.pk
    with pytest.raises(Refused, match="不能只作口头提示"):
        remind_orally(overdue.manager, key, "请抓紧", ON)
    slight = Finding.objects.create(
        procuratorate="YJ", proceeding=overdue.proceeding.pk, number="n", title="t",
        department_id=overdue.finding.department_id, rule="overdue", clock="other", label="l",
        due_on=ON, severity="notice", found_on=ON,
    )  # fmt: skip
    remind_orally(overdue.manager, slight.pk, "请在三日内补登送达回证", ON)
    slight.refresh_from_db()
    assert (slight.reminded_on, slight.state, slight.notice_number) == (ON, "open", "")

    finding = noticed(overdue)
    told = set(finding.receipts.values_list("role", flat=True))
    assert {"handler", "department_head"} <= told
    assert finding.reply_due_on == dt.date(2026, 3, 20)

    assert not visible_findings(overdue.inspector).exists()
    transfer_finding(overdue.manager, key, "同一承办人一年内第二次超期羁押", ON)
    assert visible_findings(overdue.inspector).get().pk == key
    kinds = [e.kind for e in entries_of(("monitoring", str(finding.proceeding)))]
    assert kinds[-3:] == ["remind", "notice", "transfer"]


@pytest.mark.clause("reform-23d")
def test_department_case_management_and_inspection_see_and_do_their_parts(overdue):
    key = overdue.finding.pk
    sees = {
        who: visible_findings(getattr(overdue, who)).filter(pk=key).exists()
        for who in ("p1", "head", "manager", "inspector", "p2", "other", "admin", "superior")
    }
    assert [who for who, seen in sees.items() if seen] == ["p1", "head", "manager"]
    noticed(overdue)
    transfer_finding(overdue.manager, key, "超期羁押", ON)
    assert visible_findings(overdue.inspector).filter(pk=key).exists()
    with pytest.raises(Refused):
        answer_finding(overdue.manager, key, "代答", ON)
    with pytest.raises(Refused):
        close_finding(overdue.head, key, "自行了结", ON)
    with pytest.raises(Refused):
        close_finding(overdue.inspector, key, "了结", ON)
    answer_finding(overdue.head, key, "已变更强制措施", ON)


def test_a_receiver_acknowledges_an_alert_and_nobody_else(watched):
    from xiezhi.management.actions.run_countdown import run_countdown

    (alert,) = run_countdown(dt.date(2026, 3, 8)).alerts
    acknowledge_alert(watched.p1, alert.pk)
    acknowledge_alert(watched.p1, alert.pk)
    assert alert.receipts.get(person="p1").seen_at
    assert alert.receipts.get(person="head").seen_at is None
    with pytest.raises(Refused) as refused:
        acknowledge_alert(watched.p2, alert.pk)
    assert refused.value.level == 403
    assert Alert.objects.count() == 1
