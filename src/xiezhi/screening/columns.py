"""A column of texts at once: typical values by Arrow, all others by the exact rules.

Whatever :func:`accept` takes, :func:`xiezhi.screening.cells.canonical` would take and make the
same of; what it does not take goes through ``canonical``, each distinct text once.
"""

import json
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from xiezhi.screening.acceptance import accept
from xiezhi.screening.dictionary import Column
from xiezhi.screening.plans import Plan
from xiezhi.screening.refusal import Bad

ARROW_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "date": pa.date32(),
    "datetime": pa.timestamp("us"),
    "int": pa.int64(),
    "decimal": pa.decimal128(18, 4),
    "bool": pa.bool_(),
}
_SAMPLE = 2000
_FEW = 0.2


@dataclass(frozen=True)
class Taken:
    """``values`` typed; ``spelled`` the printed forms that differ, as ``"column": "text"`` in
    JSON, None when there are none; ``bad`` marks the cells refused, None when there are none."""

    values: Any
    spelled: Any | None
    bad: Any | None


def take_in(cells: Any, plan: Plan) -> Taken:
    """Read a column of texts (an Arrow string array, nulls are blanks)."""
    cells = pc.fill_null(cells, "")
    sample = cells.slice(0, _SAMPLE)
    varied = pc.count_distinct(sample).as_py() > _FEW * len(sample)
    accepted = accept(cells, plan.column, plan.scale) if varied else None
    if accepted is None:
        return _one_by_one(cells, plan)
    rest = pc.invert(accepted.mask)
    spelled = _fragments(plan.name, cells, accepted.values) if accepted.rewritten else None
    if not pc.any(rest).as_py():
        return Taken(accepted.values, spelled, None)
    slow = _one_by_one(cells.filter(rest), plan)
    values = pc.replace_with_mask(accepted.values, rest, slow.values)
    if spelled is not None or slow.spelled is not None:
        texts = spelled if spelled is not None else pa.nulls(len(cells), pa.string())
        instead = slow.spelled
        if instead is None:
            instead = pa.nulls(len(slow.values), pa.string())
        spelled = pc.replace_with_mask(texts, rest, instead)
    bad = None
    if slow.bad is not None:
        bad = pc.replace_with_mask(pc.invert(accepted.mask), rest, slow.bad)
    return Taken(values, spelled, bad)


def _one_by_one(cells: Any, plan: Plan) -> Taken:
    """Each distinct text once, by the exact rules."""
    coded = cells.dictionary_encode()
    reads = [plan.look(text) for text in coded.dictionary.to_pylist()]
    kind = ARROW_TYPES[plan.column.type]
    plain = pa.array([None if isinstance(r, Bad) else r[0] for r in reads], kind)
    values = plain.take(coded.indices)
    spelled = bad = None
    if any(not isinstance(r, Bad) and r[1] is not None for r in reads):
        texts = [None if isinstance(r, Bad) or r[1] is None else _pair(plan, r[1]) for r in reads]
        spelled = pa.array(texts, pa.string()).take(coded.indices)
    if any(isinstance(r, Bad) for r in reads):
        bad = pa.array([isinstance(r, Bad) for r in reads]).take(coded.indices)
    return Taken(values, spelled, bad)


def _pair(plan: Plan, text: str) -> str:
    return f"{json.dumps(plan.name)}: {json.dumps(text, ensure_ascii=False)}"


def _fragments(name: str, cells: Any, values: Any) -> Any:
    """``"column": "text"`` where the value differs; accepted texts need no escapes."""
    same = pc.fill_null(pc.equal(cells, values), True)
    pairs = pc.binary_join_element_wise(f'"{name}": "', cells, '"', "")
    return pc.if_else(same, pa.scalar(None, pa.string()), pairs)


def blank_column(column: Column, length: int) -> Any:
    """The column of a table that the file lacks."""
    value = column.blank if column.type == "bool" else None
    return pa.repeat(pa.scalar(value, ARROW_TYPES[column.type]), length)
