"""Reads of the office on a day: who holds which post, who may decide, who is in a pool."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from xiezhi.law.acts import Actor
from xiezhi.law.authority import covers
from xiezhi.law.refusals import Refusal, Refused
from xiezhi.organs.models import Delegation, Department, Leave, Person, Post, Procuratorate
from xiezhi.organs.roles import COMMITTEE_ROLES, Category, DelegationKind, Role
from xiezhi.organs.statements import Rows, Runnable, Statement, together


def in_force(on: dt.date, prefix: str = "") -> Q:
    """Return the condition that a row with `from_on` and `until_on` is valid on the day."""
    begun = Q(**{f"{prefix}from_on__lte": on})
    return begun & (Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": on}))


def posts_of(person: Person, on: dt.date) -> list[Post]:
    """Return the posts the person holds on the day, the longest held first."""
    held = Post.objects.filter(in_force(on), person=person)
    return list(held.select_related("procuratorate", "department").order_by("from_on", "pk"))


_POSTS = Statement(
    lambda person, day: (
        Post.objects.filter(in_force(day), person_id=person)
        .order_by("from_on", "pk")
        .values_list(
            "role", "review_authorised", "procuratorate__code", "procuratorate__level",
            "department__code",
        )
    ),
    -1,
    "0001-01-01",
)  # fmt: skip
_DELEGATIONS = Statement(
    lambda person, day: (
        Delegation.objects.filter(in_force(day), receiver_id=person)
        .order_by("from_on", "pk")
        .values_list("kind", "matters")
    ),
    -1,
    "0001-01-01",
)


def actor_of(person: Person, on: dt.date) -> Actor:
    """Return who the person is for the law; raise Refused (403) when they hold no post."""
    return actor_in(person, on, *together(*asks_of(person, on)))


def asks_of(person: Person, on: dt.date) -> tuple[tuple[Runnable, tuple[int, str]], ...]:
    """Return the statements that `actor_in` wants the rows of, to be sent with others."""
    return tuple((one, (person.pk, on.isoformat())) for one in (_POSTS, _DELEGATIONS))


def actor_in(person: Person, on: dt.date, posts: Rows, delegations: Rows) -> Actor:
    """Return who the person is for the law by the rows of `asks_of`; raises as `actor_of`."""
    if not posts or not person.is_active:
        reason = f"{person.name}（{person.code}）在 {on} 没有任职，不能办理任何事项"
        cure = "请由所在人民检察院先登记任职"
        raise Refused((Refusal("organs.no_post", 403, reason, cure, None),))
    given = [
        (kind, json.loads(matters) if isinstance(matters, str) else matters)
        for kind, matters in delegations
    ]
    first = posts[0]
    return Actor(
        code=person.code,
        roles=frozenset(post[0] for post in posts),
        procuratorate=first[2],
        level=first[3],
        department=next((post[4] for post in posts if post[4]), None),
        review_authorised=any(post[1] for post in posts),
        delegations=_held(DelegationKind.CHIEF_POWER, given),
        entrusted=_held(DelegationKind.MATTER, given),
        reviewable=_held(DelegationKind.REVIEW, given),
    )


def _held(kind: str, given: list[tuple[str, list[str]]]) -> tuple[str, ...]:
    """The matters of one kind of delegation, each once; the kinds never stand for each other."""
    return tuple(dict.fromkeys(m for of, matters in given if of == kind for m in matters))


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation on record; `until_on` is exclusive."""

    giver: str
    kind: str
    from_on: dt.date
    until_on: dt.date


def delegation_of(receiver: str, matter: str, on: dt.date) -> DelegationRow | None:
    """Return the delegation by which a person held a matter on a day, the latest first."""
    held = Delegation.objects.filter(in_force(on), receiver__code=receiver)
    held = held.exclude(kind=DelegationKind.REVIEW).select_related("giver").order_by("-pk")
    for one in held:
        if covers(one.matters, matter):
            return DelegationRow(one.giver.name, one.kind, one.from_on, one.until_on)
    return None


def procuratorate(code: str) -> Procuratorate:
    """Return the procuratorate of this code; raise Procuratorate.DoesNotExist."""
    return Procuratorate.objects.get(code=code)


def unit_with_role(role: str, on: dt.date) -> Procuratorate | None:
    """Return the first procuratorate, by code, where somebody holds the role on the day."""
    held = in_force(on, "posts__") & Q(posts__role=role)
    return Procuratorate.objects.filter(held).order_by("code").first()


def person(code: str) -> Person:
    """Return the person of this code; raise Person.DoesNotExist."""
    return Person.objects.get(code=code)


def department(procuratorate_code: str, code: str) -> Department:
    """Return the department by the two codes; raise Department.DoesNotExist."""
    return Department.objects.get(procuratorate__code=procuratorate_code, code=code)


def department_by_id(department_id: int) -> Department:
    """Return the department that another room keeps by its key; raise Department.DoesNotExist."""
    return Department.objects.select_related("procuratorate").get(pk=department_id)


def departments(
    procuratorate_code: str, on: dt.date, function: str | None = None
) -> list[Department]:
    """Return the departments of a procuratorate that exist on the day, perhaps of one function."""
    found = Department.objects.filter(in_force(on), procuratorate__code=procuratorate_code)
    return list(found.filter(function=function) if function else found)


