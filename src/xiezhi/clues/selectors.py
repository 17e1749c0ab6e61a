"""Typed reads of the clue repository for pages; every one asks ``access`` first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from xiezhi.clues import access
from xiezhi.clues.evidence_rows import Cell, Pair, Source, cells, pair, sources
from xiezhi.clues.models import Clue, Transfer
from xiezhi.clues.precision import Precision, precision
from xiezhi.clues.quoted_texts import QuotedText, quoted_texts
from xiezhi.clues.reading import models
from xiezhi.clues.reasons import Reason, reasons
from xiezhi.clues.time_bar import Period, time_bar
from xiezhi.law import Citation
from xiezhi.organs.models import Person
from xiezhi.screening import Model, national

RIGHT = (Clue.State.ESTABLISHED, Clue.State.FILED)
SETTLED = (*RIGHT, Clue.State.REJECTED)
UNSETTLED = (Clue.State.OPEN, Clue.State.VERIFYING)


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


@dataclass(frozen=True, slots=True)
class ClueBoard:
    """The list with its filters: (value, label, count) each."""

    lines: tuple[ClueLine, ...]
    total: int
    states: tuple[tuple[str, str, int], ...]
    models: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One way of checking a clue, and what was written down about it."""

    step: int
    label: str
    result: str
    result_label: str
    text: str
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


def clue_board(person: Person, *, state: str = "", model: str = "", limit: int = 200) -> ClueBoard:
    """Return the clues a person may see, newest first, with counts for the filters."""
    seen = access.visible_clues(person)
    chosen = seen.filter(state=state) if state else seen
    chosen = chosen.filter(model=model) if model else chosen
    by_state = dict(seen.values_list("state").annotate(n=Count("pk")).order_by())
    by_model = dict(seen.values_list("model").annotate(n=Count("pk")).order_by("model"))
    return ClueBoard(
        lines=tuple(_line(clue) for clue in chosen[:limit]),
        total=chosen.count(),
        states=tuple(
            (value, str(label), by_state.get(value, 0)) for value, label in Clue.State.choices
        ),
        models=tuple((key, model_label(key), count) for key, count in by_model.items()),
    )


def clue_page(person: Person, clue_id: UUID | str) -> CluePage:
    """Return one clue's page. Raises Http404 when the person may not see it."""
    clue = access.visible_clues(person).filter(pk=clue_id).first()
    if clue is None:
        raise Http404
    model = models()[clue.model]
    steps = tuple(_steps(clue, model.check_by))
    texts, signs = quoted_texts(clue.rows, national())
    found = sources(clue.rows, national(), signs)
    return CluePage(
        line=_line(clue),
        question=model.question,
        breach=citations(model.breach),
        power=citations(model.power),
        sources=found,
        pair=pair(found),
        computed=_computed(clue, model),
        steps=steps,
        misses=tuple(model.misses),
        precision=precision_of(clue.model),
        rejected_for=rejections(clue.model),
        reasons=reasons(),
        reason_label=reasons()[clue.reason_code].label if clue.reason_code else "",
        reason=clue.reason,
        proceeding=clue.proceeding,
        may_verify=access.may_verify(person),
        verified=all(step.result for step in steps),
        may_file=access.may_file(person),
        may_assign=access.may_import(person) and clue.state in UNSETTLED,
        receivers=access.receivers(clue) if access.may_import(person) else (),
        periods=time_bar(clue.rows, national(), clue.as_of),
        texts=texts,
        unsettled=clue.state in UNSETTLED,
        done=sum(bool(step.result) for step in steps),
        candidates=tuple(_line(other) for other in _mergeable(person, clue)),
        elsewhere=access.elsewhere(person),
        **_transferred(person, clue),
        siblings=tuple(_line(other) for other in _same_subject(person, clue)),
        **_place(person, clue),
    )


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


def precision_of(model: str) -> Precision:
    """Return a model's precision over all settled clues; merged ones count for neither side."""
    return precisions().get(model) or precision(0, 0)


def precisions() -> dict[str, Precision]:
    """Return the precision of every model that has clues; see :func:`precision_of`."""
    counted = (
        Clue.objects.order_by()
        .values("model")
        .annotate(
            settled=Count("pk", filter=Q(state__in=SETTLED)),
            right=Count("pk", filter=Q(state__in=RIGHT)),
        )
    )
    return {one["model"]: precision(one["settled"], one["right"]) for one in counted}


def rejections(model: str) -> tuple[tuple[str, int], ...]:
    """Return how many clues of a model were rejected for each reason, most frequent first."""
    codes = Clue.objects.filter(model=model, state=Clue.State.REJECTED)
    counted = Counter(codes.values_list("reason_code", flat=True))
    return tuple((reasons()[code].label, count) for code, count in counted.most_common())


def model_label(model: str) -> str:
    """Return a model's Chinese label; its id when the model is gone."""
    found = models().get(model)
    return found.label if found else model


def citations(written: Any) -> tuple[Citation, ...]:
    """Return a model's citations as the law room writes them."""
    return tuple(Citation(one.cite, one.quote, not one.unverified) for one in written)


def _line(clue: Clue) -> ClueLine:
    return ClueLine(
        id=clue.pk,
        number=clue.number,
        title=clue.title,
        model=clue.model,
        model_label=model_label(clue.model),
        state=clue.state,
        state_label=clue.get_state_display(),
        as_of=clue.as_of,
        found_at=clue.found_at,
        assigned_to=clue.assigned_to,
        subject=clue.subject,
    )


def _computed(clue: Clue, model: Model) -> tuple[Cell, ...]:
    """The values that stand in no source: those that the query worked out."""
    labels: dict[str, str] = {}
    for name, columns in model.reads.items():
        for column in columns:
            labels[column] = national()[name].columns[column].label
    worked_out = {name: value for name, value in clue.values.items() if name not in labels}
    return cells(worked_out, model.yields.labels)


def _steps(clue: Clue, ways: tuple[str, ...]) -> list[CheckStep]:
    done = {note.step: note for note in clue.verifications.all()}
    steps = []
    for step, label in enumerate(ways, 1):
        note = done.get(step)
        steps.append(
            CheckStep(
                step=step,
                label=label,
                result=note.result if note else "",
                result_label=note.get_result_display() if note else "",
                text=note.text if note else "",
                verified_by=note.verified_by if note else "",
                verified_at=note.verified_at if note else None,
            )
        )
    return steps


def _may_sign(person: Person, sent: Transfer | None) -> bool:
    if sent is None or sent.received_at is not None:
        return False
    return access.signs_for(person, sent.unit) if sent.unit else access.may_verify(person)


def _mergeable(person: Person, clue: Clue) -> list[Clue]:
    """The clues of the unit about the same person first, then others of the same model."""
    others = access.visible_clues(person).filter(procuratorate=clue.procuratorate)
    others = others.filter(state__in=(*UNSETTLED, Clue.State.ESTABLISHED)).exclude(pk=clue.pk)
    same = [other for other in _same_subject(person, clue) if others.filter(pk=other.pk).exists()]
    known = {other.pk for other in same}
    return same + [c for c in others.filter(model=clue.model)[:20] if c.pk not in known]


def _same_subject(person: Person, clue: Clue) -> list[Clue]:
    number = clue.subject.get("identity_number")
    if not number:
        return []
    return list(
        access.visible_clues(person)
        .filter(subject__identity_number=number)
        .exclude(pk=clue.pk)[:5]
    )
