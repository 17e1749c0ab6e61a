"""The trace of a document: who decided by which rule, on what, who held otherwise, proof."""

import datetime as dt
import io

import docx
import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from xiezhi.casework.actions.perform import perform
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.actions.revise import revise
from xiezhi.documents.tests.conftest import FIELDS, REASONS, at, hire
from xiezhi.documents.trace.reading import trace_of
from xiezhi.dossier.drafting import can_convert
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item
from xiezhi.law import Refused
from xiezhi.law.tests.provincial import overlay
from xiezhi.ledger import triggers
from xiezhi.ledger.models import Entry
from xiezhi.ledger.selectors import entries_of

ON = dt.date(2026, 3, 8)
DISAGREED = "证据尚不足以证明曾转移赃物"


@pytest.fixture
def issued(office, typed):
    """Evidence before and after the decision, a head who disagrees, an objection, the paper."""
    case_id = office.proceeding.case_id
    for n, kind in enumerate(("physical", "confession"), 1):
        add_item(office.handler, case_id, ItemGiven(kind, f"证据{n}", "公安机关移送"), at=at(3, 3))
    exclude_item(office.handler, case_id, 2, "以威胁方法取得", at=at(3, 3, 15))
    said = {"do": "approve_arrest", "subject": "P1", "reasons": REASONS, "fields": FIELDS}
    office.do("handler", "opine", at(3, 4), **said)
    office.do("head", "review", at(3, 4, 15), matter="arrest:P1", result="disagree",
              remark=DISAGREED)  # fmt: skip
    office.do("head", "submit", at(3, 5), matter="arrest:P1", to="chief")
    office.do("chief", "decide", at(3, 6), matter="arrest:P1", **said)
    add_item(office.handler, case_id, ItemGiven("witness", "迟到的证言", "自行调取"), at=at(3, 7))
    key = draft(office.handler, office.proceeding.pk, "arrest_approval", at=at(3, 7, 10))
    revise(office.handler, key, typed, at=at(3, 7, 11))
    issue(office.handler, key, at=at(3, 7, 12))
    return office, key


@pytest.mark.clause("responsibility-2")
def test_the_decider_the_capacity_the_rule_and_the_handlers_are_told(issued):
    office, key = issued
    trace = trace_of(office.chief, key, ON)
    made = trace.decided
    assert (made.decider, made.capacity, made.level) == ("许怀瑾", "chief", "chief")
    assert made.ruling.rule == "criminal.arrest.approve"
    assert made.ruling.citation.text == "刑事诉讼法(2018) 第89条"
    assert made.handlers == ("陆明远",)
    assert trace.proposed is None
    assert made.seq in {act.seq for act in trace.acts}
    recorded = entries_of(("proceeding", str(trace.proceeding_id)))
    assert {a.sha256 for a in trace.acts} <= {e.sha256 for e in recorded}
    assert [a.seq for a in trace.acts] == sorted(a.seq for a in trace.acts)
    assert trace.broken == ""


def test_the_file_is_told_as_it_was_when_the_decision_was_made(issued):
    office, key = issued
    held = trace_of(office.chief, key, ON).held
    told = [(one.no, one.label, one.said) for one in held.evidence]
    assert told == [("1", "证据1", "采纳"), ("2", "证据2", "排除：以威胁方法取得")]
    assert held.documents == ()
    facts = {(one.label, one.said) for one in held.facts}
    assert {("已被拘留", "是"), ("办理本件的人民检察院级别", "基层院")} <= facts


@pytest.mark.parametrize(
    ("who", "internal"),
    [("chief", True), ("head", True), ("handler", True), ("assistant", False), ("clerk", False),
     ("manager", False)],
)  # fmt: skip
def test_the_internal_volume_is_for_who_handles_reviews_and_decides(issued, who, internal):
    office, key = issued
    trace = trace_of(office.people[who], key, ON)
    assert trace.reads_internal is internal
    texts = repr(trace)
    assert (DISAGREED in texts) is internal
    closed = [act for act in trace.acts if act.is_closed]
    assert bool(closed) is not internal
    assert all(act.sha256 and not act.who and not act.said for act in closed)


