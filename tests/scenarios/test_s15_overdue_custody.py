"""S15: custody runs out without renewal: alerts, a red finding, correction, report upwards.

The last day belongs to the period, so the breach stands from the day after; on the last day itself
the page says that it ends today.
"""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.casework.actions.suspend import suspend
from xiezhi.casework.models import Clock
from xiezhi.casework.tests.office import SINCE, accepted, at, given_to, theft
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.selectors import decision_of
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.models import Document
from xiezhi.law import Refused
from xiezhi.management.actions.run_countdown import run_countdown
from xiezhi.management.models import Alert, Finding
from xiezhi.organs.models import Person, Procuratorate

POLICE = "云州市公安局云江分局"
DUE = dt.date(2026, 5, 6)
VIOLATION = "犯罪嫌疑人许望舟的侦查羁押期限于2026年5月6日届满，至今没有释放或者变更。"
TYPED = {
    "breached": "《中华人民共和国刑事诉讼法》第九十八条、第一百五十六条",
    "analysis": "羁押期限届满，没有依法延长，应当予以释放或者变更强制措施。",
    "demands": ["立即释放或者变更强制措施", "查明超期羁押的原因"],
}


@pytest.fixture
def held(office):
    """P1 was arrested on 6 March; custody ends on 6 May; a superior and a resident are there."""
    city = Procuratorate.objects.create(
        code="YZ", name="云州市人民检察院", short_name="云州", level="city"
    )
    office.unit.parent = city
    office.unit.save()
    office.superior = Person.objects.create(code="YZ-J01", name="许怀瑾", category="prosecutor")
    office.superior.posts.create(procuratorate=city, role="chief", from_on=SINCE)
    office.resident = Person.objects.create(code="resident", name="何望北", category="prosecutor")
    office.resident.posts.create(
        procuratorate=office.unit, role="resident_prosecutor", from_on=SINCE
    )
    office.proceeding = arrested(office, "许望舟")
    return office


def arrested(office, name):
    """An arrest case in which the police executed the arrest on 6 March."""
    opened = accepted(office, case=theft(name), when=at(3, 1))
    given_to(office, opened.pk, when=at(3, 1, 10))
    said = {"subject": "P1", "fields": {"charge": "盗窃罪", "arrest_ground": "ordinary"}}
    opine(office.p1, opened.pk, "approve_arrest", "多次作案", at=at(3, 4), **said)
    review(office.head, opened.pk, "arrest:P1", "agree", remark="同意", at=at(3, 5))
    decide(office.chief, opened.pk, "approve_arrest", at=at(3, 6), **said)
    return make_move(
        office.p1, opened.pk, "record_arrest", subject="P1",
        fields={"arrested_on": "2026-03-06"}, at=at(3, 7),
    )  # fmt: skip


@pytest.fixture
def overdue(held):
    """Every night's countdown up to 7 May; that is the day now."""
    with time_machine.travel(at(5, 7), tick=False):
        for day in range(15):
            run_countdown(dt.date(2026, 4, 23) + dt.timedelta(days=day))
        held.finding = Finding.objects.get()
        yield held


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def test_alerts_at_seven_three_and_one_day_reached_resident_and_head(held):
    assert Clock.objects.get(status="running").due_on == DUE
    told = {}
    for day in range(14):
        on = dt.date(2026, 4, 23) + dt.timedelta(days=day)
        for alert in run_countdown(on).alerts:
            told[(alert.due_on - on).days] = set(alert.receipts.values_list("person", flat=True))
    assert told == {left: {"p1", "head", "resident"} for left in (7, 3, 1)}


def test_the_site_shows_the_resident_and_the_head_what_was_told(held, visit):
    with time_machine.travel(at(5, 5), tick=False):
        run_countdown(dt.date(2026, 5, 5))
        for who in (held.resident, held.head):
            page = visit(who).get(reverse("monitoring")).content.decode()
            assert "没有超过期限的，1 件将届满" in page
            assert "剩1天" in page
            assert "签收提示" in page
    with time_machine.travel(at(5, 6), tick=False):
        assert run_countdown(DUE).findings == ()
        assert "今天届满" in visit(held.resident).get(reverse("monitoring")).content.decode()


def test_past_the_end_a_red_finding_stands_for_everyone_concerned(overdue, visit):
    finding = overdue.finding
    assert (finding.severity, finding.due_on, finding.breached) == (
        "serious", DUE, "刑事诉讼法(2018) 第156条",
    )  # fmt: skip
    assert finding.asks == ["发送流程监控通知书", "发出纠正违法通知书", "报告上一级人民检察院"]
    for who in (overdue.resident, overdue.head, overdue.chief, overdue.manager):
        page = visit(who).get(reverse("monitoring")).content.decode()
        assert "1 件超过期限" in page
        assert "超期1天" in page
    page = visit(overdue.resident).get(reverse("finding", args=[finding.pk])).content.decode()
    assert "note bad" in page
    assert "应当向该办案机关发出纠正违法通知书" in page


