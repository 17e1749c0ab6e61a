"""A draft tried out on the unit's tables: in the sandbox, a little, and never published."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xiezhi.casework.identity import mask
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import store
from xiezhi.modelling.plain_plan import PlainStep, plain_steps
from xiezhi.modelling.writing import asked, labels_of
from xiezhi.screening import Limits, Model, Store, national
from xiezhi.screening.engines.duckdb_engine import DuckDbEngine, DuckDbSession
from xiezhi.screening.engines.interface import Source
from xiezhi.screening.executing import ask
from xiezhi.screening.hits import ParameterUsed, Value
from xiezhi.screening.identity import looks_like_identity_number
from xiezhi.screening.parameters import bind, settle
from xiezhi.screening.reference import reference_rows

ROWS_SHOWN = 50
LIMITS = Limits(seconds=20, megabytes=512, hits=20_000, rows=2_000_000, threads=1)


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a trial, identity numbers masked; all that were found, and the plan."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    seconds: float
    plan: tuple[PlainStep, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """All rows of a draft's query as they are, and the steps that led to them."""

    model: Model
    rows: tuple[Mapping[str, Value], ...]
    seconds: float
    plan: tuple[PlainStep, ...]


def try_out(unit: str, files: Mapping[str, str], on: date) -> Sample:
    """Run a draft on the unit's tables. Raises ScreeningError for bad SQL, beyond the limits."""
    answer = answered(unit, files, on)
    columns = tuple(answer.rows[0]) if answer.rows else ()
    shown = tuple(
        tuple(shown_value(row[name]) for name in columns) for row in answer.rows[:ROWS_SHOWN]
    )
    return Sample(columns, shown, len(answer.rows), answer.seconds, answer.plan)


def answered(unit: str, files: Mapping[str, str], on: date) -> Answered:
    """Answer a draft's query within the limits of a trial. Raises ScreeningError."""
    model, tables = asked(files), store(unit)
    used = settle(model, on, _data_on(tables, model, on), law_values(model, on))
    source = Source(tables, reference_rows(national()), tables.snapshot())
    reads = {table: dict(columns) for table, columns in model.reads.items()}
    began = time.monotonic()
    with DuckDbEngine().open(source, reads, LIMITS) as session:
        rows, _made = ask(session, model, used, "duckdb")
        plan = _plan(session, model, used)
    return Answered(model, rows, round(time.monotonic() - began, 2), plan)


def shown_value(value: Value) -> str:
    """Return a value as text, an identity number masked."""
    text = "" if value is None else str(value)
    return mask(text) if looks_like_identity_number(text) else text


def _plan(
    session: DuckDbSession, model: Model, used: tuple[ParameterUsed, ...]
) -> tuple[PlainStep, ...]:
    return plain_steps(session.plan(bind(model.sql, used)), labels_of(tuple(model.reads)))


def _data_on(tables: Store, model: Model, on: date) -> date:
    """The oldest day of the tables read, not after the day asked for."""
    fresh = tables.freshness(on)
    days = [fresh[name].data_on for name in model.reads if name in fresh]
    return min([on, *(day for day in days if day is not None)])