def test_whoever_may_not_see_the_case_does_not_see_the_trace(issued):
    office, key = issued
    with pytest.raises(Refused) as refused:
        trace_of(office.stranger, key, ON)
    assert refused.value.refusals[0].level == 403


def test_a_draft_has_no_trace(approved):
    key = draft(approved.handler, approved.proceeding.pk, "arrest_approval", at=at(3, 6))
    with pytest.raises(Refused, match="已经签发、具有法律效力"):
        trace_of(approved.handler, key, ON)


def test_an_entry_changed_behind_the_site_is_named(issued):
    office, key = issued
    triggers.remove(connection)
    Entry.objects.filter(kind="review").update(
        data='{"matter":"arrest:P1","remark":"另有看法","result":"disagree"}'
    )
    triggers.install(connection)
    assert "与 SHA-256 摘要不一致" in trace_of(office.chief, key, ON).broken


@pytest.mark.parametrize("who", ["chief", "clerk"])
def test_the_page_and_the_word_file_say_the_same(issued, client, who):
    office, key = issued
    client.force_login(office.people[who])
    with time_machine.travel(at(3, 8)):
        page = client.get(reverse("document-trace", args=[key])).content.decode()
        word = client.get(reverse("document-trace-word", args=[key]))
        again = client.get(reverse("document-trace-word", args=[key]))
    assert word.content == again.content
    file = docx.Document(io.BytesIO(word.content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    text = "\n".join([p.text for p in file.paragraphs] + cells)
    trace = trace_of(office.people[who], key, ON)
    for said in ("许怀瑾", "criminal.arrest.approve", "证据2"):
        assert said in page
        assert said in text
    assert (DISAGREED in page) is (DISAGREED in text) is (who == "chief")
    assert all(act.sha256 in text and act.sm3 in text for act in trace.acts)
    assert "“人民检察院审查批准逮捕犯罪嫌疑人由检察长决定”" in text


@pytest.mark.clause("reform-20a")
def test_s22_both_versions_print_in_the_trace(office, typed, client, settings, tmp_path):
    folder = overlay(tmp_path, matter="criminal.arrest.approve", turn="2026-03-05")
    settings.XIEZHI_RULE_OVERLAYS = [str(folder)]
    said = {"do": "approve_arrest", "subject": "P1", "reasons": REASONS, "fields": FIELDS}
    office.do("handler", "opine", at(3, 4), **said)
    office.do("handler", "decide", at(3, 6), matter="arrest:P1", **said)
    key = draft(office.handler, office.proceeding.pk, "arrest_approval", at=at(3, 6, 10))
    revise(office.handler, key, typed, at=at(3, 6, 11))
    issue(office.handler, key, at=at(3, 6, 12))
    trace = trace_of(office.chief, key, ON)
    assert trace.proposed is not None
    ruled = (trace.proposed.rule, trace.decided.ruling.rule)
    assert ruled == ("provincial.prosecutor@v1", "provincial.prosecutor@v2")
    assert (trace.decided.decider, trace.decided.level) == ("陆明远", "prosecutor")
    assert "文本未规定，按默认口径" in trace.defaults[0].text
    client.force_login(office.chief)
    with time_machine.travel(at(3, 8)):
        page = client.get(reverse("document-trace", args=[key])).content.decode()
        word = client.get(reverse("document-trace-word", args=[key])).content
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(word)).paragraphs)
    for told in (page, text):
        assert "云省检察官职权清单 v1（第1项）" in told
        assert "云省检察官职权清单 v2（第1项）" in told
        assert "未见报最高人民检察院备案的回执" in told
        assert "文本未规定，按默认口径" in told
        assert "未核" in told


@pytest.mark.slow
@pytest.mark.skipif(not can_convert(), reason="本机没有 LibreOffice")
def test_the_pdf_of_a_trace(issued, client):
    office, key = issued
    client.force_login(office.chief)
    with time_machine.travel(at(3, 8)):
        pdf = client.get(reverse("document-trace-pdf", args=[key]))
    assert pdf.content.startswith(b"%PDF")


