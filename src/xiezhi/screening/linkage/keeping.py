"""Links over the imported tables, kept beside them: who hangs together, and what a person decides.

A table is a function of the set of imports, in any order (:mod:`xiezhi.screening.merging`). So
links stay right until an import comes or goes, the weights change or a person decides; then all
records are linked again, for one new name changes how common each name is.
"""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa

from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.linkage.kept import Decision, kept_of
from xiezhi.screening.linkage.linking import propose
from xiezhi.screening.linkage.mentions import Mention, SubjectName, mentions
from xiezhi.screening.linkage.subject import load_subject
from xiezhi.screening.linkage.uses import use_named
from xiezhi.screening.store import Store

USE = "clue_evidence"
_NONE = pa.table({"key": pa.array([], pa.string())})
_TABLES = (
    "_link_runs (subject VARCHAR, use VARCHAR, data VARCHAR, decisions VARCHAR,"
    " linked_at TIMESTAMP, record VARCHAR)",
    "_link_groups (subject VARCHAR, use VARCHAR, key VARCHAR, member_of VARCHAR, number VARCHAR)",
    "_link_pairs (subject VARCHAR, use VARCHAR, l VARCHAR, r VARCHAR, l_of VARCHAR, r_of VARCHAR,"
    " l_at VARCHAR, r_at VARCHAR, basis VARCHAR, weight DOUBLE, facts INTEGER, verdict VARCHAR,"
    " told VARCHAR)",
)


@dataclass(frozen=True)
class Linking:
    """What one linking found: counts by name (records, without_number, subjects, by_number,
    by_weight, decided, to_decide), the digest of weights and thresholds, and why it was done."""

    subject: str
    use: str
    weights: str
    snapshot: int
    counts: Mapping[str, int]
    again: bool
    why: str


def link(
    store: Store,
    subject: SubjectName,
    *,
    use: str = USE,
    decided: Iterable[Decision] | None = None,
    tables: Sequence[str] = (),
    spark: Any = None,
) -> Linking:
    """Link the persons or firms of all tables and keep the links. What was linked already, with
    the same imports, weights and decisions, is kept as it is and said so. Without ``decided`` the
    decisions of the last linking bind on.

    With ``tables`` only these are linked, to look at: nothing is kept. Raises
    :class:`ScreeningError` for a table that names no such subject.
    """
    chosen = _chosen(store, subject, tables)
    with store.reading() as (con, alias):
        snapshot = store.snapshot()
        last = last_run(con, alias, subject, use)
        settled = _settled(decided, last)
        data, said = data_state(con, alias, subject, use), _decisions_state(settled)
        if last and not tables and (last["data"], last["decisions"]) == (data, said):
            why = "上次关联以后没有导入、撤销和新的判断，沿用上次的关联"
            return _linking(subject, use, snapshot, last["record"]["counts"], False, why)
        chosen = _held(con, alias, chosen)
        records = con.execute(_all_records(chosen, alias)).to_arrow_table() if chosen else _NONE
    pairs = [(one.left, one.right, one.same) for one in settled]
    links = propose(records, subject, use=use, decided=pairs, spark=spark)
    kept = kept_of(links, settled)
    if tables:
        return _linking(subject, use, snapshot, kept.counts, True, "只看所选的表，不保存")
    why = "第一次关联" if last is None else "数据、权重或者判断有变化，全部重新关联"
    found = _linking(subject, use, snapshot, kept.counts, True, why)
    with store.writing() as con:
        _put(con, (subject, use), kept.groups, _placed(con, chosen, kept.pairs))
        _note(con, found, (data, said), settled)
    return found


def _note(
    con: duckdb.DuckDBPyConnection,
    found: Linking,
    states: tuple[str, str],
    settled: Sequence[Decision],
) -> None:
    """Write down the linking itself, with what it depends on."""
    record = {
        "counts": dict(found.counts),
        "weights": found.weights,
        "read_at": found.snapshot,
        "decided": [astuple(one) for one in settled],
    }
    at = datetime.now().replace(microsecond=0)
    con.execute(
        "INSERT INTO _link_runs VALUES (?, ?, ?, ?, ?, ?)",
        [found.subject, found.use, *states, at, json.dumps(record)],
    )


def is_fresh(
    store: Store,
    subject: SubjectName,
    decided: Iterable[Decision] | None = None,
    use: str = USE,
) -> bool:
    """Whether the kept links are those of the present imports, weights and decisions (of any
    decisions when none are given)."""
    with store.reading() as (con, alias):
        last = last_run(con, alias, subject, use)
        data, said = (
            data_state(con, alias, subject, use),
            _decisions_state(_settled(decided, last)),
        )
        return last is not None and (last["data"], last["decisions"]) == (data, said)


