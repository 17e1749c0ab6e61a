"""Record that a person is away for some days."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refusal, Refused
from xiezhi.organs import access
from xiezhi.organs.events import OfficeEvent, tell
from xiezhi.organs.models import Leave, Person
from xiezhi.organs.roles import LeaveReason
from xiezhi.organs.selectors import posts_of


@transaction.atomic
def grant_leave(
    by: Person, person: Person, *, from_on: dt.date, until_on: dt.date, reason_kind: str
) -> Leave:
    """Record leave until the day of return; raise Refused when the dates are wrong."""
    posts = posts_of(person, from_on)
    if not posts or until_on <= from_on:
        reason = f"{person.name}在 {from_on} 没有任职，或者返岗日 {until_on} 不晚于起始日"
        cure = "请核对任职情况，并填写晚于起始日的返岗日"
        raise Refused((Refusal("organs.leave_dates", 409, reason, cure, None),))
    procuratorate = posts[0].procuratorate
    _, capacity = access.keeper(by, procuratorate, timezone.localdate())
    leave = Leave.objects.create(
        person=person, from_on=from_on, until_on=until_on, reason_kind=LeaveReason(reason_kind)
    )
    data = {
        "leave": leave.pk, "person": person.code, "from_on": from_on.isoformat(),
        "until_on": until_on.isoformat(), "reason_kind": reason_kind,
    }  # fmt: skip
    tell(
        OfficeEvent(
            "grant_leave", procuratorate.code, ("person", person.code), by.code, capacity,
            timezone.now(), "organs.posts.kept_by", data,
        )
    )  # fmt: skip
    return leave
