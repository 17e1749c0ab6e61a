"""S05: a roster that becomes even holds no session; a deputy who joins a team must lead it."""

import datetime as dt

import pytest

from xiezhi.casework.actions.assign import MemberGiven, TeamGiven
from xiezhi.casework.actions.join_member import join_member
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.reassign import reassign
from xiezhi.casework.models import Proceeding
from xiezhi.casework.selectors.led import led_by
from xiezhi.casework.tests.office import SINCE, accepted, at, given_to, theft
from xiezhi.deliberation.actions.hear_member import hear_member
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.resolve import resolve
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.submit import submit
from xiezhi.deliberation.selectors import decision_of
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.law import Refused
from xiezhi.organs.actions.appoint import appoint
from xiezhi.organs.actions.end_post import end_post
from xiezhi.organs.models import Person
from xiezhi.organs.roster import irregularities
from xiezhi.organs.selectors import committee

DROP = {"drop_reasons": "情节轻微"}
CALL = {"matter": MATTER, "materials_sent_on": "2026-03-06", "agenda": "一、许望舟盗窃案"}


def member(office, number):
    person = Person.objects.create(code=f"m{number}", name=f"委员{number}", category="prosecutor")
    person.posts.create(procuratorate=office.unit, role="committee_member", from_on=SINCE)
    return person


@pytest.fixture
def eleven(office):
    """The office with a committee of eleven."""
    office.more = [member(office, number) for number in range(3, 9)]
    assert len(committee("YJ", SINCE)) == 11
    return office


def before_the_committee(office):
    proceeding = under_review(office)
    opine(
        office.p1, proceeding.pk, "drop_minor", "情节轻微", subject="P1", fields=DROP, at=at(3, 4)
    )
    review(office.head, proceeding.pk, MATTER, "agree", at=at(3, 5))
    submit(office.chief, proceeding.pk, MATTER, "committee", at=at(3, 6))
    return proceeding


@pytest.mark.clause("responsibility-3a")
@pytest.mark.clause("responsibility-3b")
def test_s05_an_even_roster_blocks_the_session_until_it_is_odd(eleven):
    proceeding = before_the_committee(eleven)
    perform(eleven.chief, proceeding.pk, "call_session", {**CALL, "held_on": "2026-03-09"},
            at=at(3, 6))  # fmt: skip
    retired = eleven.more[0].posts.get()
    end_post(eleven.chief, retired.pk, until_on=dt.date(2026, 3, 10), reason="退休")
    assert irregularities("YJ", dt.date(2026, 3, 9)) == ()
    assert ["双数" in one.reason for one in irregularities("YJ", dt.date(2026, 3, 10))] == [True]
    later = {**CALL, "held_on": "2026-03-10"}
    with pytest.raises(Refused, match="双数"):
        perform(eleven.chief, proceeding.pk, "call_session", later, at=at(3, 6, 10))
    votes = dict.fromkeys(
        ("chief", "deputy", "fulltime", "member1", "member2", "m4"), "drop_minor"
    )
    with pytest.raises(Refused, match="应当为单数"):
        resolve(eleven.chief, proceeding.pk, MATTER, "drop_minor", votes, at=at(3, 10))
    new = Person.objects.create(code="m9", name="委员9", category="prosecutor")
    appoint(eleven.chief, new, eleven.unit, "committee_member", from_on=dt.date(2026, 3, 10))
    perform(eleven.chief, proceeding.pk, "call_session", later, at=at(3, 6, 11))
    resolve(eleven.chief, proceeding.pk, MATTER, "drop_minor", votes, at=at(3, 10))
    made = decision_of(proceeding.pk, MATTER)
    assert (made.decider, len(made.session.roster)) == ("committee", 11)
    assert "m3" not in made.session.roster


@pytest.mark.clause("responsibility-3a")
def test_s05_a_member_who_resigns_in_the_midst_of_a_session_no_longer_votes(eleven):
    proceeding = before_the_committee(eleven)
    votes = dict.fromkeys(
        ("chief", "deputy", "fulltime", "member1", "member2", "m3"), "drop_minor"
    )
    for person in eleven.more[:2]:
        end_post(eleven.chief, person.posts.get().pk, until_on=dt.date(2026, 3, 9), reason="辞职")
    with pytest.raises(Refused, match="m3"):
        resolve(eleven.chief, proceeding.pk, MATTER, "drop_minor", votes, at=at(3, 9))
    del votes["m3"]
    resolve(eleven.chief, proceeding.pk, MATTER, "drop_minor", votes, at=at(3, 9, 10))
    assert len(decision_of(proceeding.pk, MATTER).session.roster) == 9


@pytest.mark.clause("responsibility-5c")
@pytest.mark.clause("responsibility-5d")
def test_s05_the_old_lead_is_refused_until_the_chief_designates_the_deputy(office):
    team = TeamGiven((MemberGiven("p2", "prosecutor"),), lead="p1", lead_designated_by="chief")
    proceeding = under_review(office, team=team)
    with pytest.raises(Refused, match="应当担任主办检察官"):
        join_member(
            office.chief, proceeding.pk, "deputy", "prosecutor", post="deputy_chief", at=at(3, 4)
        )
    joining = MemberGiven("deputy", "prosecutor", "deputy_chief")
    both = {"handler": "p1", "approver": "chief"}
    old = TeamGiven((joining, MemberGiven("p2", "prosecutor")), "p1", "chief")
    with pytest.raises(Refused, match="应当担任主办检察官"):
        reassign(office.manager, proceeding.pk, "案情复杂", team=old, at=at(3, 4), **both)
    by_himself = TeamGiven(old.members, "deputy", "department_head")
    with pytest.raises(Refused, match="由检察长指定"):
        reassign(office.manager, proceeding.pk, "案情复杂", team=by_himself, at=at(3, 4), **both)
    named = TeamGiven(old.members, "deputy", "chief")
    reassign(office.manager, proceeding.pk, "案情复杂", team=named, at=at(3, 4), **both)
    assert Proceeding.objects.get().handler_id == "deputy"
    opinion = {"subject": "P1", "fields": DROP}
    with pytest.raises(Refused, match="主办检察官"):
        opine(office.p1, proceeding.pk, "drop_minor", "情节轻微", at=at(3, 5), **opinion)
    for code in ("p1", "p2"):
        hear_member(office.deputy, proceeding.pk, MATTER, code, "同意", at=at(3, 5))
    opine(office.deputy, proceeding.pk, "drop_minor", "情节轻微", at=at(3, 5, 10), **opinion)


@pytest.mark.clause("responsibility-10a")
def test_dt_1_11_a_leaders_cases_of_the_year_count_as_lead_or_sole_only(office, client):
    on = dt.date(2026, 3, 20)
    assert (led_by(office.deputy, on).handled, led_by(office.deputy, on).missing) == (0, 1)
    assert led_by(office.p1, on) is None
    client.force_login(office.deputy)
    assert "领导办案" in client.get("/workbench/").content.decode()
    joining = MemberGiven("deputy", "prosecutor", "deputy_chief")
    for name, lead in (("甲某", "chief"), ("乙某", "deputy")):
        opened = accepted(office, case=theft(name))
        chief = MemberGiven("chief", "prosecutor", "chief")
        members = (joining, chief) if lead == "chief" else (joining,)
        given_to(office, opened.pk, team=TeamGiven(members, lead, "chief"))
    assert led_by(office.deputy, on).handled == 1
    assert led_by(office.deputy, dt.date(2027, 1, 1)).handled == 0
    assert "领导办案" not in client.get("/workbench/").content.decode()
