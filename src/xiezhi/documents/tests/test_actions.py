"""Draft, revise, issue, serve, reply: what is filled, what is refused, what is left behind."""

import datetime as dt
import hashlib
import io
from importlib import import_module
from zoneinfo import ZoneInfo

import docx
import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from xiezhi.casework import engine
from xiezhi.casework.models import IssuedNumber, Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.actions.receive_reply import receive_reply
from xiezhi.documents.actions.revise import revise
from xiezhi.documents.actions.serve import serve
from xiezhi.documents.models import Document
from xiezhi.documents.selectors import document_page, documents_of, due_of
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of


def at(month, day, hour=9):
    return dt.datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def drafted(approved, typed):
    """The assistant has drafted the approval, with everything filled."""
    key = draft(
        approved.assistant,
        approved.proceeding.pk,
        "arrest_approval",
        values=typed,
        at=at(3, 6, 10),
    )
    return approved, key


@pytest.fixture
def issued(drafted):
    office, key = drafted
    issue(office.handler, key, at=at(3, 6, 11))
    return office, key


def words(key):
    file = io.BytesIO(bytes(Document.objects.get(pk=key).content))
    return "\n".join(paragraph.text for paragraph in docx.Document(file).paragraphs)


def test_fields_are_filled_from_the_case_each_with_its_source(drafted):
    _office, key = drafted
    values = Document.objects.get(pk=key).values
    person = values["subjects"]["content"][0]
    assert person["name"] == {"content": "沈启衡", "source": "subjects[0].name"}
    assert "于2026年2月20日被羁押，现羁押于云州市看守所" in person["custody"]["content"]
    assert values["ground"] == {"content": "ordinary", "source": "decision.fields.arrest_ground"}
    assert values["sender"]["source"] == "person.F01"
    assert "number" not in values, "a draft has no number"


def test_what_may_be_drafted_follows_from_the_decision(proposed):
    before = {
        row.template for row in due_of(proposed.handler, proposed.proceeding.pk, at(3, 6).date())
    }
    assert "arrest_approval" not in before
    with pytest.raises(Refused, match="没有应当制作"):
        draft(proposed.handler, proposed.proceeding.pk, "arrest_approval", at=at(3, 6))


def test_an_owed_document_names_its_matter_party_and_whether_it_is_required(approved):
    rows = due_of(approved.handler, approved.proceeding.pk, at(3, 6).date())
    first, second = (row for row in rows if row.matter)
    assert (first.template, first.subject_name, first.is_required) == (
        "arrest_approval",
        "沈启衡",
        True,
    )
    assert (second.template, second.is_required) == ("continued_investigation_outline", False)


def test_issue_with_a_gap_is_refused_by_name_and_takes_no_number(approved):
    key = draft(approved.handler, approved.proceeding.pk, "arrest_approval", at=at(3, 6, 10))
    with pytest.raises(Refused) as refused:
        issue(approved.handler, key, at=at(3, 6, 11))
    assert "提请批准逮捕的公安机关、提请批准逮捕书的编号" in str(refused.value)
    assert not IssuedNumber.objects.filter(text__contains="批捕").exists()
    assert Document.objects.get(pk=key).status == "draft"


@pytest.mark.clause("responsibility-17b")
def test_an_assistant_drafts_and_a_prosecutor_issues(drafted):
    office, key = drafted
    with pytest.raises(Refused) as refused:
        issue(office.assistant, key, at=at(3, 6, 11))
    assert refused.value.level == 403
    assert "第17条" in refused.value.refusals[0].citation.text
    assert issue(office.handler, key, at=at(3, 6, 12)) == "云江检刑批捕〔2026〕1号"
    document = Document.objects.get(pk=key)
    assert (document.drafted_by_id, document.issued_by_id) == ("F01", "J03")


def test_the_number_of_a_document_names_its_proceeding_also_when_given_before(issued):
    office, key = issued
    number = Document.objects.get(pk=key).number
    assert IssuedNumber.objects.get(text=number).proceeding_id == office.proceeding.pk
    IssuedNumber.objects.update(proceeding=None)  # as those given before 0003 were
    import_module("xiezhi.documents.migrations.0003_numbers_of_documents").name_proceedings(
        apps, None
    )
    assert IssuedNumber.objects.get(text=number).proceeding_id == office.proceeding.pk


