"""The power lists on the site: as read, compared, and may this person do this now."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.tests.office import STAFF, at, staff_office
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.tests.way import under_review
from xiezhi.law.tests.provincial import LISTED, overlay
from xiezhi.organs.actions.delegate import delegate
from xiezhi.organs.models import Person

ON = "2026-03-04"
POSTS = [*STAFF]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(at(3, 4), tick=False):
        yield


@pytest.fixture
def province(settings, tmp_path):
    settings.XIEZHI_RULE_OVERLAYS = [str(overlay(tmp_path))]


@pytest.fixture
def read(client):
    """Read a page as somebody; returns the answer."""

    def get(reader, name, **query):
        client.force_login(reader)
        return client.get(reverse(name), query)

    return get


@pytest.mark.parametrize("who", POSTS)
def test_everybody_in_office_reads_every_list(office, read, who):
    for of in ("committee", "chief", "prosecutor", "lead", "department_head", "assistant",
               "technician", "clerk", "judicial_police"):  # fmt: skip
        assert read(getattr(office, who), "powers", of=of).status_code == 200
    assert read(getattr(office, who), "powers-compare").status_code == 200
    assert read(getattr(office, who), "powers-ask").status_code == 200


def test_who_holds_no_post_reads_none(office, read):
    gone = Person.objects.create(code="gone", name="离任", category="auxiliary")
    for name in ("powers", "powers-compare", "powers-ask"):
        assert read(gone, name).status_code == 403


def test_the_prosecutors_list_says_articles_in_their_own_words(office, read):
    text = read(office.p1, "powers", of="prosecutor", on=ON).content.decode()
    assert "传唤、讯问犯罪嫌疑人、被告人" in text
    assert "<q>临场监督死刑执行</q>" in text
    assert "检察长可以委托" in text
    assert "没有这份清单" not in text
    early = read(office.p1, "powers", of="assistant", on="2024-07-03").content.decode()
    assert "这一天没有这份清单" in early


@pytest.mark.clause("reform-25j")
def test_the_heads_review_list_names_its_documents_and_the_basis_of_each_step(office, read):
    page = read(office.head, "powers", of="department_head", on=ON).context["page"]
    assert "indictment" in page.documents
    assert {"criminal.prosecution.prosecute", "criminal.non_prosecution.minor"} <= {
        row.id for row in page.matters
    }
    assert all(rule.citation for row in page.matters for _, rule in row.rules.reviews)


@pytest.mark.clause("responsibility-16b")
def test_a_list_without_its_receipt_is_told_on_the_page(province, office, read):
    filed = read(office.p1, "powers", on="2026-07-20").content.decode()
    assert "2026-01-12 报最高人民检察院备案（高检备〔2026〕3号）" not in filed
    assert "已过 30 日" not in filed
    late = read(office.p1, "powers", on="2026-07-21").content.decode()
    assert "已过 30 日，没有报最高人民检察院备案的回执" in late
    assert "文本未规定，按默认口径" in late
    before = read(office.p1, "powers", on="2026-06-01").content.decode()
    assert "2026-01-12 报最高人民检察院备案（高检备〔2026〕3号）" in before


@pytest.mark.clause("responsibility-16b")
def test_the_province_is_told_on_its_board_and_a_district_is_not(province, office, read):
    told = "没有报最高人民检察院备案的回执"
    with time_machine.travel(at(7, 20)):
        assert told not in read(office.chief, "monitoring").content.decode()
        office.unit.level = "provincial"
        office.unit.save()
        assert told not in read(office.chief, "monitoring").content.decode()
    with time_machine.travel(at(7, 21)):
        assert told in read(office.chief, "monitoring").content.decode()
        office.unit.level = "district"
        office.unit.save()
        assert told not in read(office.chief, "monitoring").content.decode()


@pytest.mark.clause("reform-20a")
def test_two_days_are_compared(province, office, read):
    answer = read(office.chief, "powers-compare", a="2026-06-30", b="2026-07-01")
    (moved,) = answer.context["page"].moved
    assert moved.id == LISTED
    text = answer.content.decode()
    assert "两天之间有 1 项变动" in text
    assert "云省检察官职权清单 v1（第1项）" in text
    assert "云省检察官职权清单 v2（第1项）" in text
    same = read(office.chief, "powers-compare", a="2026-07-01", b="2026-07-02").content.decode()
    assert "这两天的清单一样" in same
    assert read(office.chief, "powers-compare", pa="2026.0.0+" + "0" * 40).status_code == 404


@pytest.mark.clause("responsibility-46")
def test_the_answer_names_the_delegation_and_ends_with_it(office, read):
    asked = {"person": "p1", "what": LISTED, "handles": "1", "on": ON}
    refused = read(office.p1, "powers-ask", **asked)
    assert "云江p1不可以：提起公诉" in refused.content.decode()
    assert "由检察长决定" in refused.content.decode()
    delegate(
        office.chief, office.p1, "matter", matters=[LISTED],
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 3, 10),
    )  # fmt: skip
    allowed = read(office.p1, "powers-ask", **asked).content.decode()
    assert "云江p1可以：提起公诉" in allowed
    assert "凭云江chief的委托，2026-03-01 起至 2026-03-10 前" in allowed
    ended = read(office.p1, "powers-ask", **{**asked, "on": "2026-03-10"}).content.decode()
    assert "不可以" in ended
    secret = read(office.p1, "powers-ask", **asked, national_security="1").content.decode()
    assert "应当提请检察委员会讨论决定" in secret


def test_the_list_of_the_day_answers(province, office, read):
    asked = {"person": "p1", "what": LISTED, "handles": "1"}
    before = read(office.p1, "powers-ask", on="2026-06-30", **asked)
    after = read(office.p1, "powers-ask", on="2026-07-01", **asked)
    assert not before.context["told"].answer.allowed
    assert after.context["told"].answer.allowed


def test_an_act_of_the_list_is_answered_with_its_item(office, read):
    asked = {"person": "clerk", "on": ON, "handles": "1"}
    served = read(office.head, "powers-ask", what="serve", **asked).content.decode()
    assert "清单第 19.3 项" in served
    opined = read(office.head, "powers-ask", what="opine", **asked)
    assert not opined.context["told"].answer.allowed
    assert "由承办检察官办理" in opined.content.decode()


def test_in_a_proceeding_the_steps_taken_count(office, read):
    proceeding = under_review(office)
    asked = {"person": "chief", "what": LISTED, "proceeding": str(proceeding.pk)}
    early = read(office.p1, "powers-ask", **asked).context["told"]
    assert not early.answer.allowed
    assert {offer.kind for _, offer in early.offers} == {"opine", "decide"}
    opine(
        office.p1, proceeding.pk, "prosecute", "事实清楚", subject="P1",
        fields={"charge": "盗窃罪"}, at=at(3, 4),
    )  # fmt: skip
    text = read(office.p1, "powers-ask", **asked).content.decode()
    assert "尚未经部门负责人审核并报送检察长" in text
    assert read(office.other, "powers-ask", **asked).status_code == 403


def test_nobody_asks_about_other_offices_but_leaders_above(office, read):
    beside = staff_office("LZ", "临泽")
    asked = {"what": LISTED, "on": ON}
    assert read(office.p1, "powers-ask", person=beside.p1.code, **asked).status_code == 403
    assert read(office.chief, "powers-ask", person=beside.p1.code, **asked).status_code == 403
    beside.unit.parent = office.unit
    beside.unit.save()
    assert read(office.chief, "powers-ask", person=beside.p1.code, **asked).status_code == 200
    assert read(office.p1, "powers-ask", person=beside.p1.code, **asked).status_code == 403


@pytest.mark.parametrize(
    "query", [{"on": "x"}, {"what": "x", "person": "p1"}, {"a": "2026-13-01"}]
)
def test_strange_words_in_the_address_break_nothing(office, read, query):
    for name in ("powers", "powers-compare", "powers-ask"):
        assert read(office.p1, name, **query).status_code == 200
    assert read(office.p1, "powers", of="x").status_code == 404


def test_an_address_that_names_no_proceeding_is_not_found(office, read):
    asked = {"person": "chief", "what": LISTED, "proceeding": "abc"}
    assert read(office.p1, "powers-ask", **asked).status_code == 404
