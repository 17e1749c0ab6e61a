"""A small office for tests: 云江区人民检察院, its people, and a case on its way."""

import datetime as dt
from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.designate import designate
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.organs.models import Department, Person, Procuratorate

SINCE = dt.date(2025, 1, 1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
ARREST, PROSECUTION = "criminal.review_for_arrest", "criminal.review_for_prosecution"
STAFF = {
    "chief": ("chief", "prosecutor", None),
    "deputy": ("deputy_chief", "prosecutor", None),
    "fulltime": ("full_time_member", "prosecutor", None),
    "member1": ("committee_member", "prosecutor", None),
    "member2": ("committee_member", "prosecutor", None),
    "manager": ("case_management", "administrator", "AG"),
    "inspector": ("inspection", "administrator", None),
    "admin": ("administrator", "administrator", None),
    "head": ("department_head", "prosecutor", "P1"),
    "p1": ("prosecutor", "prosecutor", "P1"),
    "p2": ("prosecutor", "prosecutor", "P1"),
    "p3": ("prosecutor", "prosecutor", "P1"),
    "p4": ("prosecutor", "prosecutor", "P1"),
    "p5": ("prosecutor", "prosecutor", "P1"),
    "p6": ("prosecutor", "prosecutor", "P1"),
    "other": ("prosecutor", "prosecutor", "P2"),
    "assistant": ("assistant", "auxiliary", "P1"),
    "clerk": ("clerk", "auxiliary", "P1"),
}


def at(month: int, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
    """Return an instant of 2026 in Shanghai."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def office(db) -> SimpleNamespace:
    """People by code: `office.head`, `office.p1` …"""
    return staff_office("YJ", "云江")


def staff_office(code: str, short: str) -> SimpleNamespace:
    """Found a procuratorate with two departments of prosecutors and one of case management."""
    unit = Procuratorate.objects.create(
        code=code, name=f"{short}区人民检察院", short_name=short, level="district"
    )
    departments = {
        key: Department.objects.create(
            procuratorate=unit, code=key, name=name, function=function, from_on=SINCE
        )
        for key, name, function in (
            ("P1", "第一检察部", "criminal_arrest"),
            ("P2", "第二检察部", "civil"),
            ("AG", "案件管理部", "case_management"),
        )
    }
    prefix = "" if code == "YJ" else f"{code}-"
    people = {}
    for name, (role, category, department) in STAFF.items():
        person = Person.objects.create(
            code=prefix + name, name=f"{short}{name}", category=category
        )
        person.posts.create(
            procuratorate=unit,
            role=role,
            department=departments.get(department),
            from_on=SINCE,
            review_authorised=role == "department_head",
        )
        people[name] = person
    people["head"].posts.create(
        procuratorate=unit, role="prosecutor", department=departments["P1"], from_on=SINCE
    )
    return SimpleNamespace(unit=unit, code=code, departments=departments, **people)


def theft(*names: str) -> CaseGiven:
    """A theft case with one detained suspect a name."""
    suspects = [
        PartyGiven(role="suspect", name=name, custody="in_custody", custody_place="第一看守所")
        for name in names or ("许望舟",)
    ]
    return CaseGiven(f"{suspects[0].name}盗窃案", "盗窃", "transferred", suspects)


def accepted(office, procedure_id=ARREST, case=None, when=None, **facts):
    """Accept a case on 2 March 2026 unless told otherwise."""
    when = when or at(3, 2)
    return accept(office.manager, procedure_id, office.code, case or theft(), facts=facts, at=when)


def given_to(office, proceeding_id: UUID, handler: str = "p1", when=None, **more):
    """Designate a handler, with the chief's approval."""
    return designate(
        office.manager, proceeding_id, handler, "专业对口", office.chief.code,
        at=when or at(3, 2, 10), **more,
    )  # fmt: skip
