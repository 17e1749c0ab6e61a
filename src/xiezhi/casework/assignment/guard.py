"""Checks an assignment at the gate: drawn as recorded or designated by whoever may, to whom."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from xiezhi.casework.assignment.draw import digest_of, draw, restored, seed_of
from xiezhi.casework.models import DailySeed, Pool, Proceeding, Recusal
from xiezhi.casework.rules import BOOK, refused
from xiezhi.law.acts import Act
from xiezhi.law.organisation import AUXILIARY, LEADING_POSTS
from xiezhi.organs import selectors as organs
from xiezhi.organs.roles import PROSECUTOR_ROLES


def check_assignment(proceeding: Proceeding, act: Act) -> None:
    """Recompute a random draw; check the approver of a designation and everybody assigned.

    Raises:
        Refused: 409, with the article and the cure.
    """
    data = act.data
    own = {"person": data["handler"], "role": "handler", "post": data.get("handler_post")}
    _check_member(proceeding, act, own)
    if data.get("lead", own["person"]) != own["person"]:
        _check_leader(proceeding, act, own)
    for member in data.get("members") or ():
        _check_member(proceeding, act, member)
        _check_leader(proceeding, act, member)
    if data["method"] == "random":
        _check_draw(proceeding, act)
    else:
        _check_approver(proceeding, act)


def check_joining(proceeding: Proceeding, act: Act) -> None:
    """Check that whoever joins the unit holds the post for it here and has not recused.

    Raises:
        Refused: 409, with the article and the cure.
    """
    _check_member(proceeding, act, act.data)
    _check_leader(proceeding, act, act.data)


def _check_member(proceeding: Proceeding, act: Act, member: Mapping[str, Any]) -> None:
    person, role = member["person"], member["role"]
    recusals = Recusal.objects.filter(proceeding__case_id=proceeding.case_id, person_id=person)
    if recusals.exists():
        raise refused("assignment.recused", person)
    roles = [role] if role in AUXILIARY else PROSECUTOR_ROLES
    if not _holds(proceeding, act, person, roles):
        raise refused("assignment.no_such_post", person)


def _check_leader(proceeding: Proceeding, act: Act, member: Mapping[str, Any]) -> None:
    """The law lets a leader join only as lead; an unstated post must not get round it."""
    stated = member.get("post") in LEADING_POSTS
    if not stated and _holds(proceeding, act, member["person"], LEADING_POSTS):
        raise refused("assignment.leader_unstated", member["person"])


def _holds(proceeding: Proceeding, act: Act, person: str, roles: Any) -> bool:
    on = timezone.localdate(act.at)
    held = organs.persons(proceeding.procuratorate_id, on, roles=roles)
    return held.filter(code=person).exists()


def _check_draw(proceeding: Proceeding, act: Act) -> None:
    pool = Pool.objects.filter(pk=act.data.get("pool_digest") or "").first()
    day = DailySeed.objects.filter(
        procuratorate_id=proceeding.procuratorate_id, day_on=timezone.localdate(act.at)
    ).first()
    if pool is None or day is None:
        raise refused("assignment.not_drawn")
    candidates = restored(pool.snapshot)
    seed = seed_of(day.secret, proceeding.number, digest_of(candidates))
    if act.data["seed"] != seed or draw(candidates, seed).handler != act.data["handler"]:
        raise refused("assignment.not_drawn")


def _check_approver(proceeding: Proceeding, act: Act) -> None:
    on = timezone.localdate(act.at)
    roles = BOOK.rules["assignment.approver_may_not"]["roles"]
    allowed = organs.persons(proceeding.procuratorate_id, on, roles=roles)
    if not allowed.filter(code=act.data["approver"]).exists():
        raise refused("assignment.approver_may_not", act.data["approver"])
