"""Whether a model has the tables and the columns it needs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xiezhi.screening.freshness import Holdings
from xiezhi.screening.model import Model
from xiezhi.screening.store import Store


@dataclass(frozen=True)
class Availability:
    """Whether a model can run on a day, and if not, which data it waits for: the reason in
    Chinese, and the ids of the tables."""

    ready: bool
    reason: str
    data_on: date | None
    waits_for: tuple[str, ...] = ()


def availability(model: Model, store: Store, on: date) -> Availability:
    """Missing tables and columns never filled block a run; stale tables are said but do not."""
    return availabilities([model], store, on)[model.id]


def availabilities(models: Iterable[Model], store: Store, on: date) -> dict[str, Availability]:
    """Whether each model can run on a day, by its id; see :func:`availability`."""
    with store.holdings() as held:
        return {model.id: _availability(model, held, on) for model in models}


def _availability(model: Model, held: Holdings, on: date) -> Availability:
    fresh = held.freshness(model.tables, on)
    used = [(held.dictionary[name], fresh[name]) for name in model.tables]
    missing = [
        table for table, state in used if not state.rows and table.table not in model.optional
    ]
    if missing or not any(state.rows for _, state in used):
        missing = missing or [table for table, _ in used]
        labels = "、".join(table.label for table in missing)
        return Availability(False, f"缺表：{labels}", None, tuple(t.table for t in missing))
    if lacking := _lacking(model, held, [t.table for t, state in used if state.rows]):
        labels = "、".join(lacking.values())
        waits_for = tuple(dict.fromkeys(table for table, _ in lacking))
        return Availability(False, f"缺列：{labels}", None, waits_for)
    days = [state.data_on for _, state in used if state.data_on is not None]
    data_on = min(days, default=None)
    stale = [
        f"{table.label} {(on - state.data_on).days} 天未更新"
        for table, state in used
        if state.stale and state.data_on is not None
    ]
    return Availability(True, "；".join(stale), data_on)


def _lacking(model: Model, held: Holdings, present: Sequence[str]) -> dict[tuple[str, str], str]:
    """The needed columns that no row of a table at hand fills: table and column, with labels."""
    return {
        (table, name): f"{held.dictionary[table].label}的"
        f"{held.dictionary[table].columns[name].label}"
        for table, columns in model.needs.items()
        if table in present
        for name in held.empty_columns(table, columns)
    }
