"""A district procuratorate with an arrest case whose review is under way."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from xiezhi.casework.actions.accept import accept
from xiezhi.casework.actions.assign import MemberGiven, TeamGiven
from xiezhi.casework.actions.designate import designate
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.actions.register import CaseGiven, PartyGiven
from xiezhi.organs.models import Department, Person, Procuratorate

DAY = dt.date(2026, 1, 5)


def at(month: int, day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass
class Office:
    people: dict[str, Any]
    proceeding: Any

    def __getattr__(self, name: str) -> Any:
        return self.people[name]

    def do(self, who: str, kind: str, when: dt.datetime, **data: Any) -> None:
        perform(self.people[who], self.proceeding.pk, kind, data, at=when)


def hire(office, department, code, name, role, category="prosecutor", **post):
    person = Person.objects.create_user(code, name=name, category=category)
    person.posts.create(
        procuratorate=office, department=department, role=role, from_on=DAY, **post
    )
    return person


@pytest.fixture
def office(db):
    city = Procuratorate.objects.create(
        code="YZ", name="云州市人民检察院", short_name="云州", level="city"
    )
    made = Procuratorate.objects.create(
        code="YJ", name="云州市云江区人民检察院", short_name="云江", level="district", parent=city
    )
    first = Department.objects.create(
        procuratorate=made, code="D1", name="第一检察部", function="criminal_arrest", from_on=DAY
    )
    management = Department.objects.create(
        procuratorate=made, code="AG", name="案件管理部", function="case_management", from_on=DAY
    )
    people = {
        "chief": hire(made, None, "J01", "许怀瑾", "chief"),
        "head": hire(made, first, "J02", "罗修远", "department_head", review_authorised=True),
        "handler": hire(made, first, "J03", "陆明远", "prosecutor"),
        "stranger": hire(made, first, "J04", "白月白", "prosecutor"),
        "assistant": hire(made, first, "F01", "苏清越", "assistant", "auxiliary"),
        "clerk": hire(made, first, "F02", "周晓燕", "clerk", "auxiliary"),
        "manager": hire(made, management, "A01", "程守拙", "case_management", "administrator"),
    }
    people["head"].posts.create(
        procuratorate=made, department=first, role="prosecutor", from_on=DAY
    )
    case = CaseGiven(
        title="沈启衡涉嫌盗窃案",
        cause="盗窃",
        source="transferred",
        parties=[
            PartyGiven(
                role="suspect",
                name="沈启衡",
                identity_number="990101199007120016",
                sex="male",
                born_on=dt.date(1990, 7, 12),
                custody="in_custody",
                custody_place="云州市看守所",
                custody_from=dt.date(2026, 2, 20),
                facts={"detained": True},
            )
        ],
    )
    proceeding = accept(
        people["manager"], "criminal.review_for_arrest", "YJ", case,
        received_on=dt.date(2026, 3, 2), facts={"detained": True}, at=at(3, 2),
    )  # fmt: skip
    team = TeamGiven(members=[MemberGiven("F01", "assistant"), MemberGiven("F02", "clerk")])
    designate(
        people["manager"],
        proceeding.pk,
        "J03",
        "上次同案由其办理",
        "J01",
        team=team,
        at=at(3, 2, 10),
    )
    return Office(people, proceeding)


FIELDS = {"charge": "盗窃罪", "arrest_ground": "ordinary"}
REASONS = "其多次作案，并曾转移赃物，可能毁灭、伪造证据"


@pytest.fixture
def proposed(office):
    """The handler proposes to approve the arrest; the head agrees."""
    said = {"do": "approve_arrest", "subject": "P1", "reasons": REASONS, "fields": FIELDS}
    office.do("handler", "opine", at(3, 4), **said)
    office.do("head", "review", at(3, 4, 15), matter="arrest:P1", result="agree", remark="同意")
    return office


@pytest.fixture
def approved(proposed):
    """The chief has decided to approve the arrest of the one suspect."""
    said = {"do": "approve_arrest", "subject": "P1", "reasons": REASONS, "fields": FIELDS}
    proposed.do("chief", "decide", at(3, 6), matter="arrest:P1", **said)
    return proposed


@pytest.fixture
def typed():
    """What the case does not hold and the drafter types."""
    return {"sender": "云州市公安局云江分局", "request_number": "云公江提捕字〔2026〕15号"}
