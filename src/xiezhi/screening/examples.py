"""A model's own examples, run as tests: tables written by hand in, rows out."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO

import pyarrow as pa

from xiezhi.screening.cells import canonical
from xiezhi.screening.columns import ARROW_TYPES
from xiezhi.screening.dictionary import Column, Dictionary
from xiezhi.screening.engines.duckdb_engine import DuckDbEngine
from xiezhi.screening.engines.interface import Engine, Limits, Rows, Session, Source
from xiezhi.screening.errors import ModelInvalid
from xiezhi.screening.executing import ask
from xiezhi.screening.hits import Value
from xiezhi.screening.linkage.linked import link_given
from xiezhi.screening.lint import check_model
from xiezhi.screening.model import ROW_ID, Example, Model
from xiezhi.screening.operators import OPERATORS
from xiezhi.screening.parameters import settle
from xiezhi.screening.reference import reference_rows
from xiezhi.screening.refusal import Bad

_DEFAULT_DAY = date(2026, 11, 10)
_SMALL = Limits(seconds=30, megabytes=512, threads=1)


@dataclass(frozen=True)
class ExampleResult:
    """One example: whether it came out as written, and what came out."""

    name: str
    passed: bool
    expected: tuple[Mapping[str, Value], ...]
    found: tuple[Mapping[str, Value], ...]


def run_examples(
    model: Model,
    dictionary: Dictionary,
    law_values: Mapping[str, object] | None = None,
    engine: Engine | None = None,
) -> tuple[ExampleResult, ...]:
    """Run every example; the expected columns must be equal row by row.

    Raises :class:`ModelInvalid` when the model or an example is badly written.
    """
    check_model(model, dictionary)
    engine = engine or DuckDbEngine()
    reads = {table: dict(columns) for table, columns in model.reads.items()}
    laws = {name: rows for name, rows in reference_rows(dictionary).items() if name in reads}
    with engine.open(Source(None, laws), reads, _SMALL) as session:
        return tuple(
            _run(
                session,
                (engine.name, model, example),
                {**laws, **_given(model, example, dictionary)},
                law_values or {},
                dictionary,
            )
            for example in model.examples
        )


def _run(
    session: Session,
    asked: tuple[str, Model, Example],
    given: Mapping[str, Rows],
    law_values: Mapping[str, object],
    dictionary: Dictionary,
) -> ExampleResult:
    """One example; every table is given anew, so that nothing of the one before is left. Its rows
    are linked as those of a store would be."""
    engine, model, example = asked
    as_of = date.fromisoformat(example.as_of) if example.as_of else _DEFAULT_DAY
    data_on = date.fromisoformat(example.data_on) if example.data_on else as_of
    used = settle(model, as_of, data_on, law_values)
    for table, columns in model.reads.items():
        session.add(table, _arrow(columns, given.get(table, ())))
    links = {
        name: link_given(given, dictionary, subject, step.use, model.linked_tables)
        for name, step in model.steps.items()
        if (subject := OPERATORS[step.operator].subject)
    }
    found, _ = ask(session, model, used, engine, links)
    expected = _rows(example.expect, _yielded(model), example.name)
    shown = (
        tuple({name: row[name] for name in expected[0]} for row in found) if expected else found
    )
    return ExampleResult(example.name, shown == expected, expected, found)


def _given(
    model: Model, example: Example, dictionary: Dictionary
) -> dict[str, tuple[Mapping[str, Value], ...]]:
    if unknown := set(example.given) - set(model.reads):
        raise ModelInvalid(
            "例子用了模型不读的表", place=model.id, value="、".join(sorted(unknown))
        )
    return {
        table: tuple(
            {**row, ROW_ID: f"{table}{n}"}
            for n, row in enumerate(_rows(text, dictionary[table].columns, example.name), 1)
        )
        for table, text in example.given.items()
    }


def _arrow(columns: Mapping[str, str], rows: Rows) -> pa.Table:
    arrays = [
        pa.array([row.get(name) for row in rows], ARROW_TYPES[kind])
        for name, kind in columns.items()
    ]
    return pa.table(arrays, names=list(columns))


def _yielded(model: Model) -> dict[str, Column]:
    return {n: Column(type=kind, label=n) for n, kind in model.yields.columns.items()}


def _rows(text: str, columns: Mapping[str, Column], name: str) -> tuple[Mapping[str, Value], ...]:
    lines = [
        [cell.strip() for cell in line]
        for line in csv.reader(StringIO(text), skipinitialspace=True)
        if line
    ]
    if not lines:
        return ()
    header, *body = lines
    if unknown := [column for column in header if column not in columns]:
        raise ModelInvalid("例子中没有这一列", place=name, value="、".join(unknown))
    if any(len(line) != len(header) for line in body):
        raise ModelInvalid("例子的行与表头不齐", place=name)
    try:
        return tuple(
            {
                column: _plain(canonical(cell, columns[column]), cell)
                for column, cell in zip(header, line, strict=True)
            }
            for line in body
        )
    except Bad as bad:
        raise ModelInvalid(f"例子中的值有误：{bad.reason}", place=name) from bad


def _plain(value: Value, cell: str) -> Value:
    """An empty cell in an example is unknown, never a default."""
    return None if cell == "" else value
