"""Typed reads of the clue repository for pages; every one asks ``access`` first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.clues import access
from xiezhi.clues.actions.assign_clue import ASSIGNED
from xiezhi.clues.basis import basis_of
from xiezhi.clues.evidence_rows import Cell, Pair, Source, cells, pair, sources
from xiezhi.clues.history import Happened, history
from xiezhi.clues.lines import LINES
from xiezhi.clues.models import Clue, Transfer
from xiezhi.clues.moves import Moves, moves
from xiezhi.clues.outcomes import precision_of, rejections
from xiezhi.clues.precision import Precision
from xiezhi.clues.quoted_texts import QuotedText, quoted_texts
from xiezhi.clues.reasons import Reason, every_reason, reasons
from xiezhi.clues.reports import ReportShown, reports_shown
from xiezhi.clues.repository_rules import measures
from xiezhi.clues.ring import RingFigure, ring_figure
from xiezhi.clues.time_bar import Period, time_bar
from xiezhi.law import Citation
from xiezhi.modelling.library import models
from xiezhi.modelling.stages import Stage
from xiezhi.organs.models import Person
from xiezhi.screening import Model, national

UNSETTLED = (Clue.State.OPEN, Clue.State.VERIFYING)
MERGEABLE = (Clue.State.RECEIVED, *UNSETTLED, Clue.State.ESTABLISHED)


@dataclass(frozen=True, slots=True)
class ClueLine:
    """One clue in the list."""

    id: UUID
    number: str
    title: str
    model: str
    model_label: str
    state: str
    state_label: str
    as_of: date
    found_at: datetime
    assigned_to: str
    subject: Mapping[str, Any]
    source_label: str
    line_label: str
    outcome_label: str
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class ClueBoard:
    """The list with its filters: (value, label, count) each."""

    lines: tuple[ClueLine, ...]
    total: int
    states: tuple[tuple[str, str, int], ...]
    models: tuple[tuple[str, str, int], ...]
    sources: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One way of checking a clue, and what was written down about it."""

    step: int
    label: str
    result: str
    result_label: str
    text: str
    measure: str
    together_with: str
    verified_by: str
    verified_at: datetime | None


@dataclass(frozen=True, slots=True)
class CluePage:
    """Everything that one clue's page shows."""

    line: ClueLine
    question: str
    breach: tuple[Citation, ...]
    power: tuple[Citation, ...]
    sources: tuple[Source, ...]
    pair: Pair | None
    computed: tuple[Cell, ...]
    steps: tuple[CheckStep, ...]
    misses: tuple[str, ...]
    precision: Precision
    rejected_for: tuple[tuple[str, int], ...]
    reasons: Mapping[str, Reason]
    reason_label: str
    reason: str
    proceeding: UUID | None
    may_verify: bool
    verified: bool
    may_file: bool
    may_assign: bool
    periods: tuple[Period, ...]
    texts: tuple[QuotedText, ...]
    unsettled: bool
    done: int
    candidates: tuple[ClueLine, ...]
    elsewhere: tuple[tuple[str, str], ...]
    transfer: Transfer | None
    may_sign: bool
    signers: tuple[tuple[str, str], ...]
    receivers: tuple[tuple[str, str], ...]
    siblings: tuple[ClueLine, ...]
    position: tuple[int, int]
    previous: UUID | None
    next: UUID | None
    reports: tuple[ReportShown, ...]
    history: tuple[Happened, ...]
    moves: Moves
    kin: tuple[tuple[str, ClueLine], ...]
    verifiers: tuple[tuple[str, str], ...]
    on_trial: bool
    ring: RingFigure | None


