"""Pages: who reads what, the worksheet with both kinds of rows, the record for life."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.projection import differences, rebuild
from xiezhi.accountability.selectors import matters
from xiezhi.accountability.tests.examined import CLUE
from xiezhi.casework.tests.office import at
from xiezhi.ledger.selectors import entries_of

REPORTER = "罗小满"


@pytest.fixture
def visit(client, office):
    """Read an address as somebody, on the day of the last step; returns status and text."""

    def read(by, name, *args, post=None, query=""):
        client.force_login(getattr(office, by))
        url = reverse(name, args=args) + query
        with time_machine.travel(at(7, 1), tick=False):
            answer = client.get(url) if post is None else client.post(url, post)
        return answer.status_code, answer.content.decode()

    return read


def sheet(visit, examined, by="inspector"):
    return visit(by, "liability-worksheet", examined.case.pk)[1]


def test_the_worksheet_shows_rows_that_hold_and_why_others_do_not(visit, examined):
    examined.analysed()
    text = sheet(visit, examined)
    assert "建议：提请人工审查" in text
    assert "尚待认定：决定有错误" in text
    about = {"wrong": "true", "obviously_illegal": "true"}
    status, _ = visit("inspector", "liability-finding", examined.case.pk, post=about)
    assert status == 302
    text = sheet(visit, examined)
    handler = text.split("独任检察官")[1].split("<h2")[0]
    assert "8.9" in handler
    assert "执行后果由检察长负责，检察官不承担司法责任" in handler
    assert "✗ 没有提出异议" in handler, "row 8.10 says for want of what it does not hold"
    assert "2026-03-04 12:00:00.000" in text, "the objection in the file, to the millisecond"
    assert "建议：提请人工审查" in text.split("作出决定的检察长")[1], "the chief's fault is open"


def test_findings_are_entered_on_the_form_of_the_capacity(visit, examined):
    examined.analysed().inquired("p1")
    query = "?person=p1&capacity=sole"
    status, text = visit("inspector", "liability-finding", examined.case.pk, query=query)
    assert status == 200
    assert "遗漏重要事实、证据或者情节" in text
    assert "所监督管理的人员" not in text, "asked of supervisors alone"
    bad = {"fault": "ordinary", "instigated": "true"}
    status, text = visit("inspector", "liability-finding", examined.case.pk, query=query, post=bad)
    assert status == 409
    assert "与所填的过错不符" in text
    good = {"fault": "gross", "breach": "true", "serious": "true", "evidence": "卷一第3页"}
    visit("inspector", "liability-finding", examined.case.pk, query=query, post=good)
    assert "承担司法责任" in sheet(visit, examined)
    status, text = visit("inspector", "accountability-case", examined.case.pk)
    assert "卷一第3页" in text


def test_everybody_reads_their_own_and_nobody_else_anything(visit, office, examined):
    number = examined.proceeding.number
    clue = {**CLUE, "source": "petition", "reporter": REPORTER, "number": number}
    accept_clue(office.inspector, clue, at=at(6, 2))
    examined.analysed().inquired("p1").inquired("head")
    case = examined.case.pk
    assert REPORTER in visit("inspector", "accountability-case", case)[1]
    status, text = visit("chief", "accountability-case", case)
    assert (status, REPORTER in text, "云江head" in text) == (200, False, True)
    status, own = visit("p1", "accountability-case", case)
    assert status == 200
    assert "云江p1" in own
    assert "云江head" not in own
    assert "法院判决无罪" not in own, "clues are not for the person concerned"
    for by in ("p2", "manager", "deputy", "admin", "provincial"):
        assert visit(by, "accountability-case", case)[0] == 404
        assert examined.case.title not in visit(by, "accountability")[1]
    assert visit("p1", "liability-worksheet", case)[0] == 403
    assert "有一件责任追究涉及你" in visit("p1", "workbench")[1]
    assert "有一件责任追究涉及你" not in visit("p2", "workbench")[1]


def test_a_step_that_is_not_yet_lawful_says_what_would_make_it_so(visit, examined):
    text = visit("chief", "accountability-case", examined.case.pk)[1]
    assert "批准提请惩戒委员会审议" not in text, "nobody is under inquiry"
    examined.analysed().inquired("p1")
    text = visit("chief", "accountability-case", examined.case.pk)[1]
    assert "还没有责任认定" in text
    query = "?person=p1"
    status, text = visit(
        "chief", "accountability-step", examined.case.pk, "approve_submission", query=query,
        post={},
    )  # fmt: skip
    assert status == 409
    assert "先调查、认定，再处理" in text
    status, _ = visit("chief", "accountability-step", examined.case.pk, "determine", query=query)
    assert status == 403
    assert visit("chief", "accountability-step", examined.case.pk, "nonsense")[0] == 404


@pytest.mark.clause("responsibility-26a", "reform-20g")
def test_a_retired_persons_record_is_read_years_later_entry_by_entry(visit, office, examined):
    office.p1.posts.update(until_on=dt.date(2026, 4, 1))
    office.p1.is_active = False
    office.p1.save()
    with time_machine.travel(dt.datetime(2036, 6, 1, tzinfo=dt.UTC), tick=False):
        asked = {"code": "p1", "ground": "复查旧案"}
        visited = visit("inspector", "accountability-life", post=asked)
    status, text = visited
    assert status == 200
    assert "已不在任" in text
    assert examined.proceeding.number in text
    for label in ("提出意见", "提出异议", "签发文书"):
        assert label in text
    assert "账本逐条核对无误" in text
    examined.analysed().inquired("p1").found("p1", "sole", breach=True, fault="intent")
    assert examined.determined("p1", "judicial").case.stage == "determined"
    assert visit("chief", "accountability-life", post=asked)[0] == 403
    assert visit("inspector", "accountability-life", post=asked | {"ground": " "})[0] == 409
    (read,) = entries_of(("life_record", "p1"))
    assert (read.by, read.data["ground"]) == ("inspector", "复查旧案")


def test_the_whole_procedure_by_the_pages(visit, examined):
    case = examined.case.pk

    def take(by, kind, about="", **post):
        query = f"?person={about}" if about else ""
        status, text = visit(by, "accountability-step", case, kind, query=query, post=post)
        assert status == 302, text

    take("inspector", "analyse_case", fault_found="true", matter="disposition:P1", analysis="x")
    take("inspector", "open_inquiry", person="p1", reason="x", commission="none")
    post = {"fault": "gross", "breach": "true", "serious": "true"}
    visit("inspector", "liability-finding", case, query="?person=p1&capacity=sole", post=post)
    take("p1", "state_view", "p1", statement="已经提出异议")
    take("inspector", "determine", "p1", result="judicial", reasons="x")
    take("chief", "approve_submission", "p1")
    take("inspector", "submit_discipline", "p1", committee="YS")
    take("provincial", "give_opinion", "p1", opinion="gross", reasons="x", votes_for="7",
         votes_against="2")  # fmt: skip
    take("chief", "decide_handling", "p1", handling="sanction", article="x", reasons="x")
    take("inspector", "hand_over", "p1", file="x")
    take("inspector", "note_result", "p1", receipt="x", outcome="记过")
    take("p1", "ask_review", "p1", reasons="过重")
    take("chief", "assign_reviewer", "p1", reviewer="deputy")
    take("deputy", "decide_review", "p1", result="maintain", reasons="x")
    take("inspector", "close_matter", reason="办结")
    assert LiabilityCase.objects.get(pk=case).stage == "closed"
    text = visit("p1", "accountability-case", case)[1]
    assert "存在重大过失" in text
    assert "记过" in text


@pytest.mark.clause("opinion2021-18b", "zhangzhou-22c")
def test_a_sanction_notice_wants_a_reasoned_decision_by_a_day(office, examined):
    notice = {"source": "commission_notice", "title": "处分通知", "content": "警告",
              "received_on": "2026-06-01"}  # fmt: skip
    case = accept_clue(office.inspector, notice, at=at(6, 1))
    line = next(one for one in matters(office.chief).lines if one.id == case.pk)
    assert line.decide_by == dt.date(2026, 6, 16)
    assert next(one for one in matters(office.chief).lines if one.id != case.pk).decide_by is None
    examined.case = case
    assert examined.refused("inspector", "close_matter", reason="x") == ["close.not_analysed"]
    undecided = {"fault_found": False}
    assert examined.refused("inspector", "analyse_case", **undecided) == ["step.field"]
    examined.take("inspector", "analyse_case", **undecided, analysis="事实与办案无关，不启动")
    assert all(one.decide_by is None for one in matters(office.chief).lines)


def test_rows_are_what_the_ledger_says_and_are_written_anew_from_it(examined):
    examined.before_committee()
    assert list(differences()) == []
    LiabilityCase.objects.update(stage="closed")
    examined.case.named.filter(standing="concerned").delete()
    assert {one.field for one in differences()} == {"stage", "named"}
    assert rebuild() == 1
    assert list(differences()) == []