def test_notice_to_the_department_and_report_to_the_superior(overdue, visit):
    key = overdue.finding.pk
    notice = reverse("finding-step", args=[key, "notice"])
    assert visit(overdue.manager).post(notice, {"text": "立即查明"}).status_code == 302
    file = visit(overdue.p1).get(reverse("finding-notice", args=[key]))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert "2026年5月6日届满" in text
    assert "已同时向检察长报告" in text
    assert visit(overdue.superior).get(reverse("finding", args=[key])).status_code == 404
    report = reverse("finding-step", args=[key, "report"])
    assert visit(overdue.manager).post(report).status_code == 302
    page = visit(overdue.superior).get(reverse("finding", args=[key])).content.decode()
    assert "超期羁押" in page
    assert "报告上一级" in page


def supervised(office):
    """A supervision matter against the organ that holds the suspect, up to the opinion."""
    unit = PartyGiven("supervised", POLICE, kind="unit")
    case = CaseGiven("云江分局超期羁押监督案", "超期羁押", "found", [unit])
    matter = accept(
        office.manager, "supervision.supervision_matter", office.code, case, at=at(5, 7)
    )
    given_to(office, matter.pk, when=at(5, 7, 9, 10))
    verified = {"violation_found": True, "verification": "核对换押记录，讯问在押人员"}
    make_move(office.p1, matter.pk, "record_verification", fields=verified, at=at(5, 7, 9, 20))
    fields = {"violation": VIOLATION, "reply_by": "2026-05-18"}
    opine(
        office.p1, matter.pk, "issue_correction_notice", "超期羁押，情节较重", fields=fields,
        at=at(5, 7, 9, 30),
    )  # fmt: skip
    return matter, fields


def test_the_chief_decides_a_correction_notice_which_is_issued_and_served(overdue, visit):
    matter, fields = supervised(overdue)
    with pytest.raises(Refused, match="检察长"):
        decide(overdue.p1, matter.pk, "issue_correction_notice", fields=fields, at=at(5, 7, 9, 40))
    review(overdue.head, matter.pk, "means:all", "agree", remark="同意", at=at(5, 7, 9, 45))
    decide(overdue.chief, matter.pk, "issue_correction_notice", fields=fields, at=at(5, 7, 9, 50))
    assert decision_of(matter.pk, "means:all").decider == "chief"
    with time_machine.travel(at(5, 7, 10), tick=False):
        key = draft(overdue.p1, matter.pk, "correction_notice", values=TYPED)
        browser = visit(overdue.p1)
        assert browser.post(reverse("document-issue", args=[key])).status_code == 302
        sent = {"to": POLICE, "mode": "direct", "proof": "送达回证", "served_on": "2026-05-07"}
        assert browser.post(reverse("document-serve", args=[key]), sent).status_code == 302
        file = browser.get(reverse("document-word", args=[key]))
    text = "\n".join(p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs)
    assert "纠正违法通知书" in text
    for words in (VIOLATION, "核对换押记录", "1．立即释放或者变更强制措施", "2026年5月18日以前"):
        assert words in text, "what the matter holds is not typed again"
    document = Document.objects.get(pk=key)
    assert (document.status, document.services.get().to) == ("served", POLICE)
    reply = Clock.objects.get(proceeding=matter, status="running")
    assert (reply.label, reply.due_on) == ("回复纠正情况", dt.date(2026, 5, 18))
    matter.refresh_from_db()
    assert matter.stage == "following"
    for day in (dt.date(2026, 5, 17), dt.date(2026, 5, 19)):
        run_countdown(day)
    assert not Alert.objects.filter(proceeding=matter.pk).exists(), "the addressee's day, not ours"
    assert not Finding.objects.filter(proceeding=matter.pk).exists()


def test_a_clock_suspended_for_a_mental_examination_does_not_alarm(held):
    second = arrested(held, "秦越")
    suspend(
        held.p1, second.pk, "custody:P1", dt.date(2026, 4, 20), "psychiatric_evaluation",
        at=at(4, 20),
    )  # fmt: skip
    for day in range(40):
        run_countdown(dt.date(2026, 4, 20) + dt.timedelta(days=day))
    assert not Alert.objects.filter(proceeding=second.pk).exists()
    assert not Finding.objects.filter(proceeding=second.pk).exists()
    assert Finding.objects.get().proceeding == held.proceeding.pk