def test_the_issued_paper_is_in_the_ledger_by_its_digest(issued):
    office, key = issued
    document = Document.objects.get(pk=key)
    entry = entries_of(engine.subject_of(office.proceeding.pk))[-1]
    assert entry.kind == "issue_document"
    assert entry.data["sha256"] == hashlib.sha256(bytes(document.content)).hexdigest()
    assert document.sha256 == entry.data["sha256"]
    decision = next(e for e in entries_of(entry.subject) if e.kind == "decide")
    assert document.decision_seq == decision.seq
    text = words(key)
    assert "云江检刑批捕〔2026〕1号" in text
    assert "2026年3月6日" in text
    assert "待填" not in text
    assert "〔" not in text.replace("〔2026〕", "")


def test_what_is_issued_cannot_be_revised_or_issued_again(issued):
    office, key = issued
    with pytest.raises(Refused, match="已经签发"):
        revise(office.handler, key, {"sender": "别的机关"}, at=at(3, 7))
    with pytest.raises(Refused, match="已经签发"):
        issue(office.handler, key, at=at(3, 7))


def test_revision_changes_the_source_of_what_was_changed_only(drafted):
    office, key = drafted
    revise(office.handler, key, {"charge": "盗窃罪、诈骗罪"}, at=at(3, 6, 11))
    values = Document.objects.get(pk=key).values
    assert values["charge"] == {"content": "盗窃罪、诈骗罪", "source": "person.J03"}
    assert values["sender"]["source"] == "person.F01"
    revise(office.handler, key, {"charge": ""}, at=at(3, 6, 12))
    assert "charge" not in Document.objects.get(pk=key).values
    kinds = [entry.kind for entry in entries_of(("document", str(key)))]
    assert kinds == ["draft_document", "revise_document", "revise_document"]


@pytest.mark.parametrize("who", ["stranger", "clerk", "manager", "chief"])
def test_whoever_is_not_on_the_team_does_not_draft(approved, who):
    with pytest.raises(Refused) as refused:
        draft(approved.people[who], approved.proceeding.pk, "arrest_approval", at=at(3, 6))
    assert refused.value.level == 403


