"""Assign a proceeding at random 随机分案: the rule (司法责任制意见 2024 第9条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.access import must_manage
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.assignment import seed
from xiezhi.casework.assignment.draw import EmptyPool, canonical, digest_of, draw, seed_of
from xiezhi.casework.assignment.pool import pool_of
from xiezhi.casework.models import Pool, Proceeding
from xiezhi.casework.rules import refused


@dataclass(frozen=True, slots=True)
class MemberGiven:
    """A person put on the team: `role` prosecutor, assistant, clerk…; `post` for leaders."""

    person: str
    role: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class TeamGiven:
    """The rest of the handling unit; two or more prosecutors need a lead and who designated it.

    `lead` may be left empty for the person drawn; `lead_designated_by` is the designator's post.
    """

    members: Sequence[MemberGiven] = ()
    lead: str = ""
    lead_designated_by: str = ""


ALONE = TeamGiven()


def assign(
    person: Any,
    proceeding_id: UUID,
    *,
    specialisation: str | None = None,
    team: TeamGiven = ALONE,
    at: datetime | None = None,
) -> Proceeding:
    """Draw the handler from the department's pool and record seed and pool with the act.

    Raises:
        Refused: 403 unless case management acts; 409 when nobody can be drawn.
    """
    return draw_and_perform(person, proceeding_id, "assign", {}, specialisation, team, at)


def draw_and_perform(
    person: Any,
    proceeding_id: UUID,
    kind: str,
    more: dict[str, Any],
    specialisation: str | None,
    team: TeamGiven,
    at: datetime | None,
) -> Proceeding:
    """Draw, store the pool, and perform `assign` or `reassign`; the former handler is kept out."""
    at = at or timezone.now()
    on = timezone.localdate(at)
    proceeding = Proceeding.objects.select_related("department__procuratorate").get(
        pk=proceeding_id
    )
    actor = must_manage(person, proceeding.procuratorate_id, on)
    day = seed.of_day(proceeding.procuratorate_id, on, by=actor.code, at=at)
    out = {m.person: "已在办案组" for m in team.members}
    if proceeding.handler_id:
        out[proceeding.handler_id] = "原承办人"
    with transaction.atomic():
        pool = pool_of(proceeding, on, specialisation=specialisation, leave_out=out)
        try:
            drawn = draw(pool, seed_of(day.secret, proceeding.number, digest_of(pool)))
        except EmptyPool as error:
            raise refused("assignment.nobody", _why(pool)) from error
        Pool.objects.get_or_create(
            digest=drawn.pool_digest, defaults={"snapshot": canonical(pool)}
        )
        data = {"method": "random", "handler": drawn.handler, "seed": drawn.seed}
        data |= {"pool_digest": drawn.pool_digest, **team_data(team, drawn.handler), **more}
        return perform(person, proceeding_id, kind, data, at=at)


def team_data(team: TeamGiven, handler: str) -> dict[str, Any]:
    """Return the keys of the act that describe the handling unit beside the handler."""
    if not team.members:
        return {}
    return {
        "members": [
            {"person": m.person, "role": m.role} | ({"post": m.post} if m.post else {})
            for m in team.members
        ],
        "lead": team.lead or handler,
        "lead_designated_by": team.lead_designated_by,
    }


def _why(pool: Sequence[Any]) -> str:
    return "；".join(f"{c.code}{c.excluded or '不分新案'}" for c in pool) or "部门没有检察官"
