"""One run of a model's query: in full, or of what changed since its last answer."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

import pyarrow as pa

from xiezhi.screening.engines.dialects import to_dialect
from xiezhi.screening.engines.interface import Engine, Limits, Only, Session, Source
from xiezhi.screening.engines.waiting import Watch
from xiezhi.screening.evidence import Traced, trace
from xiezhi.screening.hits import ParameterUsed, Value
from xiezhi.screening.increments import (
    Division,
    Earlier,
    NotJoined,
    Results,
    Rows,
    changed_keys,
    division_of,
    joined,
)
from xiezhi.screening.linked_steps import certain_of, ensure_links, links_of, with_links
from xiezhi.screening.model import Model
from xiezhi.screening.operators import OPERATORS
from xiezhi.screening.parameters import bind
from xiezhi.screening.reference import reference_rows
from xiezhi.screening.store import Store


@dataclass(frozen=True)
class Question:
    """What is asked: a model with its numbers, of a store, by an engine, within limits."""

    model: Model
    store: Store
    engine: Engine
    used: tuple[ParameterUsed, ...]
    limits: Limits
    watch: Watch | None


@dataclass(frozen=True)
class Answer:
    """The rows with their evidence, and how they were found; see :class:`Hits`."""

    rows: Rows
    traced: tuple[Traced, ...]
    read: Mapping[str, int]
    snapshot: int
    since: int | None = None
    rescreened: int | None = None
    why_full: str = ""


def execute(question: Question, *, in_full: bool) -> Answer:
    """Answer a question, from the model's last answer where that gives the same, and keep it."""
    ensure_links(question.model, question.store)
    snapshot = question.store.snapshot()
    results = Results(question.store)
    answer: Answer | str = (
        "要求完整运行" if in_full else _from_earlier(question, results, snapshot)
    )
    if isinstance(answer, str):
        answer = replace(_ask_all(question, snapshot), why_full=answer)
    if answer.since != snapshot:  # else the kept answer is this one
        results.write(question.model, question.used, snapshot, answer.rows)
    return answer


def _from_earlier(question: Question, results: Results, snapshot: int) -> Answer | str:
    """The answer from the last one and what changed since, or why there is none (Chinese)."""
    division = division_of(question.model)
    if division is None:
        return "这个模型不能按主体分开比对"
    earlier = results.read(question.model, question.used)
    if earlier is None or earlier.snapshot > snapshot:
        return "没有同一版本、同一参数、同一基准日的上一次结果"
    if earlier.snapshot == snapshot:
        return _ask_nothing(question, earlier)
    try:
        return _ask_some(question, division, earlier, snapshot)
    except NotJoined as refusal:
        return f"上一次的结果不能接着用：{refusal.reason}"


def _ask_all(question: Question, snapshot: int) -> Answer:
    model = question.model
    source = Source(question.store, reference_rows(question.store.dictionary), snapshot)
    links = links_of(model, question.store, snapshot)
    with _open(question, source) as session:
        rows, made = ask(session, model, question.used, question.engine.name, links)
        read = {table: session.count(table) for table in model.reads}
        traced = trace(session, model, rows, made | certain_of(links))
    return Answer(rows, with_links(model, question.store, snapshot, traced), read, snapshot)


def _ask_nothing(question: Question, earlier: Earlier) -> Answer:
    """The last answer on the very same tables: only the rows behind its hits are looked up."""
    model, rows = question.model, tuple(earlier.rows.to_pylist())
    laws = reference_rows(question.store.dictionary)
    with _open(question, Source(question.store, laws, earlier.snapshot)) as session:
        read = dict.fromkeys(model.reads, 0)
        traced = trace(session, model, rows)
    return Answer(rows, traced, read, earlier.snapshot, earlier.snapshot, 0)


def _ask_some(question: Question, division: Division, earlier: Earlier, snapshot: int) -> Answer:
    model, store = question.model, question.store
    keys = changed_keys(store, division, earlier.snapshot, snapshot)
    only = Only(division.tables, keys)
    source = Source(store, reference_rows(store.dictionary), snapshot, only)
    with _open(question, source) as session:
        new, _ = ask(session, model, question.used, question.engine.name)
        read = {table: session.count(table) for table in model.reads}
        rows = joined(model, division, earlier.rows, keys, new)
        traced = trace(session, model, rows)
    return Answer(rows, traced, read, snapshot, earlier.snapshot, keys.num_rows)


def _open(question: Question, source: Source) -> AbstractContextManager[Session]:
    reads = {table: dict(columns) for table, columns in question.model.reads.items()}
    return question.engine.open(source, reads, question.limits, question.watch)


def ask(
    session: Session,
    model: Model,
    used: tuple[ParameterUsed, ...],
    engine: str,
    links: Mapping[str, pa.Table] | None = None,
) -> tuple[tuple[Mapping[str, Value], ...], dict[str, pa.Table]]:
    """The rows of the model's query, its steps run before it, and the tables these made.
    ``links`` holds the tables of the steps that read links."""
    made: dict[str, pa.Table] = dict(links or {})
    for name, step in model.steps.items():
        if apply := OPERATORS[step.operator].apply:
            made[name] = apply(session.fetch(to_dialect(bind(step.sql, used), engine)))
        session.add(name, made[name])
    return session.select(to_dialect(bind(model.sql, used), engine)).rows, made
