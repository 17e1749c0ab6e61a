"""DT-2, DT-4.4, DT-8.12 tried through HTTP, the agencies' API and the admin: no door is easier."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from xiezhi.casework.actions.perform import perform
from xiezhi.casework.tests.office import at, office
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.object import object_to
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.models import Decision, Objection, Opinion, Review
from xiezhi.deliberation.selectors import decision_of
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.law import Refused
from xiezhi.ledger.models import Entry
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.actions.delegate import delegate

__all__ = ["office"]
DROP = {"drop_reasons": "情节轻微"}


def proposed(office):
    proceeding = under_review(office)
    opine(
        office.p1, proceeding.pk, "drop_minor", "情节轻微", subject="P1", fields=DROP, at=at(3, 4)
    )
    return proceeding


def post(client, person, proceeding, kind, query="", **data):
    client.force_login(person)
    address = reverse("act", args=[proceeding.pk, kind]) + query
    return client.post(address, {"step": "confirmed", **data})


@pytest.mark.clause("responsibility-24b")
@pytest.mark.clause("column-handle-manage-evaluate-c")
@pytest.mark.parametrize("key", ["opinion", "do", "fields", "reasons"])
def test_dt_4_4_a_heads_text_sent_with_the_form_is_refused_and_stays_on_record(
    client, office, key
):
    proceeding = proposed(office)
    with time_machine.travel(at(3, 5)):
        sent = {"result": "agree", "remark": "同意", key: "prosecute"}
        page = post(client, office.head, proceeding, "review", **sent)
    assert page.status_code == 403
    assert "不得直接改变检察官意见或者要求检察官改变意见" in page.content.decode()
    assert not Review.objects.exists()
    assert [o.do for o in Opinion.objects.all()] == ["drop_minor"]
    (attempt,) = entries_of(("attempt", str(proceeding.pk)))
    assert (attempt.by, attempt.rule) == ("head", "review.alters_opinion")


@pytest.mark.clause("responsibility-24a")
def test_dt_4_4_must_change_is_no_result_and_a_head_opens_no_opinion(client, office):
    proceeding = proposed(office)
    with time_machine.travel(at(3, 5)):
        page = post(client, office.head, proceeding, "review", result="must_change", remark="改")
        assert page.status_code == 422
        query = "?do=prosecute&subject=P1"
        page = post(client, office.head, proceeding, "opine", query, reasons="改", charge="盗窃罪")
        assert page.status_code in (403, 409)
    assert Opinion.objects.count() == 1


@pytest.mark.clause("responsibility-24c")
def test_dt_4_10_a_head_who_withholds_the_handlers_text_is_refused_and_on_record(client, office):
    proceeding = proposed(office)
    review(office.head, proceeding.pk, MATTER, "disagree", remark="应当起诉", at=at(3, 5))
    with time_machine.travel(at(3, 5, 10)):
        page = post(client, office.head, proceeding, "submit", "?do=chief", withhold="true")
        assert page.status_code == 403
        assert entries_of(("attempt", str(proceeding.pk)))[0].rule == "submit.withheld"
        assert post(client, office.head, proceeding, "submit", "?do=chief").status_code == 302


@pytest.mark.clause("responsibility-8")
def test_dt_2_no_document_and_no_decision_before_the_way_was_gone(client, office):
    proceeding = proposed(office)
    with time_machine.travel(at(3, 5)):
        paper = {"document": "d", "template": "non_prosecution_decision", "number": "1号"}
        page = post(client, office.p1, proceeding, "issue_document", **paper)
        assert page.status_code in (403, 409)
        for who in (office.p1, office.head, office.chief, office.deputy, office.p2):
            query = "?do=drop_minor&subject=P1"
            page = post(client, who, proceeding, "decide", query, drop_reasons="情节轻微")
            assert page.status_code in (302, 403, 404, 409)
            assert page.status_code != 302 or "login" in page.url
    assert not Decision.objects.exists()


def test_dt_8_12_a_time_sent_with_an_objection_is_not_its_time(client, office):
    proceeding = proposed(office)
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    decide(
        office.chief, proceeding.pk, "prosecute", matter=MATTER, fields={"charge": "盗窃罪"},
        at=at(3, 6),
    )  # fmt: skip
    noon = at(3, 7, 12)
    with time_machine.travel(noon, tick=False):
        sent = {"reasons": "证据不足", "at": "2026-03-06T09:00", "on": "2026-03-06"}
        assert post(client, office.p1, proceeding, "object", **sent).status_code == 302
    assert Objection.objects.get().at == noon
    entry = entries_of(("proceeding", str(proceeding.pk)))[-1]
    assert (entry.kind, entry.at) == ("object", noon)
    with pytest.raises(Refused, match="早于上一行为"):
        object_to(office.p1, proceeding.pk, MATTER, "补", at=at(3, 6, 12))


def test_there_is_no_admin_and_the_agencies_door_does_no_act(client, office):
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    proceeding = proposed(office)
    before = Entry.objects.count()
    act = {"kind": "decide", "proceeding": str(proceeding.pk), "do": "drop_minor", "by": "chief"}
    page = client.post(reverse("exchange-receive"), act, content_type="application/json")
    assert 400 <= page.status_code < 500
    assert Entry.objects.count() == before
    assert client.get("/admin/").status_code == 404


@pytest.mark.clause("responsibility-4b")
@pytest.mark.clause("responsibility-46")
def test_dt_2_13_a_delegation_that_ends_between_proposal_and_decision(client, office):
    delegate(
        office.chief, office.deputy, "chief_power",
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 3, 7),
    )  # fmt: skip
    proceeding = proposed(office)
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    query = "?do=drop_minor&subject=P1"
    with time_machine.travel(at(3, 7, 0, 1)):
        page = post(client, office.deputy, proceeding, "decide", query, drop_reasons="情节轻微")
        assert page.status_code in (403, 409)
        assert not Decision.objects.exists()
    with time_machine.travel(at(3, 6, 23, 59)):
        page = post(client, office.deputy, proceeding, "decide", query, drop_reasons="情节轻微")
        assert page.status_code == 302
    made = decision_of(proceeding.pk, MATTER)
    assert (made.decider, made.by_delegation) == ("deputy", True)


def test_days_are_shanghais_whatever_zone_an_instant_is_written_in(office):
    """00:30 on 7 March in Shanghai is still the 6th in UTC: the delegation has ended."""
    delegate(
        office.chief, office.deputy, "chief_power",
        from_on=dt.date(2026, 3, 1), until_on=dt.date(2026, 3, 7),
    )  # fmt: skip
    proceeding = proposed(office)
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    half_past = at(3, 7, 0, 30)
    decision = {"matter": MATTER, "do": "drop_minor", "by_delegation": True}
    for zone in (dt.UTC, dt.timezone(dt.timedelta(hours=-8)), half_past.tzinfo):
        with pytest.raises(Refused, match="有效委托"):
            perform(
                office.deputy, proceeding.pk, "decide", decision, at=half_past.astimezone(zone)
            )
    in_utc = at(3, 6, 23, 30).astimezone(dt.UTC)
    perform(office.deputy, proceeding.pk, "decide", decision, at=in_utc)
    assert decision_of(proceeding.pk, MATTER).at == at(3, 6, 23, 30)


def test_a_clock_that_was_set_back_writes_nothing_out_of_order(client, office):
    proceeding = proposed(office)
    with time_machine.travel(at(3, 5)):
        post(client, office.head, proceeding, "review", result="agree", remark="同意")
    before = Entry.objects.count()
    with time_machine.travel(at(3, 4, 23)):
        page = post(
            client, office.chief, proceeding, "decide", "?do=drop_minor&subject=P1",
            drop_reasons="情节轻微",
        )  # fmt: skip
    assert page.status_code == 409
    assert "早于上一行为的时间" in page.content.decode()
    assert (Entry.objects.count(), Decision.objects.count()) == (before, 0)
