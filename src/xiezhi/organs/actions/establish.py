"""Set up a procuratorate that has nobody yet: its departments, its people and their first posts.

Later changes go through `appoint`, which needs somebody already in office.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refusal, Refused
from xiezhi.organs.events import OfficeEvent, tell
from xiezhi.organs.models import Department, Person, Post, Procuratorate

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class PostGiven:
    """One first post: role, and the code of the department if it belongs to one."""

    role: str
    department: str = ""
    review_authorised: bool = False


@dataclass(frozen=True, slots=True)
class PersonGiven:
    """One person with the posts they take up."""

    code: str
    name: str
    category: str
    posts: Sequence[PostGiven]
    specialisations: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OfficeGiven:
    """One procuratorate: ``departments`` are (code, name, function); ``parent`` is a code."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str | None
    departments: Sequence[tuple[str, str, str]]
    people: Sequence[PersonGiven]


@transaction.atomic
def establish(office: OfficeGiven, *, from_on: dt.date) -> Procuratorate:
    """Create the office and tell each first appointment. Raises Refused when the code is taken."""
    if Procuratorate.objects.filter(code=office.code).exists():
        raise Refused(
            (
                Refusal(
                    "organs.established", 409, f"代码为 {office.code} 的人民检察院已经设立",
                    "新的任职通过任免办理",
                ),
            )
        )  # fmt: skip
    parent = Procuratorate.objects.get(code=office.parent) if office.parent else None
    unit = Procuratorate.objects.create(
        code=office.code, name=office.name, short_name=office.short_name,
        level=office.level, parent=parent,
    )  # fmt: skip
    departments = {
        code: Department.objects.create(
            procuratorate=unit, code=code, name=name, function=function, from_on=from_on
        )
        for code, name, function in office.departments
    }
    for given in office.people:
        _take_office(unit, departments, given, from_on)
    return unit


def _take_office(
    unit: Procuratorate, departments: dict[str, Department], given: PersonGiven, from_on: dt.date
) -> None:
    person = Person.objects.create_user(
        given.code, name=given.name, category=given.category,
        specialisations=list(given.specialisations),
    )  # fmt: skip
    Post.objects.bulk_create(
        Post(
            person=person, procuratorate=unit, role=post.role, from_on=from_on,
            department=departments[post.department] if post.department else None,
            review_authorised=post.review_authorised,
        )
        for post in given.posts
    )  # fmt: skip
    data = {
        "person": given.code,
        "posts": [[post.role, post.department] for post in given.posts],
        "from_on": from_on.isoformat(),
    }
    tell(
        OfficeEvent(
            "establish", unit.code, ("person", given.code), CONSOLE, CONSOLE, timezone.now(),
            "organs.posts.kept_by", data,
        )
    )  # fmt: skip
