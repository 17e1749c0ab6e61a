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
) -> Post:
    """Give the post; raise Refused: not by `by`, a second chief, a head who is no prosecutor."""
    _, capacity = access.keeper(by, procuratorate, timezone.localdate())
    if role == Role.DEPARTMENT_HEAD:
        allowed = rules.rules()["head.is_prosecutor"]["categories"]
        if person.category not in allowed:
            raise rules.refused(
                "head.is_prosecutor", 409, f"{person.name}为{person.get_category_display()}"
            )
    if role == Role.CHIEF:
        _refuse_second_chief(procuratorate, from_on, until_on)
    post = Post.objects.create(
        person=person,
        procuratorate=procuratorate,
        department=department,
        role=role,
        from_on=from_on,
        until_on=until_on,
        review_authorised=review_authorised,
    )
    data = {
        "post": post.pk, "person": person.code, "role": role,
        "department": department.code if department else None,
        "from_on": from_on.isoformat(),
        "until_on": until_on.isoformat() if until_on else None,
        "review_authorised": review_authorised,
    }  # fmt: skip
    subject = ("person", person.code)
    tell(
        OfficeEvent(
            "appoint", procuratorate.code, subject, by.code, capacity, timezone.now(),
            "organs.posts.kept_by", data,
        )
    )  # fmt: skip
    return post


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
