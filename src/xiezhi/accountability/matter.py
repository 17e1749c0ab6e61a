"""A matter of liability with what surrounds it, as the conditions of its steps read it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from xiezhi.accountability.course import SUBJECT, Course, PersonCourse, course_of
from xiezhi.accountability.models import DisciplineCommittee, LiabilityCase
from xiezhi.accountability.worksheet import Worksheet, worksheet_of
from xiezhi.casework.access import RECUSED_BESIDE
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
        """The highest role a person held here last, by which the receiving organ is found.

        Posts elsewhere do not count; somebody of the units above is received by the post there.
        """
        held = _posts(code, [self.case.procuratorate]) or _posts(code, line_of(self.case))
        until = max((post.until_on or date.max for post in held), default=None)
        roles = {post.role for post in held if (post.until_on or date.max) == until}
        for role in ("chief", "deputy_chief", "full_time_member"):
            if role in roles:
                return role
        return "other"

    def takers(self, one: PersonCourse) -> frozenset[str]:
        """Whoever may not review: those who had a part in this person's or the case's part of
        the matter, the person, and who recused from the case examined.
        """
        mine = {act.by for act in one.acts if act.capacity != "concerned"}
        case = {act.by for act in self.course.acts if not act.data.get("person")}
        key = self.case.proceeding
        recused = {code for (code,) in RECUSED_BESIDE.rows(key)} if key else set()
        return frozenset(mine | case | recused | {one.person})


def matter_of(case: LiabilityCase, by: Person) -> Matter:
    """Read a matter from the ledger."""
    return Matter(case, course_of(acts_of((SUBJECT, str(case.pk)))), by)


def _posts(code: str, units: Collection[str]) -> list[Post]:
    begun = Post.objects.filter(person__code=code, from_on__lte=timezone.localdate())
    return list(begun.filter(procuratorate__code__in=units))


def line_of(case: LiabilityCase) -> tuple[str, ...]:
    """The unit of a matter and every unit above it."""
    unit = organs.procuratorate(case.procuratorate)
    line = [unit.code]
    while unit.parent is not None:
        unit = unit.parent
        line.append(unit.code)
    return tuple(line)


def committees(case: LiabilityCase) -> tuple[tuple[str, str], ...]:
    """The discipline committees to which a matter may go, its own line's: unit and name."""
    found = DisciplineCommittee.objects.filter(procuratorate__in=line_of(case))
    found = found.order_by("procuratorate")
    return tuple(found.values_list("procuratorate", "name"))


def people_of(case: LiabilityCase) -> tuple[tuple[str, str], ...]:
    """Whoever holds or held a post in the unit or above it: responsibility outlasts office."""
    line, today = line_of(case), timezone.localdate()
    found = Person.objects.filter(posts__procuratorate__code__in=line, posts__from_on__lte=today)
    return tuple(found.distinct().order_by("code").values_list("code", "name"))
