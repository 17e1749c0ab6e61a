"""The office on a day: actors, pools, delegation, rosters, and what is refused."""

import datetime as dt
from pathlib import Path

import pytest

from xiezhi.law.refusals import Refused
from xiezhi.organs import events, selectors
from xiezhi.organs.actions.appoint import appoint
from xiezhi.organs.actions.delegate import delegate
from xiezhi.organs.actions.end_post import end_post
from xiezhi.organs.actions.grant_leave import grant_leave
from xiezhi.organs.models import Department, Person, Procuratorate
from xiezhi.organs.roster import irregularities
from xiezhi.organs.rules import rules

DAY = dt.date(2026, 3, 2)
NEXT = dt.date(2026, 4, 1)


@pytest.fixture
def office(db):
    made = Procuratorate.objects.create(
        code="YJ", name="云江区人民检察院", short_name="云江", level="district"
    )
    Department.objects.create(
        procuratorate=made, code="P1", name="第一检察部", function="criminal_arrest", from_on=DAY
    )
    return made


def hire(office, code, role, category="prosecutor", department=None, **fields):
    person = Person.objects.create_user(code, name=code, category=category, **fields)
    person.posts.create(procuratorate=office, role=role, department=department, from_on=DAY)
    return person


def test_an_actor_carries_roles_unit_and_delegations(office):
    chief, deputy = hire(office, "chief", "chief"), hire(office, "deputy", "deputy_chief")
    delegate(chief, deputy, "matter", matters=["m1"], from_on=DAY, until_on=NEXT)
    actor = selectors.actor_of(deputy, DAY)
    assert (actor.roles, actor.procuratorate, actor.level) == ({"deputy_chief"}, "YJ", "district")
    assert (actor.delegations, actor.entrusted, actor.reviewable) == ((), ("m1",), ())
    assert selectors.actor_of(deputy, NEXT).entrusted == ()


def test_without_a_post_nobody_acts(office):
    person = Person.objects.create_user("x", name="某", category="prosecutor")
    with pytest.raises(Refused, match="没有任职"):
        selectors.actor_of(person, DAY)


def test_the_chief_delegates_only_to_deputies_and_full_time_members(office):
    chief, plain = hire(office, "chief", "chief"), hire(office, "p", "prosecutor")
    with pytest.raises(Refused) as refused:
        delegate(chief, plain, "chief_power", from_on=DAY, until_on=NEXT)
    assert "第46条" in refused.value.refusals[0].citation.text
    with pytest.raises(Refused) as refused:
        delegate(plain, chief, "chief_power", from_on=DAY, until_on=NEXT)
    assert refused.value.level == 403


def test_a_head_is_a_prosecutor(office):
    chief = hire(office, "chief", "chief")
    clerk = Person.objects.create_user("c", name="书", category="auxiliary")
    department = Department.objects.get()
    with pytest.raises(Refused) as refused:
        appoint(chief, clerk, office, "department_head", from_on=DAY, department=department)
    assert "第45条" in refused.value.refusals[0].citation.text
    assert not clerk.posts.exists()


def test_two_chiefs_never_overlap(office):
    chief = hire(office, "chief", "chief")
    other = Person.objects.create_user("o", name="另", category="prosecutor")
    with pytest.raises(Refused, match="已有检察长"):
        appoint(chief, other, office, "chief", from_on=NEXT)
    end_post(chief, chief.posts.get().pk, until_on=NEXT, reason="调离")
    keeper = hire(office, "adm", "administrator", "administrator")
    assert appoint(keeper, other, office, "chief", from_on=NEXT).person == other


def test_a_prosecutor_appoints_nobody(office):
    plain = hire(office, "p", "prosecutor")
    with pytest.raises(Refused) as refused:
        appoint(plain, plain, office, "chief", from_on=DAY)
    assert refused.value.level == 403


def test_a_pool_names_whom_it_leaves_out(office):
    department = Department.objects.get()
    chief = hire(office, "chief", "chief")
    for code, fields in {"a": ["毒品"], "b": ["毒品"], "c": []}.items():
        hire(office, code, "prosecutor", department=department, specialisations=fields)
    away = selectors.person("b")
    grant_leave(chief, away, from_on=DAY, until_on=NEXT, reason_kind="training")
    drawn = selectors.pool(department, DAY, "毒品")
    assert [p.code for p in drawn.members] == ["a"]
    assert drawn.left_out == (("b", "离岗"), ("c", "专业方向不含“毒品”"))
    assert len(selectors.pool(department, NEXT).members) == 3


def test_an_even_roster_is_irregular(office):
    hire(office, "chief", "chief")
    hire(office, "deputy", "deputy_chief")
    found = [refusal.reason for refusal in irregularities("YJ", DAY)]
    assert any("双数" in reason for reason in found)
    assert any("专职委员" in reason for reason in found)
    hire(office, "full", "full_time_member")
    assert irregularities("YJ", DAY) == ()


def test_changes_are_told_to_subscribers(office, monkeypatch):
    told = []
    monkeypatch.setattr(events, "_subscribers", [told.append])
    chief, deputy = hire(office, "chief", "chief"), hire(office, "deputy", "deputy_chief")
    delegate(chief, deputy, "chief_power", from_on=DAY, until_on=NEXT)
    assert [(event.kind, event.subject) for event in told] == [("delegate", ("person", "deputy"))]


def test_every_rule_quotes_its_article():
    from xiezhi.law import load_pack
    from xiezhi.law.texts import Texts, texts_folder

    folder = texts_folder()
    if not Path(folder).is_dir():
        pytest.skip("没有法律文本文件夹，引文未核对")
    texts = Texts(Path(folder), load_pack().instruments)
    cited = {name: rule for name, rule in rules().items() if "cite" in rule}
    assert {
        name for name, rule in cited.items() if not texts.quotes(rule["cite"], rule["quote"])
    } == set()
