"""Typed reads for the model centre, one model's page and the progress of runs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from xiezhi.clues import access
from xiezhi.clues.basis import citations
from xiezhi.clues.lines import LINES
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.operators import operator_of
from xiezhi.clues.outcomes import precision_of, precisions, rejections
from xiezhi.clues.precision import Precision, precision
from xiezhi.clues.selectors import model_label
from xiezhi.clues.working import end_the_broken
from xiezhi.law import Citation
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import models, store
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import local_values, stages
from xiezhi.organs.models import Person
from xiezhi.screening import Model, Store, availabilities, national


@dataclass(frozen=True, slots=True)
class ModelLine:
    """One model in the centre."""

    id: str
    label: str
    question: str
    line: str
    version: str
    stage: Stage
    ready: bool
    blocked_by: str
    tables: int
    precision: Precision
    waiting: int
    last_run: ModelRun | None


@dataclass(frozen=True, slots=True)
class Centre:
    """All models by business line."""

    groups: tuple[tuple[str, tuple[ModelLine, ...]], ...]
    lines: tuple[tuple[str, str, int], ...]
    stages: tuple[tuple[Stage, int], ...]
    total: int
    blocked: int
    waiting: int


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that a model reads: rows held, data day, which columns."""

    table: str
    label: str
    agency: str
    rows: int
    data_on: date | None
    stale: bool
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParameterShown:
    """A number of the query and its source; ``local`` is the unit's own value, if it set one."""

    label: str
    value: str
    unit: str
    source: str
    mark: str
    local: str


@dataclass(frozen=True, slots=True)
class ModelView:
    """Everything one model's page shows."""

    line: ModelLine
    model: Model
    breach: tuple[Citation, ...]
    power: tuple[Citation, ...]
    tables: tuple[TableRead, ...]
    parameters: tuple[ParameterShown, ...]
    runs: tuple[ModelRun, ...]
    rejected_for: tuple[tuple[str, int], ...]
    settled: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The runs asked for at one time: how many of them have ended."""

    asked: UUID | None
    runs: tuple[ModelRun, ...]
    ended: int
    total: int

    @property
    def labelled(self) -> tuple[tuple[str, ModelRun], ...]:
        """Each run under its model's Chinese label."""
        return tuple((model_label(run.model), run) for run in self.runs)

    @property
    def percent(self) -> int:
        """Ended runs of all, 0 to 100."""
        return round(100 * self.ended / self.total) if self.total else 100


@dataclass(frozen=True, slots=True)
class _Data:
    """What a reader's unit holds on a day: its tables, and the runs the reader may know of."""

    unit: str
    tables: Store
    runs: QuerySet[ModelRun]
    on: date

    @classmethod
    def of(cls, person: Person, on: date) -> "_Data":
        """Return what a person's unit holds, and the runs this person may know of."""
        unit = operator_of(person).procuratorate
        return cls(unit, store(unit), access.visible_runs(person), on)


def model_centre(
    person: Person, on: date, *, line: str = "", stage: str = "", blocked: bool = False
) -> Centre:
    """Return the models by line; ``line``, ``stage`` and ``blocked`` narrow what is shown."""
    waiting: dict[str, int] = {}
    for model in access.visible_clues(person).filter(state=Clue.State.OPEN).values_list("model"):
        waiting[model[0]] = waiting.get(model[0], 0) + 1
    data = _Data.of(person, on)
    every = _model_lines(models().values(), data, waiting)
    shown = [
        one
        for one in every
        if (not line or one.line == line)
        and (not stage or one.stage == stage)
        and not (blocked and one.ready)
    ]
    present = [key for key in LINES if any(one.line == key for one in every)]
    return Centre(
        groups=tuple(
            (LINES[key], tuple(one for one in shown if one.line == key))
            for key in present
            if any(one.line == key for one in shown)
        ),
        lines=tuple((key, LINES[key], sum(one.line == key for one in every)) for key in present),
        stages=tuple((one, sum(line.stage == one for line in every)) for one in Stage),
        total=len(every),
        blocked=sum(not one.ready for one in every),
        waiting=sum(waiting.values()),
    )


def model_view(person: Person, model_id: str, on: date) -> ModelView:
    """Return one model's page. Raises KeyError for an unknown id."""
    model = models()[model_id]
    open_ones = access.visible_clues(person).filter(model=model_id, state=Clue.State.OPEN)
    data = _Data.of(person, on)
    return ModelView(
        line=_model_lines([model], data, {model_id: open_ones.count()})[0],
        model=model,
        breach=citations(model.breach),
        power=citations(model.power),
        tables=tuple(_tables(model, data)),
        parameters=tuple(_parameters(model, data.unit, on)),
        runs=tuple(data.runs.filter(model=model_id)[:8]),
        rejected_for=rejections(model_id),
        settled=precision_of(model_id).settled,
    )


def runs_in_progress(person: Person, asked: UUID | None) -> Progress:
    """Return the runs asked for at one time: those of ``asked``, else the latest."""
    seen = access.visible_runs(person)
    latest = seen.filter(asked__isnull=False).first()
    chosen = asked or (latest.asked if latest else None)
    runs = tuple(seen.filter(asked=chosen).order_by("queued_at")) if chosen else ()
    end_the_broken(runs)
    return Progress(chosen, runs, sum(run.finished_at is not None for run in runs), len(runs))


def _model_lines(
    asked: Collection[Model], data: "_Data", waiting: Mapping[str, int]
) -> list[ModelLine]:
    """One line a model; a handful of queries for all of them."""
    states, precise = availabilities(asked, data.tables, data.on), precisions()
    standing = stages(data.unit, asked)
    ended = data.runs.filter(finished_at__isnull=False)
    newest = ended.filter(model=OuterRef("model")).order_by("-queued_at").values("pk")[:1]
    last_runs = {run.model: run for run in ended.filter(pk=Subquery(newest))}
    return [
        ModelLine(
            id=model.id,
            label=model.label,
            question=model.question,
            line=model.line,
            version=model.version,
            stage=standing[model.id].stage,
            ready=states[model.id].ready,
            blocked_by=states[model.id].reason,
            tables=len(model.tables),
            precision=precise.get(model.id) or precision(0, 0),
            waiting=waiting.get(model.id, 0),
            last_run=last_runs.get(model.id),
        )
        for model in asked
    ]


def _tables(model: Model, data: "_Data") -> list[TableRead]:
    fresh = data.tables.freshness(data.on)
    found = []
    for key, columns in model.reads.items():
        table, state = national()[key], fresh.get(key)
        found.append(
            TableRead(
                table=key,
                label=table.label,
                agency=table.source,
                rows=state.rows if state else 0,
                data_on=state.data_on if state else None,
                stale=bool(state and state.stale),
                columns=tuple(
                    # a model that reads links also reads the row's name, which is no column
                    table.columns[name].label
                    for name in columns
                    if name in table.columns
                ),
            )
        )
    return found


def _parameters(model: Model, unit: str, on: date) -> list[ParameterShown]:
    legal = law_values(model, on)
    own = {one.parameter: one for one in local_values(unit, model.id)}
    return [
        ParameterShown(
            label=one.label,
            value=str(legal.get(one.reference or "", "" if one.value is None else one.value)),
            unit=one.unit,
            source=one.reference or (one.basis.cite if one.basis else ""),
            mark=one.mark,
            local=own[name].value if name in own else "",
        )
        for name, one in model.params.items()
    ]
