"""Checks an assignment at the gate: drawn as recorded, or designated by whoever may."""

from django.utils import timezone

from xiezhi.casework.assignment.draw import digest_of, draw, restored, seed_of
from xiezhi.casework.models import DailySeed, Pool, Proceeding, Recusal
from xiezhi.casework.rules import BOOK, refused
from xiezhi.law.acts import Act
from xiezhi.organs import selectors as organs


def check_assignment(proceeding: Proceeding, act: Act) -> None:
    """Recompute a random draw; check the approver of a designation and everybody's recusals.

    Raises:
        Refused: 409, with the article and the cure.
    """
    data = act.data
    chosen = {data["handler"], *(member["person"] for member in data.get("members") or ())}
    recused = Recusal.objects.filter(
        proceeding__case_id=proceeding.case_id, person_id__in=chosen
    ).first()
    if recused is not None:
        raise refused("assignment.recused", recused.person_id)
    if data["method"] == "random":
        _check_draw(proceeding, act)
    else:
        _check_approver(proceeding, act)


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
