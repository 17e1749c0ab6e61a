"""End a post on a day."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refusal, Refused
from xiezhi.organs import access
from xiezhi.organs.events import OfficeEvent, tell
from xiezhi.organs.models import Person, Post


@transaction.atomic
def end_post(by: Person, post_id: int, *, until_on: dt.date, reason: str) -> Post:
    """Set the first day without the post; raise Refused when it has ended or begins later."""
    post = Post.objects.select_for_update().get(pk=post_id)
    _, capacity = access.keeper(by, post.procuratorate, timezone.localdate())
    if post.until_on is not None and post.until_on <= until_on:
        raise _refusal(f"该任职已于 {post.until_on} 终止", "无需重复登记")
    if until_on <= post.from_on:
        raise _refusal(
            f"免职日 {until_on} 不晚于任职日 {post.from_on}", "请填写晚于任职日的免职日"
        )
    post.until_on = until_on
    post.save(update_fields=["until_on"])
    data = {
        "post": post.pk, "person": post.person.code, "role": post.role,
        "until_on": until_on.isoformat(), "reason": reason,
    }  # fmt: skip
    tell(
        OfficeEvent(
            "end_post", post.procuratorate.code, ("person", post.person.code), by.code, capacity,
            timezone.now(), "organs.posts.kept_by", data,
        )
    )  # fmt: skip
    return post


def _refusal(reason: str, cure: str) -> Refused:
    return Refused((Refusal("organs.post_dates", 409, reason, cure, None),))
