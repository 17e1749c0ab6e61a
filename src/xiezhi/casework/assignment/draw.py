"""The draw itself: a pure function of a published seed and a pool. Anybody can run it again.

    draw_seed = SHA-256(secret of the day | proceeding number | digest of the pool)
    ticket    = draw_seed as an integer, modulo the tickets of the pool

Each eligible candidate holds ``SCALE * share percent // (open cases + 1)`` tickets, in order of
person code: whoever holds fewer cases is drawn more often, and a half share draws half as often.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

SCALE = 1000  # keeps the division above exact enough for any load below a thousand cases


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as the draw saw them; ``excluded`` says in Chinese why they are not in it."""

    code: str
    open_cases: int
    share_percent: int = 100
    excluded: str = ""

    @property
    def tickets(self) -> int:
        """How many tickets this person holds; an excluded person holds none."""
        if self.excluded:
            return 0
        return SCALE * self.share_percent // (self.open_cases + 1)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The outcome: who, with which ticket out of how many, from which seed and pool."""

    handler: str
    ticket: int
    tickets: int
    seed: str
    pool_digest: str


class EmptyPool(Exception):
    """Nobody in the pool holds a ticket."""


def canonical(pool: Iterable[Candidate]) -> list[dict[str, object]]:
    """Return the pool as JSON values, ordered by person code; this is what is stored."""
    return [asdict(c) for c in sorted(pool, key=lambda c: c.code)]


def restored(snapshot: Iterable[Mapping[str, object]]) -> tuple[Candidate, ...]:
    """Return the candidates of a stored snapshot."""
    return tuple(Candidate(**row) for row in snapshot)  # type: ignore[arg-type]


def digest_of(pool: Iterable[Candidate]) -> str:
    """Return the SHA-256 of the pool's canonical form, in hexadecimal."""
    text = json.dumps(canonical(pool), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def commitment_of(secret: str) -> str:
    """Return what is published of a day's secret before its first draw."""
    return hashlib.sha256(secret.encode()).hexdigest()


def seed_of(secret: str, number: str, pool_digest: str) -> str:
    """Return the seed of one draw: nobody chooses it, and it differs for every proceeding."""
    return hashlib.sha256(f"{secret}|{number}|{pool_digest}".encode()).hexdigest()


def draw(pool: Iterable[Candidate], seed: str) -> Drawn:
    """Draw one handler.

    Raises:
        EmptyPool: nobody is eligible, or every eligible share is zero.
    """
    candidates = sorted(pool, key=lambda c: c.code)
    total = sum(c.tickets for c in candidates)
    if total == 0:
        raise EmptyPool
    ticket = rest = int(seed, 16) % total
    for candidate in candidates:
        if rest < candidate.tickets:
            return Drawn(candidate.code, ticket, total, seed, digest_of(candidates))
        rest -= candidate.tickets
    raise AssertionError("a ticket below the total always has a holder")
