"""The pages on which the team arranges evidence: facts, proof, exclusion and readmission."""

import pytest
import time_machine
from django.urls import reverse

from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.evidence.actions.add_item import ItemGiven, add_item
from xiezhi.evidence.selectors import proof_map

WHEN = at(3, 3)


@pytest.fixture
def desk(client, office):
    """The handler signed in, with one item of evidence in the case."""
    proceeding = given_to(office, accepted(office).pk)
    add_item(office.p1, proceeding.case_id, ItemGiven("witness", "证人证言", "卷一12页"), at=WHEN)
    with time_machine.travel(WHEN, tick=False):
        client.force_login(office.p1)
        yield client, proceeding


def test_a_fact_is_stated_then_proved_by_an_item(desk):
    client, proceeding = desk
    sent = {"statement": "3月1日在场", "party": "P1"}
    answer = client.post(reverse("fact-add", args=[proceeding.pk]), sent)
    assert answer.url.endswith("?fact=1")
    form = client.get(f"{answer.url}&item=1").content.decode()
    assert "卷一12页" in form
    assert "待证事实1" in form, "the place of the filled value is named"
    sent = {"fact": "1", "item": "1", "bearing": "supports", "note": ""}
    assert client.post(answer.url, sent).status_code == 302
    (fact,) = proof_map(proceeding.case_id)
    assert fact.is_supported_by == (1,)
    assert (
        "3月1日在场" in client.get(reverse("case-evidence", args=[proceeding.pk])).content.decode()
    )


def test_an_excluded_item_is_not_offered_and_may_be_admitted_again(desk):
    client, proceeding = desk
    client.post(reverse("fact-add", args=[proceeding.pk]), {"statement": "在场", "party": ""})
    change = reverse("evidence-exclude", args=[proceeding.pk, 1])
    assert client.post(change, {"reason": "以威胁方法取得"}).status_code == 302
    link = reverse("proof-link", args=[proceeding.pk])
    sent = {"fact": "1", "item": "1", "bearing": "supports"}
    assert client.post(link, sent).status_code == 422
    assert "恢复采纳证据1" in client.get(change).content.decode()
    assert client.post(change, {"reason": "复核后认定取证合法"}).status_code == 302
    assert client.post(link, sent).status_code == 302


@pytest.mark.parametrize("name", ["fact-add", "proof-link", "evidence-add"])
def test_only_the_team_arranges(desk, office, name):
    client, proceeding = desk
    for person in (office.chief, office.other):
        client.force_login(person)
        assert client.get(reverse(name, args=[proceeding.pk])).status_code == 403


@pytest.mark.clause("reform-12a")
def test_three_facts_and_twelve_items_show_what_supports_what_contradicts_and_what_is_bare(desk):
    client, proceeding = desk
    for n in range(2, 13):
        given = ItemGiven("witness", f"证言{n:02}", f"卷{n}")
        add_item(proceeding.handler, proceeding.case_id, given, at=WHEN)
    for statement in ("持刀", "逃离", "销赃"):
        client.post(reverse("fact-add", args=[proceeding.pk]), {"statement": statement})
    for fact, item, bearing in ((1, 2, "supports"), (1, 3, "contradicts"), (2, 4, "supports")):
        sent = {"fact": fact, "item": item, "bearing": bearing, "note": ""}
        assert client.post(reverse("proof-link", args=[proceeding.pk]), sent).status_code == 302
    page = client.get(reverse("case-evidence", args=[proceeding.pk])).content.decode()
    rows = {name: row for row in page.split("<tr>") for name in ("持刀", "逃离", "销赃")
            if name in row}  # fmt: skip
    supports, contradicts = rows["持刀"].split("<td>")[2:4]
    assert "证言02" in supports
    assert "证言03" in contradicts
    assert "证言04" in rows["逃离"].split("<td>")[2]
    assert [name for name, row in rows.items() if "没有证据支持" in row] == ["销赃"]
