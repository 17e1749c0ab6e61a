"""Checks a random assignment afterwards, from what is stored and published."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from xiezhi.casework.assignment.draw import (
    Candidate,
    commitment_of,
    digest_of,
    draw,
    restored,
    seed_of,
)
from xiezhi.casework.models import Assignment, DailySeed, Pool
from xiezhi.casework.rules import refused


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was recomputed: what, as stored, as recomputed."""

    label: str
    stored: str
    computed: str

    @property
    def holds(self) -> bool:
        """Whether stored and recomputed agree."""
        return self.stored == self.computed


@dataclass(frozen=True, slots=True)
class Verified:
    """The verification of one assignment; a designated one has no draw to check."""

    method: str
    handler: str
    commitment: str
    secret: str
    pool: tuple[Candidate, ...]
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether every check holds."""
        return all(check.holds for check in self.checks)


def verify_assignment(proceeding_id: UUID, seq: int) -> Verified:
    """Recompute an assignment from the stored pool and the day's seed.

    Raises:
        Refused: 409 while the day of the draw is not over, because its seed is still secret.
        Assignment.DoesNotExist: no such assignment.
    """
    stored = Assignment.objects.select_related("proceeding").get(
        proceeding_id=proceeding_id, seq=seq
    )
    if stored.method == Assignment.Method.DESIGNATED:
        return Verified(stored.method, stored.handler_id, "", "", (), ())
    day_on = timezone.localdate(stored.assigned_at)
    if day_on >= timezone.localdate():
        raise refused("assignment.seed_not_over", f"{day_on}")
    day = DailySeed.objects.get(procuratorate_id=stored.proceeding.procuratorate_id, day_on=day_on)
    pool = restored(Pool.objects.get(pk=stored.pool_digest).snapshot)
    digest = digest_of(pool)
    seed = seed_of(day.secret, stored.proceeding.number, digest)
    checks = (
        Check("种子与事先公布的承诺值", day.commitment, commitment_of(day.secret)),
        Check("候选人名单摘要", stored.pool_digest, digest),
        Check("本次抽取的种子", stored.seed, seed),
        Check("抽中的承办人", stored.handler_id, draw(pool, seed).handler),
        Check(
            "承诺值公布在分案之前",
            "是",
            "是" if day.published_seq < stored.seq else "否",
        ),
    )
    return Verified(stored.method, stored.handler_id, day.commitment, day.secret, pool, checks)
