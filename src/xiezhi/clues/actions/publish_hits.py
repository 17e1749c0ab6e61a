"""Turn the hits of a finished run into clues: new ones are added, known open ones refreshed."""

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.clues.basis import Article, articles, subject_number
from xiezhi.clues.joining import clue_joined
from xiezhi.clues.models import Clue, ModelRun, Report
from xiezhi.clues.numbering import numbers, take_turn
from xiezhi.modelling.library import models
from xiezhi.screening import Hit, Hits

OPEN = (Clue.State.OPEN, Clue.State.VERIFYING)


@dataclass(frozen=True, slots=True)
class Published:
    """The clues that a run found for the first time, those it refreshed, and those known from
    another source that it joined as a further one."""

    new: tuple[Clue, ...] = ()
    refreshed: tuple[Clue, ...] = ()
    joined: tuple[Clue, ...] = ()

    @property
    def all(self) -> tuple[Clue, ...]:
        """All of them."""
        return (*self.new, *self.refreshed, *self.joined)


NOTHING = Published()


def publish_hits(run: ModelRun, hits: Hits) -> Published:
    """Store the clues of a run for the run's own unit. Must run inside a transaction.

    A settled clue (rejected, established, filed, merged) is left as the person settled it.
    """
    opened = take_open_clues(run)
    known = set(_clues_of(run).values_list("digest", flat=True))
    reported = {one.digest: one for one in _reports_of(run)}
    breach = articles(one.cite for one in models()[run.model].breach)
    given = numbers(run.procuratorate)
    new: list[Clue] = []
    refreshed: list[Clue] = []
    joined: list[Clue] = []
    for hit, plain in zip(hits.hits, hits.as_json()["hits"], strict=True):
        if clue := opened.get(hit.key):
            _refresh(clue, run, plain)
            refreshed.append(clue)
        elif report := reported.get(hit.key):
            joined += _refresh_report(report, run, plain)
        elif hit.key in known:
            continue
        elif same := _told_before(run, plain, breach):
            _report(same, run, hit.key, plain)
            joined.append(same)
        else:
            new.append(_new_clue(run, hit, plain, next(given)))
    Clue.objects.bulk_create(new)
    return Published(tuple(new), tuple(refreshed), tuple(joined))


def _told_before(run: ModelRun, plain: dict[str, Any], breach: frozenset[Article]) -> Clue | None:
    """The registered clue under way on the same subject and breach."""
    number = subject_number(plain["subject"])
    return clue_joined(run.procuratorate, number, breach, registered=True)


def _reports_of(run: ModelRun) -> QuerySet[Report]:
    found = Report.objects.filter(clue__procuratorate=run.procuratorate, model=run.model)
    return found.select_related("clue")


def _refresh_report(report: Report, run: ModelRun, plain: dict[str, Any]) -> list[Clue]:
    """Refresh what a model adds to a registered clue while it is open; return the clue then."""
    if report.clue.state not in (Clue.State.RECEIVED, *OPEN):
        return []
    report.matter, report.run = plain["because"][:255], run
    report.values, report.rows, report.received_on = plain["values"], plain["rows"], run.as_of
    report.model_version = run.model_version
    report.save()
    return [report.clue]


def _report(clue: Clue, run: ModelRun, digest: str, plain: dict[str, Any]) -> None:
    Report.objects.create(
        clue=clue, kind=Clue.Source.MODEL, matter=plain["because"][:255], model=run.model,
        model_version=run.model_version, run=run, digest=digest, values=plain["values"],
        rows=plain["rows"], received_on=run.as_of, reported_at=timezone.now(),
    )  # fmt: skip


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
        line=models()[run.model].line,
        title=hit.because[:255],
        subject=plain["subject"],
        subject_number=subject_number(plain["subject"])[:32],
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
