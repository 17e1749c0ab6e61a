"""Reads for pages: as what a person works today, and the list of everyone in office."""

import datetime as dt
from dataclasses import dataclass

from xiezhi.organs.models import Person, Post
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import in_force

ORDER = {role: n for n, role in enumerate(Role.values)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's place on a day: unit, department, the first of their roles and all of them."""

    code: str
    name: str
    unit: str = ""
    unit_code: str = ""
    department: str = ""
    role: str = ""
    roles: tuple[str, ...] = ()


def standing_of(person: Person, on: dt.date) -> Standing:
    """Return where the person works on the day; empty fields when they hold no post."""
    posts = Post.objects.filter(in_force(on), person=person)
    return _standing(person, list(posts.select_related("procuratorate", "department")))


def directory(on: dt.date) -> tuple[Standing, ...]:
    """Return everyone with a post on the day, by unit, then by role as offices list them."""
    held: dict[Person, list[Post]] = {}
    posts = Post.objects.filter(in_force(on), person__is_active=True)
    for post in posts.select_related("person", "procuratorate", "department"):
        held.setdefault(post.person, []).append(post)
    found = [_standing(person, of) for person, of in held.items()]
    return tuple(sorted(found, key=lambda s: (s.unit_code, ORDER.get(s.roles[0], 99), s.code)))


def names(codes: set[str]) -> dict[str, str]:
    """Return the names of persons by code, for pages that show who did what."""
    return dict(Person.objects.filter(code__in=codes).values_list("code", "name"))


def _standing(person: Person, posts: list[Post]) -> Standing:
    if not posts:
        return Standing(person.code, person.name)
    posts = sorted(posts, key=lambda post: ORDER.get(post.role, 99))
    first = posts[0]
    # A member of the committee who also holds a post works from day to day as that post
    daily = next((post for post in posts if post.role != Role.COMMITTEE_MEMBER), first)
    department = next((post.department for post in posts if post.department), None)
    return Standing(
        code=person.code,
        name=person.name,
        unit=first.procuratorate.name,
        unit_code=first.procuratorate.code,
        department=department.name if department else "",
        role=str(Role(daily.role).label),
        roles=tuple(post.role for post in posts),
    )