def last_run(
    con: duckdb.DuckDBPyConnection, alias: str, subject: str, use: str
) -> dict[str, Any] | None:
    """The linking whose links the snapshot holds; None when there is none."""
    sql = "SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = '_link_runs'"
    if con.execute(sql, [alias]).fetchone() is None:
        return None
    row = con.execute(
        f"SELECT data, decisions, linked_at, record FROM {alias}._link_runs"
        " WHERE subject = ? AND use = ?",
        [subject, use],
    ).fetchone()
    if row is None:
        return None
    return {"data": row[0], "decisions": row[1], "at": row[2], "record": json.loads(row[3])}


def data_state(con: duckdb.DuckDBPyConnection, alias: str, subject: str, use: str) -> str:
    """A digest of what the links depend on beside the decisions: imports and weights."""
    imports = con.execute(f"SELECT import_id FROM {alias}._imports ORDER BY ALL").fetchall()
    return _digest([imports, weights_digest(subject, use)])


def weights_digest(subject: str, use: str) -> str:
    """The version of the weights: a digest of the subject's file and of the use's thresholds."""
    return _digest([load_subject(subject).model_dump(), use_named(use).model_dump()])[:12]


def _settled(decided: Iterable[Decision] | None, last: Mapping[str, Any] | None) -> list[Decision]:
    if decided is None:
        decided = [Decision(*one) for one in last["record"]["decided"]] if last else []
    return sorted(decided, key=lambda one: (one.left, one.right))


def _decisions_state(decided: Sequence[Decision]) -> str:
    return _digest([(one.left, one.right, one.same) for one in decided])


def _digest(body: object) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, default=str).encode()).hexdigest()


def _linking(
    subject: str, use: str, snapshot: int, counts: Mapping[str, int], again: bool, why: str
) -> Linking:
    return Linking(subject, use, weights_digest(subject, use), snapshot, counts, again, why)


def _chosen(store: Store, subject: SubjectName, tables: Sequence[str]) -> tuple[Mention, ...]:
    every = mentions(store.dictionary, subject)
    known = {mention.table.table for mention in every}
    if unknown := [name for name in tables if name not in known]:
        label = load_subject(subject).label
        raise ScreeningError(f"这张表不能关联{label}", "表里要有号码和名称", value=unknown[0])
    return tuple(mention for mention in every if not tables or mention.table.table in tables)


def _held(
    con: duckdb.DuckDBPyConnection, alias: str, chosen: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The tables that hold anything; looking at the files of an empty one takes as long."""
    sql = f"SELECT table_name FROM ducklake_table_info('{alias}') WHERE file_count > 0"
    held = {name for (name,) in con.execute(sql).fetchall()}
    return tuple(mention for mention in chosen if mention.table.table in held)


def _all_records(chosen: Sequence[Mention], alias: str) -> str:
    parts = " UNION ALL BY NAME ".join(
        mention.records(f"(FROM {alias}.{mention.table.table} WHERE _current)")
        for mention in chosen
    )
    return f"SELECT DISTINCT ON (key) * FROM ({parts})"


def _placed(
    con: duckdb.DuckDBPyConnection, chosen: Sequence[Mention], pairs: pa.Table
) -> pa.Table:
    """The pairs with a row of a table, ``table:row``, where each of the two records stands."""
    if not len(pairs):
        nowhere = pa.nulls(0, pa.string())
        return pairs.append_column("l_at", nowhere).append_column("r_at", nowhere)
    con.register("pairs", pairs)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _wanted AS"
        " SELECT l AS key FROM pairs UNION SELECT r FROM pairs"
    )
    places = " UNION ALL ".join(
        f"SELECT {mention.key()} AS key, '{mention.table.table}:' ||"
        f" replace(CAST(_row AS VARCHAR), '-', '') AS place FROM {mention.table.table}"
        f" WHERE _current AND {mention.which} AND key IN (FROM _wanted)"
        for mention in chosen
    )
    placed = con.execute(
        f"WITH p AS (SELECT key, min(place) AS place FROM ({places}) GROUP BY key)"
        " SELECT pairs.*, a.place AS l_at, b.place AS r_at FROM pairs"
        " LEFT JOIN p a ON a.key = l LEFT JOIN p b ON b.key = r"
    ).to_arrow_table()
    con.unregister("pairs")
    return placed


def _put(
    con: duckdb.DuckDBPyConnection, which: tuple[str, str], groups: pa.Table, pairs: pa.Table
) -> None:
    """Replace what was kept for a subject and use; earlier snapshots still hold it."""
    for table in _TABLES:
        con.execute(f"CREATE TABLE IF NOT EXISTS {table}")
        con.execute(f"DELETE FROM {table.split()[0]} WHERE subject = ? AND use = ?", which)
    for name, rows in (("_link_groups", groups), ("_link_pairs", pairs)):
        con.register("kept", rows)
        con.execute(
            f"INSERT INTO {name} BY NAME SELECT ? AS subject, ? AS use, * FROM kept", which
        )
        con.unregister("kept")
