"""What other sources told of a clue, as its page and the person who reported it read it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.casework.access import visible_proceedings
from xiezhi.casework.identity import mask
from xiezhi.clues.evidence_rows import Source, sources
from xiezhi.clues.models import Clue, Report
from xiezhi.clues.outcomes import SETTLED
from xiezhi.modelling.library import models
from xiezhi.organs.models import Person
from xiezhi.screening import national

IN_GOOD_HANDS = "由专人办理"  # all that is told of a restricted clue until it is settled


@dataclass(frozen=True, slots=True)
class ReportShown:
    """One source of a clue: which kind, what it told, the paper it came with, its rows."""

    kind: str
    matter: str
    name: str
    number: str
    text: str
    reference: str
    sender: str
    received_on: date
    reported_by: str
    model: str
    model_label: str
    proceeding: UUID | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class MyReport:
    """A report as its author follows it: own words, how far it is, how it ended."""

    matter: str
    source: str
    received_on: date
    state: str
    outcome: str


def reports_shown(person: Person, clue: Clue) -> tuple[ReportShown, ...]:
    """Return the sources of a clue besides its own rows, the first to come first."""
    found = list(clue.reports.all())
    wanted = [one.proceeding for one in found if one.proceeding]
    seen = set(visible_proceedings(person).filter(pk__in=wanted).values_list("pk", flat=True))
    return tuple(_shown(one, clue, seen) for one in found)


def my_reports(person: Person, limit: int = 50) -> tuple[MyReport, ...]:
    """Return what a person reported, newest first, with the state of the clue it belongs to.

    Of a restricted clue only its end is told: how far it is would tell what was known before.
    """
    found = Report.objects.filter(reported_by=person.code).select_related("clue")
    return tuple(
        MyReport(
            matter=one.matter,
            source=one.get_kind_display(),
            received_on=one.received_on,
            state=_state(one.clue),
            outcome=one.clue.get_outcome_display() if one.clue.outcome else "",
        )
        for one in found.order_by("-reported_at")[:limit]
    )


def _state(clue: Clue) -> str:
    while clue.merged_into is not None:  # what was merged ends as the other does
        clue = clue.merged_into
    if clue.restricted and clue.state not in SETTLED:
        return IN_GOOD_HANDS
    return str(clue.get_state_display())


def _shown(report: Report, clue: Clue, seen: set[UUID]) -> ReportShown:
    known = models().get(report.model)
    return ReportShown(
        kind=report.get_kind_display(),
        matter=report.matter,
        name=report.name,
        number="" if report.model else mask(clue.subject_number),
        text=report.text,
        reference=report.reference,
        sender=report.sender,
        received_on=report.received_on,
        reported_by=report.reported_by,
        model=report.model if known else "",
        model_label=known.label if known else report.model,
        proceeding=report.proceeding if report.proceeding in seen else None,
        sources=sources(report.rows, national(), {}),
    )
