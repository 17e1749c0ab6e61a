"""The pages: entering in one form, who sees what, the looks written down, files, hints."""

import io
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from xiezhi.casework.actions.open_for_inspection import open_for_inspection
from xiezhi.casework.actions.recuse import recuse
from xiezhi.interference.actions.open_check import open_check
from xiezhi.interference.actions.verify import verify
from xiezhi.interference.models import Record
from xiezhi.interference.selectors.months import reminders
from xiezhi.interference.tests.house import MARCH, recorded
from xiezhi.ledger.selectors import entries_about, entries_of

SAID = "问案件办得怎样，要求从轻"
SENT = {"name": "云江deputy（deputy）", "unit_and_post": "副检察长", "relation": "leader",
        "matter": "case", "way": "call", "happened_at": "2026-03-05T10:00", "said": SAID,
        "nature": "improper"}  # fmt: skip
PEOPLE = ("p1", "p2", "head", "deputy", "chief", "inspector", "above", "admin", "manager",
          "fulltime", "member1", "other", "assistant", "clerk")  # fmt: skip


@pytest.fixture
def visit(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


def text(answer):
    return answer.content.decode()


def test_a_record_is_made_from_the_proceedings_page_in_one_form(house, visit):
    browser = visit(house.p1)
    link = f"{reverse('interference-new')}?proceeding={house.proceeding.pk}"
    assert link in text(browser.get(reverse("case-page", args=[house.proceeding.pk])))
    page = browser.get(link)
    form = page.context["form"]
    assert form["proceeding"].initial == str(house.proceeding.pk)
    assert len(form.visible_fields()) == 10
    assert "云江deputy（deputy）" in text(page)
    once = str(form["once"].initial)
    sent = {**SENT, "proceeding": str(house.proceeding.pk), "once": once}
    for _twice in range(2):
        assert browser.post(reverse("interference-new"), sent).status_code == 302
    record = Record.objects.get()
    assert (record.who_code, record.proceeding) == ("deputy", house.proceeding.pk)
    shown = text(browser.get(reverse("interference-record", args=[record.pk])))
    assert "12:00:00.123" in shown
    assert "不能修改、删除" in shown


def test_a_wrong_form_comes_back_with_what_was_typed(house, visit):
    answer = visit(house.p1).post(reverse("interference-new"), {**SENT, "said": ""})
    assert answer.status_code == 422
    assert "副检察长" in text(answer)
    assert not Record.objects.exists()


def test_another_ones_case_cannot_be_sent_along(house, visit):
    sent = {**SENT, "proceeding": str(house.proceeding.pk)}
    assert visit(house.other).post(reverse("interference-new"), sent).status_code == 422
    assert not Record.objects.exists()


@pytest.mark.parametrize("who", PEOPLE)
def test_who_reads_a_record(house, visit, who):
    record = recorded(house)
    browser = visit(getattr(house, who))
    answer = browser.get(reverse("interference-record", args=[record.pk]))
    readers = {"p1", "inspector", "chief"}
    assert answer.status_code == (200 if who in readers else 404)
    register = browser.get(reverse("interference-register"), {"month": "2026-03"})
    assert register.status_code == (200 if who in {"inspector", "chief", "above"} else 403)
    assert (SAID in text(register)) == (who in {"inspector", "chief"})
    assert (SAID in text(browser.get(reverse("interference")))) == (who == "p1")


@pytest.mark.parametrize("who", ["inspector", "chief"])
def test_nobody_reads_what_is_recorded_about_them(house, visit, who):
    record = recorded(house, name=f"云江{who}", relation="staff")
    browser = visit(getattr(house, who))
    assert browser.get(reverse("interference-record", args=[record.pk])).status_code == 404
    register = browser.get(reverse("interference-register"), {"month": "2026-03"})
    assert SAID not in text(register)


def test_whoever_recused_in_the_case_reads_no_record_of_it(house, visit):
    other = type(house.inspector).objects.create(code="i2", name="何望北", category="auxiliary")
    other.posts.create(procuratorate=house.unit, role="inspection", from_on="2026-01-01")
    record = recorded(house)
    address = reverse("interference-record", args=[record.pk])
    assert visit(other).get(address).status_code == 200
    recuse(house.chief, house.proceeding.pk, "i2", "系近亲属")
    assert visit(other).get(address).status_code == 404


def test_every_look_at_anothers_record_is_written_down(house, visit):
    record = recorded(house)
    visit(house.p1).get(reverse("interference-record", args=[record.pk]))
    assert len(entries_of(("interference", str(record.pk)))) == 1
    visit(house.inspector).get(reverse("interference-record", args=[record.pk]))
    *_, look = entries_of(("interference", str(record.pk)))
    assert (look.kind, look.by) == ("look", "inspector")
    browser = visit(house.chief)
    browser.get(reverse("interference-register"), {"month": "2026-03"})
    browser.get(reverse("interference-register"), {"month": "2026-03", "format": "xlsx"})
    looks = [one for one in entries_about("interference_register") if one.by == "chief"]
    assert [one.data["how"] for one in looks] == ["page", "xlsx"]
    assert all(one.data["records"] == [str(record.pk)] for one in looks)


def test_the_lists_come_as_files(house, visit):
    recorded(house)
    for name, person in (("interference", house.p1), ("interference-register", house.inspector)):
        asked = {"format": "xlsx", "month": "2026-03"}
        answer = visit(person).get(reverse(name), asked)
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        rows = list(book.worksheets[0].values)
        assert rows[0][0] == "记录时间"
        assert SAID in rows[1]


def test_the_author_is_told_the_conclusion_and_not_the_reasons(house, visit):
    record = recorded(house)
    verify(house.inspector, record.pk, "violation", evidence="通话记录", reason="甲乙丙",
           follow_up="hand_over")  # fmt: skip
    page = text(visit(house.p1).get(reverse("interference-record", args=[record.pk])))
    assert "违规过问、干预" in page
    assert "甲乙丙" not in page
    assert "通话记录" not in page


@pytest.mark.clause("reform-32b")
def test_the_case_is_marked_to_inspectors_alone(house, visit):
    recorded(house)
    open_for_inspection(house.inspector, house.proceeding.pk, "核查线索")
    address = reverse("case-page", args=[house.proceeding.pk])
    assert "本件有 1 条过问" in text(visit(house.inspector).get(address))
    for person in (house.p1, house.chief, house.head, house.manager):
        assert "条过问" not in text(visit(person).get(address))


def test_an_act_at_a_risk_point_asks_and_does_not_block(house, visit):
    browser = visit(house.p1)
    address = reverse("act", args=[house.proceeding.pk, "opine"])
    asking = browser.get(address, {"do": "refuse_no_danger", "subject": "P1"})
    assert asking.status_code == 200
    assert "有没有过问需要记录" in text(asking)
    assert "文本未规定" in text(asking)
    plain = browser.get(address, {"do": "approve_arrest", "subject": "P1"})
    assert "有没有过问需要记录" not in text(plain)


def test_the_steps_of_a_record_by_their_forms(house, visit):
    record = recorded(house)

    def step(person, name, **sent):
        address = reverse("interference-step", args=[record.pk, name])
        return visit(person).post(address, sent).status_code

    assert step(house.p1, "supplement", text="下午又打来") == 302
    verdict = {"verify-verdict": "violation", "verify-evidence": "通话记录",
               "verify-reason": "属实", "verify-follow_up": "hand_over"}  # fmt: skip
    assert step(house.head, "verify", **verdict) == 404
    assert step(house.p1, "verify", **verdict) == 403
    assert step(house.inspector, "verify", **verdict) == 302
    given = {"handover-purpose": "notice", "handover-receiver": "chief",
             "handover-content": "请通报", "handover-once": str(uuid4())}  # fmt: skip
    for _twice in range(2):
        assert step(house.inspector, "hand-over", **given) == 302
    assert step(house.inspector, "hand-over", **{**given, "handover-once": "x"}) == 404
    row = record.hand_overs.get()
    assert step(house.chief, "receive", hand_over=str(row.pk), text="收到") == 302
    assert step(house.chief, "outcome", hand_over=str(row.pk), text="已通报") == 302
    assert step(house.chief, "outcome", hand_over="x", text="已通报") == 404
    page = text(visit(house.inspector).get(reverse("interference-record", args=[record.pk])))
    assert "已通报" in page
    assert "谁看过" in page


def test_a_reverse_check_by_its_pages(house, visit):
    browser = visit(house.inspector)
    sent = {"ground": "处分决定", "about": "p1", "contacts": "2026-03-03 收受礼品"}
    answer = browser.post(reverse("reverse-checks"), sent)
    assert answer.status_code == 302
    page = browser.get(answer.url)
    (day,) = page.context["page"].days
    key = page.context["page"].id
    given = {f"d{day.key}-result": "missed", f"d{day.key}-note": "处分决定已查明"}
    assert (
        browser.post(reverse("reverse-check-day", args=[key, day.key]), given).status_code == 302
    )
    closing = reverse("reverse-check-close", args=[key])
    assert browser.post(closing, {"conclusion": "应录未录"}).status_code == 302
    assert "应录未录" in text(browser.get(reverse("reverse-checks")))
    check = open_check(house.inspector, "处分决定", about="p1")
    assert visit(house.p1).get(reverse("reverse-check", args=[check.pk])).status_code == 404


def test_a_chief_named_with_the_title_does_not_read_the_record_nor_who_wrote_it(house, visit):
    sent = {**SENT, "name": "云江chief检察长", "outsider": ""}
    assert visit(house.p1).post(reverse("interference-new"), sent).status_code == 302
    record = Record.objects.get()
    assert (record.name, record.who_code) == ("云江chief检察长", "chief")
    for person, status in ((house.chief, 404), (house.inspector, 200)):
        seen = visit(person).get(reverse("interference-record", args=[record.pk]))
        assert seen.status_code == status
    register = visit(house.chief).get(reverse("interference-register"), {"month": "2026-03"})
    assert SAID not in text(register)


def test_a_leader_nobody_knows_is_refused_until_said_to_be_an_outsider(house, visit):
    sent = {**SENT, "name": "某局长"}
    refused = visit(house.p1).post(reverse("interference-new"), sent)
    assert refused.status_code == 409
    assert "选择建议的人员，或者注明不是本院、上级院的人员" in text(refused)
    assert not Record.objects.exists()
    told = {**sent, "outsider": "true"}
    assert visit(house.p1).post(reverse("interference-new"), told).status_code == 302
    assert Record.objects.get().who_code == ""


@pytest.mark.parametrize(("field", "room"), [("name", 50), ("unit_and_post", 200)])
def test_what_a_column_does_not_hold_is_told_in_the_form(house, visit, field, room):
    sent = {**SENT, field: "长" * (room + 1), "outsider": "true"}
    answer = visit(house.p1).post(reverse("interference-new"), sent)
    assert answer.status_code == 422
    assert f"最多 {room} 个字，现在有 {room + 1} 个字" in text(answer)
    assert not Record.objects.exists()


def test_a_limited_name_too_long_is_told_in_the_form(house, visit):
    sent = {"who": "former", "name": "长" * 51, "left_on": "2026-01-05"}
    answer = visit(house.inspector).post(reverse("limited-persons"), sent)
    assert answer.status_code == 422
    assert "最多 50 个字，现在有 51 个字" in text(answer)


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1948-12", "2028-01", "x"])
def test_a_month_out_of_reach_is_the_last_one(house, visit, month):
    record = recorded(house)
    page = visit(house.inspector).get(reverse("interference-register"), {"month": month})
    assert page.status_code == 200
    assert page.context["month"].isoformat() == "2026-03-01"
    assert record.said in text(page)
    assert visit(house.inspector).get(
        reverse("interference-register"), {"month": "2027-12"}
    ).context["month"].year == 2027  # fmt: skip


def test_nobody_is_missing_in_a_month_that_runs(house, visit, django_assert_max_num_queries):
    browser = visit(house.inspector)
    for month, missing in (("2026-04", False), ("2026-03", True)):
        page = browser.get(reverse("interference-register"), {"month": month})
        assert bool(page.context["reminders"]) is missing
    with django_assert_max_num_queries(5):
        assert len(reminders("YJ", MARCH)) > 10