def persons(
    procuratorate_code: str,
    on: dt.date,
    *,
    roles: Iterable[str] | None = None,
    department_code: str | None = None,
) -> QuerySet[Person]:
    """Return active persons with a post there on the day, by code."""
    held = in_force(on, "posts__") & Q(posts__procuratorate__code=procuratorate_code)
    if roles is not None:
        held &= Q(posts__role__in=list(roles))
    if department_code is not None:
        held &= Q(posts__department__code=department_code)
    return Person.objects.filter(held, is_active=True).distinct().order_by("code")


def persons_in(procuratorates: Iterable[str], on: dt.date) -> QuerySet[Person]:
    """Return active persons with a post in any of these procuratorates on the day, by code."""
    held = in_force(on, "posts__") & Q(posts__procuratorate__code__in=list(procuratorates))
    return Person.objects.filter(held, is_active=True).distinct().order_by("code")


def heads_of(department: Department, on: dt.date) -> list[Person]:
    """Return the heads (正职 and 副职) of a department on the day."""
    code = department.procuratorate.code
    return list(persons(code, on, roles=[Role.DEPARTMENT_HEAD], department_code=department.code))


def heads_by_department(procuratorate_code: str, on: dt.date) -> dict[int, frozenset[str]]:
    """Return the codes of the heads of every department on the day, by the department's key."""
    found: dict[int, set[str]] = {one.pk: set() for one in departments(procuratorate_code, on)}
    held = Post.objects.filter(
        in_force(on), role=Role.DEPARTMENT_HEAD, department__in=found, person__is_active=True
    )
    for department_id, code in held.values_list("department", "person__code"):
        found[department_id].add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def chief_of(procuratorate_code: str, on: dt.date) -> Person | None:
    """Return the chief prosecutor on the day, or None between two chiefs."""
    return persons(procuratorate_code, on, roles=[Role.CHIEF]).first()


def leaders(procuratorate_code: str, on: dt.date) -> list[Person]:
    """Return chief, deputies and full-time committee members on the day."""
    roles = [Role.CHIEF, Role.DEPUTY_CHIEF, Role.FULL_TIME_MEMBER]
    return list(persons(procuratorate_code, on, roles=roles))


def committee(procuratorate_code: str, on: dt.date) -> list[Person]:
    """Return everyone who sits in the procuratorial committee on the day."""
    return list(persons(procuratorate_code, on, roles=COMMITTEE_ROLES))


def is_on_leave(person: Person, on: dt.date) -> bool:
    """Say whether the person is away on the day."""
    return Leave.objects.filter(in_force(on), person=person).exists()


@dataclass(frozen=True, slots=True)
class Pool:
    """Who can be drawn for a case on a day, and who is left out and why (zh), both by code."""

    members: tuple[Person, ...]
    left_out: tuple[tuple[str, str], ...]


def pool(department: Department, on: dt.date, specialisation: str | None = None) -> Pool:
    """Return who may be drawn in a department; those away or of another field are named."""
    code = department.procuratorate.code
    roles = [Role.PROSECUTOR, Role.DEPARTMENT_HEAD]
    staff = list(persons(code, on, roles=roles, department_code=department.code))
    away = set(
        Leave.objects.filter(in_force(on), person__in=staff).values_list("person", flat=True)
    )
    members, left_out = [], []
    for member in staff:
        if member.pk in away:
            left_out.append((member.code, "离岗"))
        elif specialisation and specialisation not in member.specialisations:
            left_out.append((member.code, f"专业方向不含“{specialisation}”"))
        else:
            members.append(member)
    return Pool(tuple(members), tuple(left_out))


def former_prosecutors(on: dt.date) -> tuple[tuple[str, str, str, dt.date], ...]:
    """Return the prosecutors who hold no post any more: name, code, unit and day of leaving.

    The day is that on which the last post in the unit ended; one line for each unit they left.
    """
    serving = Post.objects.filter(in_force(on)).values("person")
    ended = Post.objects.filter(until_on__lte=on, person__category=Category.PROSECUTOR)
    ended = ended.exclude(person__in=serving).order_by("until_on")
    found = {(name, code, unit): left for name, code, unit, left in ended.values_list(
        "person__name", "person__code", "procuratorate__code", "until_on")}  # fmt: skip
    return tuple((*key, left) for key, left in found.items())


def units() -> tuple[tuple[str, str], ...]:
    """Return every procuratorate, code and name, by code."""
    return tuple(Procuratorate.objects.order_by("code").values_list("code", "name"))


def units_above(code: str) -> tuple[Procuratorate, ...]:
    """Return the procuratorates above one, the next higher first."""
    found: list[Procuratorate] = []
    unit = procuratorate(code).parent
    while unit is not None:
        found.append(unit)
        unit = unit.parent
    return tuple(found)


def units_under(code: str) -> frozenset[str]:
    """Return the code of a procuratorate and of every one that it leads, however far below."""
    found, level = {code}, [code]
    while level:
        below = Procuratorate.objects.filter(parent__code__in=level)
        level = [one for one in below.values_list("code", flat=True) if one not in found]
        found |= set(level)
    return frozenset(found)


def procuratorate_exists(code: str) -> bool:
    """Say whether there is a procuratorate of this code."""
    return Procuratorate.objects.filter(code=code).exists()