def clue_board(
    person: Person, *, state: str = "", model: str = "", source: str = "", limit: int | None = 200
) -> ClueBoard:
    """Return the clues a person may see, newest first, with counts for the filters."""
    seen = access.visible_clues(person)
    asked = {"state": state, "model": model, "source": source}
    chosen = seen.filter(**{key: value for key, value in asked.items() if value})
    counted = {
        key: dict(seen.values_list(key).annotate(n=Count("pk")).order_by(key)) for key in asked
    }
    return ClueBoard(
        lines=tuple(_line(clue) for clue in chosen[:limit]),
        total=chosen.count(),
        states=_counts(Clue.State.choices, counted["state"]),
        models=tuple((key, model_label(key), n) for key, n in counted["model"].items() if key),
        sources=_counts(Clue.Source.choices, counted["source"]),
    )


def _counts(
    choices: Iterable[tuple[str, Any]], counted: Mapping[str, int]
) -> tuple[tuple[str, str, int], ...]:
    return tuple((value, str(label), counted.get(value, 0)) for value, label in choices)


def clue_page(person: Person, clue_id: UUID | str) -> CluePage:
    """Return one clue's page. Raises Http404 when the person may not see it."""
    clue = access.visible_clues(person).filter(pk=clue_id).first()
    if clue is None:
        raise Http404
    basis = basis_of(clue)
    steps = tuple(_steps(clue, basis.check_by))
    texts, signs = quoted_texts(clue.rows, national())
    found = sources(clue.rows, national(), signs)
    return CluePage(
        line=_line(clue),
        question=basis.question,
        breach=basis.breach,
        power=basis.power,
        sources=found,
        pair=pair(found),
        computed=_computed(clue, basis.model) if basis.model else (),
        steps=steps,
        misses=basis.misses,
        precision=precision_of(clue.model),
        rejected_for=rejections(clue.model),
        reasons=reasons(),
        reason_label=every_reason()[clue.reason_code].label if clue.reason_code else "",
        reason=clue.reason,
        proceeding=clue.proceeding,
        verified=bool(steps) and all(step.result for step in steps),
        periods=time_bar(clue.rows, national(), clue.as_of),
        texts=texts,
        unsettled=clue.state in UNSETTLED,
        done=sum(bool(step.result) for step in steps),
        candidates=tuple(_line(other) for other in _mergeable(person, clue)),
        **_allowed(person, clue),
        **_transferred(person, clue),
        siblings=tuple(_line(other) for other in _same_subject(person, clue)),
        **_place(person, clue),
        **_kept(person, clue),
    )


def _kept(person: Person, clue: Clue) -> dict[str, Any]:
    """Return what the repository keeps of the clue: sources, history, moves, kin, the ring."""
    return {
        "ring": ring_figure(clue),
        "reports": reports_shown(person, clue),
        "history": history(person, clue),
        "moves": moves(person, clue, timezone.localdate()),
        "kin": tuple(_kin(person, clue)),
        "on_trial": bool(clue.run and clue.run.record.get("stage") == Stage.TRIAL),
    }


def _kin(person: Person, clue: Clue) -> Iterator[tuple[str, ClueLine]]:
    """Yield the clues that this one came from or went into, as far as the person sees them."""
    seen = access.visible_clues(person)
    for label, related in (
        (_("分自"), seen.filter(pk=clue.split_from_id)),
        (_("分出"), seen.filter(split_from=clue)),
        (_("并入"), seen.filter(pk=clue.merged_into_id)),
        (_("并来"), seen.filter(merged_into=clue)),
    ):
        for other in related:
            yield label, _line(other)


def _allowed(person: Person, clue: Clue) -> dict[str, Any]:
    """Return what the person may do by their post, and to whom the clue may be given."""
    return {
        "may_verify": access.may_verify(person),
        "may_file": access.may_file(person),
        "may_assign": access.may_import(person) and clue.state in ASSIGNED,
        "receivers": access.receivers(clue) if access.may_import(person) else (),
        "elsewhere": access.elsewhere(person),
        "verifiers": access.receivers(clue),
    }


def _transferred(person: Person, clue: Clue) -> dict[str, Any]:
    """Return where the clue was sent, and who may sign for it there."""
    sent = Transfer.objects.filter(clue=clue).first()
    return {
        "transfer": sent,
        "may_sign": _may_sign(person, sent),
        "signers": access.receivers_in(sent.unit) if sent and sent.unit else (),
    }


