"""A random assignment as anybody can run it again: the pool as it stood, the seed, the ticket."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from xiezhi.casework.assignment.draw import EmptyPool, commitment_of, digest_of, draw, restored
from xiezhi.casework.assignment.draw import seed_of as seed_from
from xiezhi.casework.models import Assignment, DailySeed, Pool
from xiezhi.organs.directory import names


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One person of the pool: tickets held and which numbers they are, or why none."""

    name: str
    open_cases: int
    share_percent: int
    tickets: int
    first: int
    last: int
    excluded: str
    is_drawn: bool


@dataclass(frozen=True, slots=True)
class DrawView:
    """The latest assignment of a proceeding; `is_sound` says that the draw repeats."""

    method: str
    handler: str
    at: Any
    reason: str
    approver: str
    seed: str
    pool_digest: str
    ticket: int
    tickets: int
    rows: tuple[CandidateRow, ...]
    is_sound: bool
    commitment: str
    secret: str
    secret_fits: bool


def draw_view(proceeding: Any, on: date) -> DrawView | None:
    """Return the latest assignment, None before the first; the secret once the day is over."""
    made = (
        Assignment.objects.filter(proceeding=proceeding)
        .select_related("handler", "approver")
        .order_by("seq")
        .last()
    )
    if made is None:
        return None
    pool = Pool.objects.filter(digest=made.pool_digest).first()
    candidates = restored(pool.snapshot) if pool else ()
    drawn = _drawn_again(candidates, made.seed)
    day = DailySeed.objects.filter(
        procuratorate_id=proceeding.procuratorate_id, day_on=timezone.localdate(made.assigned_at)
    ).first()
    secret = day.secret if day and day.day_on < on else ""
    return DrawView(
        method=made.method,
        handler=made.handler.name,
        at=made.assigned_at,
        reason=made.reason,
        approver=made.approver.name if made.approver else "",
        seed=made.seed,
        pool_digest=made.pool_digest,
        ticket=drawn.ticket if drawn else 0,
        tickets=drawn.tickets if drawn else 0,
        rows=_rows(candidates, made.handler_id),
        is_sound=bool(
            drawn
            and drawn.handler == made.handler_id
            and digest_of(candidates) == made.pool_digest
        ),
        commitment=day.commitment if day else "",
        secret=secret,
        secret_fits=bool(secret and day)
        and commitment_of(secret) == (day.commitment if day else "")
        and seed_from(secret, proceeding.number, made.pool_digest) == made.seed,
    )


def _drawn_again(candidates: Any, seed: str) -> Any:
    if not seed or not candidates:
        return None
    try:
        return draw(candidates, seed)
    except EmptyPool:
        return None


def _rows(candidates: Any, drawn: str) -> tuple[CandidateRow, ...]:
    known = names({candidate.code for candidate in candidates})
    rows, start = [], 0
    for one in sorted(candidates, key=lambda c: c.code):
        rows.append(
            CandidateRow(
                known.get(one.code, one.code),
                one.open_cases,
                one.share_percent,
                one.tickets,
                start,
                start + one.tickets - 1,
                one.excluded,
                one.code == drawn,
            )
        )
        start += one.tickets
    return tuple(rows)
