"""An indictment cites what stands: excluded evidence stops it, by number and by name."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from xiezhi.casework import engine
from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.designate import designate
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.actions.revise import revise
from xiezhi.documents.models import Document
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.actions.exclude_item import exclude_item
from xiezhi.law import Refused

TYPED = {
    "sender": "云州市公安局云江分局",
    "notified_on": "2026-05-08",
    "heard": "被告人及其辩护人、被害人",
    "facts": "2026年2月18日，被告人沈启衡入户盗窃。",
    "grounds": "被告人沈启衡以非法占有为目的，入户盗窃，数额较大。",
    "articles": "《中华人民共和国刑法》第二百六十四条",
    "plea": False,
    "property": "无",
    "volumes": "二册",
}


def at(month, day, hour=9):
    return dt.datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def prosecution(office):
    """The same case, transferred for prosecution; the chief has decided to prosecute."""
    case = office.proceeding.case_id
    proceeding = accept(
        office.manager, "criminal.review_for_prosecution", "YJ", case,
        received_on=dt.date(2026, 5, 6),
        facts={"case_source": "police", "in_custody": True}, at=at(5, 6),
    )  # fmt: skip
    designate(office.manager, proceeding.pk, "J03", "上次同案由其办理", "J01", at=at(5, 6, 10))
    office.proceeding = proceeding
    kinds = {"physical": "撬棍一根", "confession": "夜间讯问笔录", "appraisal": "指纹鉴定书"}
    for kind, name in kinds.items():
        add_item(office.handler, case, ItemGiven(kind, name, "侦查卷"), at=at(5, 7))
    office.do("handler", "move", at(5, 8), do="record_interrogation", subject="P1")
    said = {"do": "prosecute", "subject": "P1", "fields": {"charge": "盗窃罪"}}
    office.do("handler", "opine", at(5, 20), reasons="事实清楚，证据确实、充分", **said)
    return office, said


def decide(office, said):
    office.proceeding.refresh_from_db()
    (matter,) = engine.state_of(office.proceeding).matters.values()
    who = {"prosecutor": "handler", "chief": "chief"}[matter.level]
    if matter.authority.head_review:
        office.do("head", "review", at(5, 21), matter=matter.key, result="agree", remark="同意")
    office.do(who, "decide", at(5, 22), matter=matter.key, **said)


def identity(office):
    page = Document.objects.get(proceeding=office.proceeding).values["identity"]["content"][0]
    known = {name: leaf["content"] for name, leaf in page.items()}
    return [
        {
            **known, "birthplace": "云州市", "registered_at": "云州市云江区", "education": "初中",
            "occupation": "无业", "address": "云州市云江区杏花巷3号", "priors": "无前科",
        }
    ]  # fmt: skip


@pytest.fixture
def indictment(prosecution):
    office, said = prosecution
    decide(office, said)
    key = draft(office.handler, office.proceeding.pk, "indictment", values=TYPED, at=at(5, 22, 10))
    revise(office.handler, key, {"identity": identity(office)}, at=at(5, 22, 11))
    return office, key


def test_the_list_of_evidence_is_filled_by_kind(indictment):
    _office, key = indictment
    rows = Document.objects.get(pk=key).values["evidence"]["content"]
    assert [(row["kind"]["content"], row["nos"]["content"]) for row in rows] == [
        ("物证", "1"), ("犯罪嫌疑人、被告人供述和辩解", "2"), ("鉴定意见", "3"),
    ]  # fmt: skip


def test_evidence_excluded_after_the_draft_stops_the_issue(indictment):
    office, key = indictment
    exclude_item(office.handler, office.proceeding.case_id, 2, "讯问地点违法", at=at(5, 22, 12))
    with pytest.raises(Refused) as refused:
        issue(office.handler, key, at=at(5, 22, 13))
    assert "夜间讯问笔录" in str(refused.value)
    assert "第66条" in refused.value.refusals[0].citation.text
    revise(office.handler, key, {"evidence": [1, 3]}, at=at(5, 22, 14))
    assert issue(office.handler, key, at=at(5, 22, 15)) == "云江检刑诉〔2026〕1号"


def test_an_excluded_item_cannot_be_chosen_or_named(indictment):
    office, key = indictment
    exclude_item(office.handler, office.proceeding.case_id, 2, "讯问地点违法", at=at(5, 22, 12))
    with pytest.raises(Refused, match="夜间讯问笔录"):
        revise(office.handler, key, {"evidence": [1, 2]}, at=at(5, 22, 13))
    named = {"evidence": [1, 3], "grounds": "其在夜间讯问笔录中供认不讳。"}
    revise(office.handler, key, named, at=at(5, 22, 13))
    with pytest.raises(Refused, match="正文提到了已经排除的证据"):
        issue(office.handler, key, at=at(5, 22, 14))


def test_an_unknown_item_cannot_be_cited(indictment):
    office, key = indictment
    with pytest.raises(Refused, match="没有这件证据"):
        revise(office.handler, key, {"evidence": [9]}, at=at(5, 22, 13))