def test_a_second_draft_of_the_same_paper_is_refused(drafted):
    office, _key = drafted
    with pytest.raises(Refused, match="已经有草稿"):
        draft(office.handler, office.proceeding.pk, "arrest_approval", at=at(3, 6, 12))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"belief": "x"}, "没有可以填写的字段「belief」"),
        ({"number": "云江检刑批捕〔2026〕9号"}, "没有可以填写的字段「number」"),
        ({"received_on": "初一"}, "不是日期"),
        ({"charge": "罪" * 600}, "最多 500 字"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(approved, values, said):
    with pytest.raises(Refused) as refused:
        draft(
            approved.handler, approved.proceeding.pk, "arrest_approval", values=values, at=at(3, 6)
        )
    assert said in str(refused.value)
    assert not Document.objects.exists()


def test_an_unanswered_objection_holds_the_issue(drafted):
    office, key = drafted
    office.do("handler", "object", at(3, 6, 11), matter="arrest:P1", reasons="证据尚有疑点")
    with pytest.raises(Refused, match="异议尚未答复"):
        issue(office.handler, key, at=at(3, 6, 12))
    answer = {"matter": "arrest:P1", "reply": "execute_now", "reasons": "期限届满"}
    office.do("chief", "answer_objection", at(3, 6, 13), **answer)
    assert issue(office.handler, key, at=at(3, 6, 14)).endswith("〔2026〕1号")


def test_typed_once_is_not_typed_again(issued):
    office, _key = issued
    key = draft(
        office.handler, office.proceeding.pk, "continued_investigation_outline", at=at(3, 6, 15)
    )
    sender = Document.objects.get(pk=key).values["sender"]
    assert sender == {"content": "云州市公安局云江分局", "source": "earlier.sender"}


def test_service_and_reply_follow_the_issue(drafted):
    office, key = drafted
    given = {
        "to": "云州市公安局云江分局",
        "mode": "direct",
        "proof": "送达回证",
        "served_on": dt.date(2026, 3, 6),
    }
    with pytest.raises(Refused, match="尚未签发"):
        serve(office.clerk, key, **given, at=at(3, 6, 11))
    issue(office.handler, key, at=at(3, 6, 11))
    with pytest.raises(Refused, match="没有这种送达方式"):
        serve(office.clerk, key, **{**given, "mode": "pigeon"}, at=at(3, 6, 12))
    with pytest.raises(Refused, match="不能晚于今天"):
        serve(office.clerk, key, **{**given, "served_on": dt.date(2026, 3, 7)}, at=at(3, 6, 12))
    serve(office.clerk, key, **given, at=at(3, 6, 12))
    receive_reply(
        office.handler, key, received_on=dt.date(2026, 3, 7), content="已执行逮捕", accepted=True,
        at=at(3, 7),
    )  # fmt: skip
    page = document_page(office.handler, key, at(3, 7).date())
    assert (page.row.status, page.services[0].mode) == ("replied", "直接送达")
    assert page.replies[0].accepted


@pytest.mark.clause("responsibility-19a")
def test_a_clerk_records_a_service_but_signs_no_decision(issued):
    office, key = issued
    serve(
        office.clerk, key, to="云州市公安局云江分局", mode="direct", proof="送达回证",
        served_on=dt.date(2026, 3, 6), at=at(3, 6, 15),
    )  # fmt: skip
    (service,) = Document.objects.get(pk=key).services.all()
    assert (service.to, service.served_on, service.recorded_by) == (
        "云州市公安局云江分局", dt.date(2026, 3, 6), "F02",
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        office.do(
            "clerk",
            "decide",
            at(3, 6, 16),
            matter="arrest:P1",
            do="refuse_no_danger",
            subject="P1",
        )
    assert refused.value.level == 403


def test_service_of_a_refusal_starts_the_clock_on_the_receipt(proposed, typed):
    office, fields = proposed, {"refusal_reasons": "罪行较轻，没有逮捕必要"}
    said = {"do": "refuse_no_danger", "subject": "P1", "fields": fields}
    office.do("chief", "decide", at(3, 6), matter="arrest:P1", **said)
    key = draft(
        office.handler, office.proceeding.pk, "arrest_refusal", values=typed, at=at(3, 6, 10)
    )
    values = Document.objects.get(pk=key).values
    assert values["ground"] == {"content": "no_need", "source": "decision.do"}
    assert values["reasons"]["source"] == "decision.fields.refusal_reasons"
    issue(office.handler, key, at=at(3, 6, 11))
    page = document_page(office.handler, key, at(3, 6).date())
    assert (page.to, page.recipient) == (("公安机关",), "云州市公安局云江分局")
    given = {"to": page.recipient, "mode": "direct", "proof": "送达回证"}
    serve(office.clerk, key, **given, served_on=dt.date(2026, 3, 7), at=at(3, 8))
    state = engine.state_of(Proceeding.objects.get(pk=office.proceeding.pk))
    (receipt,) = (clock for clock in state.clocks if clock.label == "不批准逮捕执行回执")
    assert (receipt.start_on, receipt.status) == (dt.date(2026, 3, 7), "running")
    assert receipt.deadline.due_on == dt.date(2026, 3, 10)
    receive_reply(
        office.handler, key, received_on=dt.date(2026, 3, 9), content="已变更为取保候审",
        accepted=True, at=at(3, 9),
    )  # fmt: skip
    state = engine.state_of(Proceeding.objects.get(pk=office.proceeding.pk))
    assert next(c for c in state.clocks if c.key == receipt.key).status == "done"


def test_a_paper_before_its_law_is_refused(approved):
    early = dt.datetime(2019, 6, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    with pytest.raises(Refused, match="没有生效"):
        draft(approved.handler, approved.proceeding.pk, "arrest_approval", at=early)


def test_the_tables_follow_from_the_acts_alone(issued):
    office, key = issued
    given = {"to": "公安机关", "mode": "post", "proof": "邮件回执"}
    serve(office.clerk, key, **given, served_on=dt.date(2026, 3, 6), at=at(3, 6, 15))
    assert list(differences()) == []
    Document.objects.filter(pk=key).update(number="云江检刑批捕〔2026〕99号")
    assert list(differences()), "a number changed by hand is found"


def test_the_database_refuses_an_effect_without_a_decision(issued):
    _office, key = issued
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=key).update(decision_seq=None)


def test_strangers_do_not_learn_that_a_document_exists(issued):
    office, key = issued
    with pytest.raises(Refused) as refused:
        document_page(office.stranger, key, at(3, 7).date())
    assert refused.value.level == 403
    with pytest.raises(Refused):
        documents_of(office.stranger, office.proceeding.pk, at(3, 7).date())
    assert Proceeding.objects.filter(pk=office.proceeding.pk).exists()
