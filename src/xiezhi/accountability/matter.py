"""A matter of liability with what surrounds it, as the conditions of its steps read it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from xiezhi.accountability.course import SUBJECT, Course, PersonCourse, course_of
from xiezhi.accountability.models import DisciplineCommittee, LiabilityCase
from xiezhi.accountability.worksheet import Worksheet, worksheet_of
from xiezhi.ledger.selectors import acts_of
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person, Post
from xiezhi.organs.roles import Category

JUDICIAL = frozenset({"primary", "judicial", "corresponding"})


@dataclass(frozen=True)
class Matter:
    """The row, its course, and whoever looks at it or acts in it."""

    case: LiabilityCase
    course: Course
    by: Person

    @cached_property
    def worksheet(self) -> Worksheet:
        """The proposals as they stand now."""
        return worksheet_of(self.case, self.course)

    def needs_discipline(self, one: PersonCourse) -> bool:
        """Whether the committee's opinion comes first: a prosecutor's judicial liability."""
        made = one.determination
        return made is not None and made.data["result"] in JUDICIAL and self.is_prosecutor(one)

    def is_prosecutor(self, one: PersonCourse) -> bool:
        """Whether the person is, or left office as, a prosecutor."""
        found = Person.objects.filter(code=one.person).first()
        return found is not None and found.category == Category.PROSECUTOR

    def receiving_role(self, code: str) -> str:
        """The highest role a person held here last, by which the receiving organ is found."""
        roles = list(
            Post.objects.filter(person__code=code).values_list("role", flat=True).distinct()
        )
        for role in ("chief", "deputy_chief", "full_time_member"):
            if role in roles:
                return role
        return "other"

    def takers(self, one: PersonCourse) -> frozenset[str]:
        """Whoever had a part in determining, deciding or reviewing about this person."""
        mine = {act.by for act in one.acts if act.capacity != "concerned"}
        return frozenset(mine | {one.person})


def matter_of(case: LiabilityCase, by: Person) -> Matter:
    """Read a matter from the ledger."""
    return Matter(case, course_of(acts_of((SUBJECT, str(case.pk)))), by)


def committees() -> tuple[tuple[str, str], ...]:
    """Every discipline committee: unit and name."""
    found = DisciplineCommittee.objects.order_by("procuratorate")
    return tuple(found.values_list("procuratorate", "name"))


def people_of(case: LiabilityCase) -> tuple[tuple[str, str], ...]:
    """Whoever holds or held a post in the unit or above it: responsibility outlasts office."""
    above = {case.procuratorate}
    unit = organs.procuratorate(case.procuratorate)
    while unit.parent is not None:
        unit = unit.parent
        above.add(unit.code)
    today = timezone.localdate()
    found = Person.objects.filter(posts__procuratorate__code__in=above, posts__from_on__lte=today)
    return tuple(found.distinct().order_by("code").values_list("code", "name"))
