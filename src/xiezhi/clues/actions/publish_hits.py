"""Turn the hits of a finished run into clues: new ones are added, known open ones refreshed."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.numbering import numbers, take_turn
from xiezhi.screening import Hit, Hits

OPEN = (Clue.State.OPEN, Clue.State.VERIFYING)


@dataclass(frozen=True, slots=True)
class Published:
    """The clues that a run found for the first time, and those it refreshed."""

    new: tuple[Clue, ...] = ()
    refreshed: tuple[Clue, ...] = ()

    @property
    def all(self) -> tuple[Clue, ...]:
        """Both."""
        return (*self.new, *self.refreshed)


NOTHING = Published()


def publish_hits(run: ModelRun, hits: Hits) -> Published:
    """Store the clues of a run for the run's own unit. Must run inside a transaction.

    A settled clue (rejected, established, filed, merged) is left as the person settled it.
    """
    opened = take_open_clues(run)
    known = set(_clues_of(run).values_list("digest", flat=True))
    given = numbers(run.procuratorate)
    new: list[Clue] = []
    refreshed: list[Clue] = []
    for hit, plain in zip(hits.hits, hits.as_json()["hits"], strict=True):
        if clue := opened.get(hit.key):
            _refresh(clue, run, plain)
            refreshed.append(clue)
        elif hit.key not in known:
            new.append(_new_clue(run, hit, plain, next(given)))
    Clue.objects.bulk_create(new)
    return Published(tuple(new), tuple(refreshed))


def take_open_clues(run: ModelRun) -> dict[str, Clue]:
    """Take the unit's turn and lock the open clues of its model; return them by digest.

    Everybody locks in one order, so that nobody waits in a circle: the run, the turn, the clues
    by key, then the chain of the ledger. Whoever records before publishing calls this first.
    """
    take_turn(run.procuratorate)
    opened = _clues_of(run).select_for_update().filter(state__in=OPEN).order_by("pk")
    return {clue.digest: clue for clue in opened}


def _clues_of(run: ModelRun) -> QuerySet[Clue]:
    return Clue.objects.filter(procuratorate=run.procuratorate, model=run.model)


def _new_clue(run: ModelRun, hit: Hit, plain: dict[str, Any], number: str) -> Clue:
    now = timezone.now()
    return Clue(
        number=number,
        procuratorate=run.procuratorate,
        model=run.model,
        model_version=run.model_version,
        title=hit.because[:255],
        subject=plain["subject"],
        digest=hit.key,
        values=plain["values"],
        rows=plain["rows"],
        as_of=run.as_of,
        run=run,
        found_at=now,
    )


def _refresh(clue: Clue, run: ModelRun, plain: dict[str, Any]) -> None:
    fresh = (plain["subject"], plain["values"], plain["rows"])
    if json.dumps(fresh) != json.dumps((clue.subject, clue.values, clue.rows)):
        clue.subject, clue.values, clue.rows = fresh
    clue.title = plain["because"][:255]
    clue.as_of, clue.run, clue.model_version = run.as_of, run, run.model_version
    clue.save()
