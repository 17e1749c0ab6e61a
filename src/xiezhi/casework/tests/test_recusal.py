"""Recusal against the office's records: posts, the whole case, everything told before."""

import datetime as dt

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xiezhi.casework import engine
from xiezhi.casework.access import may_see, recused_in, visible_cases
from xiezhi.casework.actions.annotate import annotate
from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.recuse import recuse
from xiezhi.casework.models import Awaiting, Proceeding
from xiezhi.casework.rebuild import differences
from xiezhi.casework.selectors import search, workbench
from xiezhi.casework.tests.office import ARREST, PROSECUTION, accepted, at, given_to, theft
from xiezhi.casework.tests.player import play
from xiezhi.law import Refused
from xiezhi.law.recusing import people_in
from xiezhi.ledger.selectors import acts_of

ON = dt.date(2026, 3, 4)
WHY = "与犯罪嫌疑人是近亲属"
OPINION = {
    "do": "approve_arrest", "subject": "P1", "reasons": "多次窃取，社会危险性明显",
    "fields": {"charge": "盗窃", "arrest_ground": "ordinary"},
}  # fmt: skip
AGREED = {"matter": "arrest:P1", "result": "agree", "remark": "同意"}


@pytest.fixture
def opined(office):
    opened = accepted(office, detained=True)
    given_to(office, opened.pk)
    perform(office.p1, opened.pk, "opine", OPINION, at=at(3, 3))
    return opened


def without_the_chief(office, proceeding, when):
    votes = dict.fromkeys(("deputy", "fulltime", "member1"), "recuse")
    return recuse(office.deputy, proceeding.pk, "chief", WHY, votes=votes, at=when)


@pytest.mark.parametrize("who", ["head", "deputy", "member1", "fulltime", "manager", "p1"])
def test_whoever_takes_part_can_be_recused_and_sees_nothing_more(office, opined, who):
    person = getattr(office, who)
    assert may_see(person, opined, ON)
    recuse(office.chief, opined.pk, who, WHY, at=at(3, 4))
    assert not may_see(person, opined, ON)
    assert not visible_cases(person, ON).exists()
    assert not workbench(person, ON).mine
    assert not search(person, "许望舟", ON)
    with pytest.raises(Refused) as refused:
        annotate(person, opined.pk, "看看", at=at(3, 4, 10))
    assert refused.value.level == 403
    assert list(differences()) == []


def test_the_deputy_reviews_in_place_of_a_recused_head(office, opined):
    recuse(office.chief, opined.pk, "head", WHY, ground="party", at=at(3, 4))
    asked = set(Awaiting.objects.filter(proceeding=opined).values_list("step", "role"))
    assert asked == {("review", "department_head"), ("review", "deputy_chief")}
    assert [row.step for row in workbench(office.deputy, ON).mine] == ["review"]
    with pytest.raises(Refused, match="审核授权"):
        perform(office.deputy, opined.pk, "review", AGREED, at=at(3, 4, 10))
    office.deputy.posts.update(review_authorised=True)
    perform(office.deputy, opined.pk, "review", AGREED, at=at(3, 4, 11))


def test_the_chiefs_recusal_is_the_committees_and_a_deputy_decides_then(office, opined):
    perform(office.head, opined.pk, "review", AGREED, at=at(3, 4))
    with pytest.raises(Refused, match="检察长的回避由检察委员会讨论决定"):
        recuse(office.chief, opined.pk, "chief", WHY, at=at(3, 4, 10))
    disguised = {"person": "chief", "post": "prosecutor", "reason": WHY, "by_delegation": True}
    office.deputy.delegations_received.create(
        giver=office.chief,
        kind="chief_power",
        matters=["*"],
        from_on=dt.date(2026, 1, 1),
        until_on=dt.date(2027, 1, 1),
    )
    with pytest.raises(Refused, match="职务与被决定回避的人"):
        perform(office.deputy, opined.pk, "recuse", disguised, at=at(3, 4, 10))
    without_the_chief(office, opined, at(3, 4, 11))
    assert not may_see(office.chief, opined, ON)
    assert [row.step for row in workbench(office.deputy, ON).mine] == ["decide"]
    decided = {"matter": "arrest:P1", **OPINION}
    with pytest.raises(Refused):
        perform(office.chief, opined.pk, "decide", decided, at=at(3, 4, 12))
    perform(office.deputy, opined.pk, "decide", decided, at=at(3, 4, 13))
    assert Proceeding.objects.get(pk=opined.pk).stage == "approved"
    assert list(differences()) == []


def test_recusal_holds_in_every_proceeding_of_the_case(office, opined):
    second = accepted(office, PROSECUTION, case_source="police", three_years_or_less=False)
    Proceeding.objects.filter(pk=second.pk).update(case_id=opined.case_id)
    recuse(office.chief, opined.pk, "p2", WHY, at=at(3, 4))
    assert recused_in(opined.case_id) == {"p2"}
    given_to(office, second.pk, when=at(3, 4, 10))
    with pytest.raises(Refused, match="已经在本案中回避"):
        join_member(office.chief, second.pk, "p2", "prosecutor", at=at(3, 4, 11))


@pytest.mark.parametrize("who", ["head", "chief", "member1"])
def test_no_address_of_the_case_opens_for_the_recused(client, office, opined, who):
    client.force_login(getattr(office, who))
    pages = [reverse(name, args=[opined.pk]) for name in ("case-page", "draw")]
    pages += [reverse("act", args=[opined.pk, kind]) for kind in ("review", "decide", "resolve")]
    pages += [
        reverse("case-material", args=[opined.pk, tab])
        for tab in ("papers", "opinions", "timeline", "ledger")
    ]
    assert client.get(pages[0]).status_code == 200
    if who == "chief":
        without_the_chief(office, opined, at(3, 4))
    else:
        recuse(office.chief, opined.pk, who, WHY, at=at(3, 4))
    assert {client.get(page).status_code for page in pages} == {403}
    for name in ("workbench", "cases", "calendar", "custody", "search", "ledger", "monitoring"):
        text = client.get(reverse(name), {"q": "许望舟"}).content.decode()
        assert "许望舟盗窃案" not in text, name
        assert opined.number not in text, name


@settings(
    max_examples=6, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    choices=st.lists(st.integers(0, 10_000), min_size=8, max_size=16),
    out=st.sampled_from(["head", "deputy", "member1", "p2", "clerk", "p1", "chief"]),
)
def test_no_recused_person_takes_part_in_any_later_act(office, choices, out):
    with transaction.atomic():
        opened = accepted(office, ARREST, case=theft("甲"), detained=True)
        play(office, opened.pk, choices[::2], at(3, 2, 10))
        if out == "chief":
            without_the_chief(office, opened, at(3, 4))
        else:
            recuse(office.chief, opened.pk, out, WHY, at=at(3, 4))
        play(office, opened.pk, choices, at(3, 4, 10))
        gone: set[str] = set()
        for act in acts_of(engine.subject_of(opened.pk)):
            assert not people_in(act) & gone
            gone |= {act.data["person"]} if act.kind == "recuse" else set()
        assert out in gone
        assert not Awaiting.objects.filter(proceeding=opened, person_id__in=gone).exists()
        assert list(differences()) == []
        transaction.set_rollback(True)
