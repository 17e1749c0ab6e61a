"""Appoint a person to a post."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xiezhi.law.refusals import Refusal, Refused
from xiezhi.organs import access, rules
from xiezhi.organs.events import OfficeEvent, tell
from xiezhi.organs.models import Department, Person, Post, Procuratorate
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import committee

SEATED = (Role.COMMITTEE_MEMBER, Role.FULL_TIME_MEMBER)  # whose only post in it is the seat


@transaction.atomic
def appoint(
    by: Person,
    person: Person,
    procuratorate: Procuratorate,
    role: str,
    *,
    from_on: dt.date,
    until_on: dt.date | None = None,
    department: Department | None = None,
    review_authorised: bool = False,
    with_others: bool = False,
) -> Post:
    """Give the post; raise Refused: not by `by`, a second chief, a head who is no prosecutor.

    A member who would make an odd committee even is refused, unless seated together `with_others`.
    """
    _, capacity = access.keeper(by, procuratorate, timezone.localdate())
    if role == Role.DEPARTMENT_HEAD:
        _refuse_head_without_status(person)
    if role == Role.CHIEF:
        _refuse_second_chief(procuratorate, from_on, until_on)
    if role in SEATED and not with_others:
        _refuse_even_committee(person, procuratorate, from_on)
    post = Post.objects.create(
        person=person,
        procuratorate=procuratorate,
        department=department,
        role=role,
        from_on=from_on,
        until_on=until_on,
        review_authorised=review_authorised,
    )
    subject = ("person", person.code)
    tell(
        OfficeEvent(
            "appoint", procuratorate.code, subject, by.code, capacity, timezone.now(),
            "organs.posts.kept_by", _told(post),
        )
    )  # fmt: skip
    return post


def _told(post: Post) -> dict[str, object]:
    return {
        "post": post.pk,
        "person": post.person.code,
        "role": post.role,
        "department": post.department.code if post.department else None,
        "from_on": post.from_on,
        "until_on": post.until_on,
        "review_authorised": post.review_authorised,
    }


def _refuse_head_without_status(person: Person) -> None:
    rule_id = "head.is_prosecutor"
    if person.category not in rules.rules()[rule_id]["categories"]:
        detail = f"{person.name}为{person.get_category_display()}"
        raise rules.refused(rule_id, 409, detail)


def _refuse_even_committee(person: Person, procuratorate: Procuratorate, on: dt.date) -> None:
    """Refuse one member more where the committee is odd (意见 3)."""
    members = committee(procuratorate.code, on)
    if person in members or len(members) % 2 == 0:
        return
    detail = f"现有 {len(members)} 人，增补一人后为 {len(members) + 1} 人"
    raise rules.refused("committee.roster", 409, detail)


def _refuse_second_chief(
    procuratorate: Procuratorate, from_on: dt.date, until_on: dt.date | None
) -> None:
    overlap = Q(until_on__isnull=True) | Q(until_on__gt=from_on)
    if until_on is not None:
        overlap &= Q(from_on__lt=until_on)
    sitting = Post.objects.filter(overlap, procuratorate=procuratorate, role=Role.CHIEF).first()
    if sitting is not None:
        holder = f"{sitting.person.name}（自 {sitting.from_on} 起）"
        reason = f"{procuratorate.name}在该期间已有检察长{holder}"
        cure = "请先登记前任检察长的免职日期"
        raise Refused((Refusal("organs.second_chief", 409, reason, cure, None),))