def test_an_inspector_needs_a_ground(issued):
    office, key = issued
    inspector = hire(office.chief.posts.get().procuratorate, None, "D01", "魏知秋", "inspection")
    with pytest.raises(Refused):
        trace_of(inspector, key, ON)


@pytest.mark.clause("reform-20b")
def test_a_clerk_on_the_team_is_refused_a_draft_with_the_list_and_an_assistant_is_not(approved):
    proceeding = approved.proceeding.pk
    with pytest.raises(Refused, match=r"19\.3 收转、登记和法律文书的文印、送达") as refused:
        draft(approved.clerk, proceeding, "arrest_approval", at=at(3, 6))
    assert refused.value.refusals[0].citation.text == "司法责任制意见(2024) 第19条"
    assert draft(approved.assistant, proceeding, "arrest_approval", at=at(3, 6))


@pytest.fixture
def heard(office, typed):
    """A colleague on the team agrees; the handler decides nothing; the chief approves; papers."""
    said = {"do": "approve_arrest", "subject": "P1", "reasons": REASONS, "fields": FIELDS}
    office.do("chief", "join_member", at(3, 3), person="J04", role="prosecutor")
    office.do("handler", "hear_member", at(3, 3, 10), matter="arrest:P1", person="J04",
              opinion="同意")  # fmt: skip
    office.do("handler", "opine", at(3, 4), **said)
    office.do("head", "review", at(3, 4, 15), matter="arrest:P1", result="agree", remark="同意")
    office.do("chief", "decide", at(3, 6), matter="arrest:P1", **said)
    office.do("stranger", "object", at(3, 6, 10), matter="arrest:P1", reasons="应再讯问")
    office.do("chief", "answer_objection", at(3, 6, 11), matter="arrest:P1", reply="maintain")
    key = draft(office.handler, office.proceeding.pk, "arrest_approval", at=at(3, 7, 10))
    revise(office.handler, key, typed, at=at(3, 7, 11))
    issue(office.handler, key, at=at(3, 7, 12))
    return office, key


def test_a_heard_member_who_agrees_is_heard_and_no_dissenter(heard, client):
    office, key = heard
    trace = trace_of(office.chief, key, ON)
    assert [(one.who, one.said) for one in trace.heard] == [("白月白", "同意")]
    assert [one.step for one in trace.dissent] == ["提出异议"]
    assert trace_of(office.clerk, key, ON).heard == ()
    client.force_login(office.chief)
    with time_machine.travel(at(3, 8)):
        page = client.get(reverse("document-trace", args=[key])).content.decode()
        word = client.get(reverse("document-trace-word", args=[key])).content
    text = "\n".join(one.text for one in docx.Document(io.BytesIO(word)).paragraphs)
    assert "听取的意见" in page
    assert "（听取的意见）" in text


def test_what_came_after_a_decision_is_no_dissent_from_it(heard):
    office, key = heard
    before = trace_of(office.chief, key, ON)
    order = {"matter": "arrest:P1", "kind": "revoke", "from": "云州市人民检察院",
             "in_unit_name": True, "decided_by": "chief", "received_on": "2026-03-08"}  # fmt: skip
    perform(office.manager, office.proceeding.pk, "receive_order", order, at=at(3, 8))
    other = {"do": "refuse_no_danger", "subject": "P1", "reasons": "无社会危险性",
             "fields": {"refusal_reasons": "无社会危险性"}}  # fmt: skip
    office.do("handler", "opine", at(3, 9), **other)
    office.do("head", "review", at(3, 9, 10), matter="arrest:P1", result="disagree",
              remark="不同意新的意见")  # fmt: skip
    office.do("head", "submit", at(3, 9, 11), matter="arrest:P1", to="chief")
    office.do("chief", "decide", at(3, 9, 12), matter="arrest:P1", **other)
    after = trace_of(office.chief, key, dt.date(2026, 3, 10))
    assert after.dissent == before.dissent
    assert "应再讯问" in after.dissent[0].said
    assert (after.heard, after.defaults) == (before.heard, before.defaults)