def _place(person: Person, clue: Clue) -> dict[str, Any]:
    """Return where the clue stands among those of its model and state, and its neighbours."""
    queue = list(
        access.visible_clues(person)
        .filter(model=clue.model, state=clue.state)
        .values_list("pk", flat=True)
    )
    here = queue.index(clue.pk)
    return {
        "position": (here + 1, len(queue)),
        "previous": queue[here - 1] if here > 0 else None,
        "next": queue[here + 1] if here + 1 < len(queue) else None,
    }


def model_label(model: str) -> str:
    """Return a model's Chinese label; its id when the model is gone."""
    found = models().get(model)
    return found.label if found else model


def _line(clue: Clue) -> ClueLine:
    return ClueLine(
        id=clue.pk,
        number=clue.number,
        title=clue.title,
        model=clue.model,
        model_label=basis_of(clue).label,
        state=clue.state,
        state_label=clue.get_state_display(),
        as_of=clue.as_of,
        found_at=clue.found_at,
        assigned_to=clue.assigned_to,
        subject=clue.subject,
        source_label=clue.get_source_display(),
        line_label=LINES.get(clue.line, clue.line),
        outcome_label=clue.get_outcome_display() if clue.outcome else "",
        is_restricted=clue.restricted,
    )


def _computed(clue: Clue, model: Model) -> tuple[Cell, ...]:
    """The values that stand in no source: those that the query worked out."""
    read = {column for columns in model.reads.values() for column in columns}
    worked_out = {name: value for name, value in clue.values.items() if name not in read}
    return cells(worked_out, model.yields.labels)


def _steps(clue: Clue, ways: tuple[str, ...]) -> Iterator[CheckStep]:
    """Yield every way laid down with its last result; of a registered clue what was noted."""
    done = {note.step: note for note in clue.verifications.all()}
    laid_down = dict(enumerate(ways, 1)) or {step: note.label for step, note in done.items()}
    for step, label in laid_down.items():
        note = done.get(step)
        if note is None:
            yield CheckStep(step, label, "", "", "", "", "", "", None)
            continue
        used = measures().allowed.get(note.measure)
        yield CheckStep(
            step=step,
            label=label,
            result=note.result,
            result_label=note.get_result_display(),
            text=note.text,
            measure=used.label if used else note.measure,
            together_with=note.together_with,
            verified_by=note.verified_by,
            verified_at=note.verified_at,
        )


def _may_sign(person: Person, sent: Transfer | None) -> bool:
    if sent is None or sent.received_at is not None:
        return False
    return access.signs_for(person, sent.unit) if sent.unit else access.may_verify(person)


def _mergeable(person: Person, clue: Clue) -> list[Clue]:
    """The clues of the unit about the same subject first, then others of the same model."""
    others = access.visible_clues(person).filter(procuratorate=clue.procuratorate)
    others = others.filter(restricted_class=clue.restricted_class, restricted=clue.restricted)
    others = others.filter(state__in=MERGEABLE).exclude(pk=clue.pk)
    same = [other for other in _same_subject(person, clue) if others.filter(pk=other.pk).exists()]
    known = {other.pk for other in same}
    near = others.filter(model=clue.model) if clue.model else _near(others, clue)
    return same + [c for c in near[:20] if c.pk not in known]


def _near(others: QuerySet[Clue], clue: Clue) -> QuerySet[Clue]:
    """Clues that may be about the same: the same article, or the same name. A person decides."""
    names = [name for name in clue.reports.values_list("name", flat=True) if name]
    alike = Q(reports__name__in=names) | Q(subject__name__in=names)
    same = Q(breach=clue.breach) if clue.breach else Q(pk__in=())
    return others.filter(alike | same).distinct()


def _same_subject(person: Person, clue: Clue) -> list[Clue]:
    number = clue.subject_number
    if not number:
        return []
    return list(access.visible_clues(person).filter(subject_number=number).exclude(pk=clue.pk)[:5])
