"""Tables at size out of a model's own examples: each example again and again, every time about
other people and other cases, so that the joins find what they find in the small.

One scenario in `RARE` is a breach; the others are the lawful ones beside it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from xiezhi.screening import Model, Store
from xiezhi.screening.columns import ARROW_TYPES
from xiezhi.screening.dictionary import Table
from xiezhi.screening.examples import _DEFAULT_DAY, _given, _rows, _yielded

RARE = 1000
NAMES_OF_THINGS = ("identity_number", "credit_code", "case_number", "person_name", "phone")
ENDINGS = ("_number", "_id", "_code", "_key")


@dataclass(frozen=True)
class Scenario:
    """One example: its rows by table, and how many hits it gives."""

    rows: Mapping[str, tuple[Mapping[str, object], ...]]
    hits: int


def day_of(model: Model) -> date:
    """The day as of which most of a model's examples are asked."""
    days = Counter(example.as_of for example in model.examples if not example.data_on)
    text = days.most_common(1)[0][0] if days else None
    return date.fromisoformat(text) if text else _DEFAULT_DAY


def scenarios(model: Model, store: Store) -> tuple[Scenario, ...]:
    """The examples of that day, breaches first."""
    day = day_of(model)
    found = [
        Scenario(
            _given(model, example, store.dictionary),
            len(_rows(example.expect, _yielded(model), example.name)),
        )
        for example in model.examples
        if not example.data_on
        and (date.fromisoformat(example.as_of) if example.as_of else _DEFAULT_DAY) == day
    ]
    return tuple(sorted(found, key=lambda one: -one.hits))


def fill(model: Model, store: Store, rows: int, start: int = 0) -> int:
    """Write about ``rows`` rows into the largest table a model reads; how many hits are in them.

    ``start`` numbers the first replica: two calls that do not overlap make other people."""
    found = scenarios(model, store)
    breaches = [one for one in found if one.hits]
    lawful = [one for one in found if not one.hits] or breaches
    widest = max(sum(len(one.rows.get(t, ())) for one in lawful) for t in model.tables)
    copies = max(1, rows * len(lawful) // max(1, widest))
    rare = max(1, copies // RARE)
    with store.writing() as con:
        for table in _tables(model, store):
            subject = _subject(model, table.table)
            _write(con, table, subject, breaches, rare, start, "b")
            _write(con, table, subject, lawful, copies, start, "l")
    return sum(
        one.hits * len(_numbers(rare, len(breaches), at)) for at, one in enumerate(breaches)
    )


def _tables(model: Model, store: Store) -> Iterator[Table]:
    for name in model.tables:
        if store.dictionary[name].reference is None:
            yield store.dictionary[name]


def _subject(model: Model, table: str) -> frozenset[str]:
    """The columns by which the model groups its hits: replicas must not share them."""
    match = model.evidence.get(table, {})
    return frozenset(own for own, yielded in match.items() if yielded in model.yields.one_row_per)


def _numbers(copies: int, kinds: int, at: int) -> range:
    return range(at, copies, kinds)


def _write(con, table, subject, kinds, copies, start, letter):
    for at, scenario in enumerate(kinds):
        rows = scenario.rows.get(table.table, ())
        if not rows:
            continue
        columns = [
            name for name in table.columns if any(row.get(name) is not None for row in rows)
        ]
        arrays = [
            pa.array([row.get(name) for row in rows], ARROW_TYPES[table.columns[name].type])
            for name in columns
        ]
        given = pa.table(arrays, names=columns)
        con.register("given", given)
        own = ", ".join(_own(table, name, letter, name in subject) for name in columns)
        numbers = _numbers(copies, len(kinds), at)
        con.execute(
            f"INSERT INTO {table.table} ({', '.join(columns)}, _row, _current)"
            f" SELECT {own}, uuid(), TRUE FROM given,"
            f" range({start + numbers.start}, {start + numbers.stop}, {numbers.step}) t(i)"
        )
        con.unregister("given")


def _own(table: Table, name: str, letter: str, subject: bool) -> str:
    """A column of a replica: what names a person, a firm or a case is made its own."""
    column = table.columns[name]
    names = subject or column.check in NAMES_OF_THINGS or name in table.key
    names = names or name.endswith(ENDINGS)
    if column.type == "text" and not column.choices and names:
        return f"{name} || '{letter}' || i AS {name}"
    return name
