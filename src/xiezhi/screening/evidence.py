"""The rows behind each hit, with the lines and the text they came from."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from xiezhi.screening.engines.interface import Session
from xiezhi.screening.hits import Anchor, EvidenceRow, Origin, Value
from xiezhi.screening.model import ROW_ID, Model

MOST_ROWS = 200


@dataclass(frozen=True)
class Traced:
    """Evidence of one hit: rows by table, and the subject's values as printed."""

    rows: Mapping[str, tuple[EvidenceRow, ...]]
    printed: Mapping[str, str]


def trace(
    session: Session,
    model: Model,
    hits: Sequence[Mapping[str, Value]],
    made: Mapping[str, pa.Table] | None = None,
) -> tuple[Traced, ...]:
    """Evidence of every hit, at most ``MOST_ROWS`` rows a table and hit.

    ``made`` holds the tables of the model's steps: evidence may be matched through their rows,
    which are no evidence themselves.
    """
    made = made or {}
    by_hit: list[dict[str, list[EvidenceRow]]] = [defaultdict(list) for _ in hits]
    printed: list[dict[str, str]] = [{} for _ in hits]
    for table, match in model.evidence.items():
        if table in made:
            for hit, values in _members(made[table], match, hits):
                by_hit[hit][table].append(EvidenceRow("", values, {}, (), ()))
            continue
        found = _find(session, table, match, hits, by_hit)
        origins = _origins(session, [_row_id(row) for _, row in found])
        columns = tuple(n for n in dict.fromkeys((*match, *model.reads[table])) if n != ROW_ID)
        for hit, row in found:
            rows = by_hit[hit][table]
            if len(rows) >= MOST_ROWS:
                continue
            evidence = _evidence(row, columns, origins.get(_row_id(row), ()))
            rows.append(evidence)
            for column, yielded in match.items():
                if "." not in yielded and column in evidence.printed:
                    printed[hit].setdefault(yielded, evidence.printed[column])
    return tuple(
        Traced({t: tuple(rows) for t, rows in tables.items() if t not in made}, spelled)
        for tables, spelled in zip(by_hit, printed, strict=True)
    )


def _members(
    table: pa.Table, match: Mapping[str, str], hits: Sequence[Mapping[str, Value]]
) -> Sequence[tuple[int, Mapping[str, Value]]]:
    """The rows of a step's table whose columns equal the hit's."""
    places: dict[tuple[Value, ...], list[int]] = defaultdict(list)
    for i, hit in enumerate(hits):
        places[tuple(hit[yielded] for yielded in match.values())].append(i)
    for place, column in enumerate(match):
        wanted = pa.array(sorted({str(key[place]) for key in places}), pa.string())
        table = table.filter(pc.is_in(table[column].cast(pa.string()), wanted))
    rows = table.to_pylist()
    return [(i, row) for row in rows for i in places.get(tuple(row[c] for c in match), ())]


def _find(
    session: Session,
    table: str,
    match: Mapping[str, str],
    hits: Sequence[Mapping[str, Value]],
    by_hit: Sequence[Mapping[str, Sequence[EvidenceRow]]],
) -> Sequence[tuple[int, Mapping[str, object]]]:
    """Rows matched to the hits, or through the rows of an earlier table (``table.column``)."""
    via = next((source.partition(".")[0] for source in match.values() if "." in source), None)
    if via is None:
        return session.find(table, match, hits, MOST_ROWS)
    wanted = [
        (i, {**hit, **{f"{via}.{name}": value for name, value in row.values.items()}})
        for i, hit in enumerate(hits)
        for row in by_hit[i].get(via, ())
    ]
    found = session.find(table, match, [row for _, row in wanted], MOST_ROWS)
    seen: dict[tuple[int, str], tuple[int, Mapping[str, object]]] = {}
    for i, row in found:
        hit = wanted[i][0]
        seen.setdefault((hit, _row_id(row)), (hit, row))
    return [seen[key] for key in sorted(seen)]


def _row_id(row: Mapping[str, object]) -> str:
    return str(row["_row"]).replace("-", "")


def _evidence(
    row: Mapping[str, object], columns: Sequence[str], origins: Sequence[tuple[object, ...]]
) -> EvidenceRow:
    values: dict[str, Value] = {name: row[name] for name in columns}  # type: ignore[misc]
    printed: dict[str, str] = {}
    anchors: tuple[Anchor, ...] = ()
    for *_, spelled, anchored in origins:
        if spelled and not printed:
            found: dict[str, str] = json.loads(str(spelled))
            printed = {name: text for name, text in found.items() if name in values}
        if anchored and not anchors:
            anchors = tuple(Anchor(*anchor) for anchor in json.loads(str(anchored)))
    places = tuple(
        Origin(str(o[1]), str(o[2]), str(o[3]), int(str(o[4])), o[5])  # type: ignore[arg-type]
        for o in origins
    )
    return EvidenceRow(_row_id(row), values, printed, places, anchors)


def _origins(
    session: Session, row_ids: Sequence[str]
) -> Mapping[str, Sequence[tuple[object, ...]]]:
    grouped: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for origin in session.origins(row_ids):
        grouped[str(origin[0])].append(origin)
    return grouped
