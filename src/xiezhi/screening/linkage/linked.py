"""What a model reads of the links, and by what each row behind a hit was linked."""

# ruff: noqa: S608  names in SQL come from the dictionary, which admits plain identifiers only
import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from xiezhi.screening.columns import ARROW_TYPES
from xiezhi.screening.dictionary import Dictionary
from xiezhi.screening.errors import ScreeningError
from xiezhi.screening.linkage.keeping import data_state, last_run
from xiezhi.screening.linkage.kept import as_text, kept_of
from xiezhi.screening.linkage.linking import propose
from xiezhi.screening.linkage.mentions import Mention, SubjectName, mention_of
from xiezhi.screening.store import SQL_TYPES, Store

_ROWS = """
WITH rows AS ({rows}),
mine AS (
    SELECT source, row_id, rk, coalesce(g.member_of, own) AS subject,
        CASE WHEN g.key IS NULL THEN own ELSE g.number END AS number
    FROM rows LEFT JOIN {groups} g ON g.key = rows.rk),
maybe AS (
    SELECT l AS rk, r_of AS subject FROM {pairs} WHERE verdict <> '' AND l_of <> r_of
    UNION SELECT r, l_of FROM {pairs} WHERE verdict <> '' AND l_of <> r_of)
SELECT source, row_id, subject, number, TRUE AS certain FROM mine
UNION SELECT source, row_id, maybe.subject, NULL, FALSE FROM mine JOIN maybe USING (rk)
ORDER BY source, row_id, certain DESC, subject
"""
_WHY = """
SELECT rows.row_id, own, p.basis, p.weight, p.told
FROM ({rows}) rows LEFT JOIN {pairs} p ON p.verdict = '' AND (p.l = rk OR p.r = rk)
ORDER BY rows.row_id, p.basis, p.weight DESC, p.l, p.r
"""
_KEPT = "(SELECT * FROM {alias}.{table} WHERE subject = '{subject}' AND use = '{use}')"


def linked_rows(
    store: Store, snapshot: int, subject: SubjectName, use: str, tables: Sequence[str]
) -> pa.Table:
    """Every row of the tables with its subject: source, row_id, subject, number (null without
    one), certain. A row that a person has yet to decide on stands again with each subject it may
    be of, not certain.

    Raises :class:`ScreeningError` when the data were not linked since they last changed.
    """
    with store.reading(snapshot) as (con, alias):
        _require_fresh(con, alias, subject, use)
        sources = {name: f"{alias}.{name}" for name in tables}
        places = {
            name: _KEPT.format(alias=alias, table=f"_link_{name}", subject=subject, use=use)
            for name in ("groups", "pairs")
        }
        rows = _rows(store.dictionary, subject, sources)
        return con.execute(_ROWS.format(rows=rows, **places)).to_arrow_table()


def linked_by(
    store: Store, snapshot: int, subject: SubjectName, use: str, table: str, rows: Sequence[str]
) -> Mapping[str, dict[str, Any]]:
    """By what rows of a table were linked: basis (number, weight, decided, alone), the weight in
    bits, and what is told of it."""
    with store.reading(snapshot) as (con, alias):
        con.register("_asked", pa.table({"row_id": pa.array(rows, pa.string())}))
        con.execute("CREATE TEMP TABLE _behind AS FROM _asked")
        pairs = _KEPT.format(alias=alias, table="_link_pairs", subject=subject, use=use)
        source = f"(FROM {alias}.{table} WHERE _row IN (SELECT CAST(row_id AS UUID) FROM _behind))"
        sql = _WHY.format(rows=_rows(store.dictionary, subject, {table: source}), pairs=pairs)
        found: dict[str, dict[str, Any]] = {}
        for row_id, own, basis, weight, told in con.execute(sql).fetchall():
            if own is not None:
                found.setdefault(row_id, {"basis": "number"})
            elif basis is None:
                found.setdefault(row_id, {"basis": "alone"})
            else:
                bits = None if weight is None else as_text(weight)
                found.setdefault(row_id, {"basis": basis, "weight": bits, **json.loads(told)})
        return found


def link_given(
    given: Mapping[str, Sequence[Mapping[str, object]]],
    dictionary: Dictionary,
    subject: SubjectName,
    use: str,
    tables: Sequence[str],
) -> pa.Table:
    """Like :func:`linked_rows`, of rows written by hand (a model's examples), linked here."""
    with duckdb.connect() as con:
        records = []
        for name in tables:
            _give(con, dictionary, name, given.get(name, ()))
            records.append(_mention(dictionary, subject, name).records(name))
        union = " UNION ALL BY NAME ".join(records)
        found = con.execute(f"SELECT DISTINCT ON (key) * FROM ({union})").to_arrow_table()
        kept = kept_of(propose(found, subject, use=use, threads=1, memory="512MB"))
        con.register("kept_groups", kept.groups)
        con.register("kept_pairs", kept.pairs)
        rows = _rows(dictionary, subject, {name: name for name in tables})
        sql = _ROWS.format(rows=rows, groups="kept_groups", pairs="kept_pairs")
        return con.execute(sql).to_arrow_table()


def _give(
    con: duckdb.DuckDBPyConnection,
    dictionary: Dictionary,
    name: str,
    rows: Sequence[Mapping[str, object]],
) -> None:
    columns = dictionary[name].columns
    body = ", ".join(f"{n} {SQL_TYPES[c.type]}" for n, c in columns.items())
    con.execute(f"CREATE TABLE {name} ({body}, _row VARCHAR, _current BOOLEAN)")
    arrays = [pa.array([r.get(n) for r in rows], ARROW_TYPES[c.type]) for n, c in columns.items()]
    arrays += [
        pa.array([str(row["row_id"]) for row in rows], pa.string()),
        pa.array([True] * len(rows), pa.bool_()),
    ]
    con.register("handed", pa.table(arrays, names=[*columns, "_row", "_current"]))
    con.execute(f"INSERT INTO {name} FROM handed")
    con.unregister("handed")


def _require_fresh(con: duckdb.DuckDBPyConnection, alias: str, subject: str, use: str) -> None:
    last = last_run(con, alias, subject, use)
    if last is None or last["data"] != data_state(con, alias, subject, use):
        cure = "先运行 xiezhi screen link，或者等后台的关联完成"
        raise ScreeningError("数据变动以后还没有关联同一人", cure)


def _rows(dictionary: Dictionary, subject: SubjectName, sources: Mapping[str, str]) -> str:
    """The rows of the tables with their record and own number."""
    parts = []
    for name, source in sources.items():
        mention = _mention(dictionary, subject, name)
        parts.append(
            f"SELECT '{name}' AS source, replace(CAST(_row AS VARCHAR), '-', '') AS row_id,"
            f" {mention.key()} AS rk, {mention.number} AS own FROM {source}"
            f" WHERE _current AND {mention.which}"
        )
    return " UNION ALL ".join(parts)


def _mention(dictionary: Dictionary, subject: SubjectName, name: str) -> Mention:
    mention = mention_of(dictionary[name], subject)
    if mention is None:
        raise ScreeningError("这张表没有可以关联的对象", "表里要有号码和名称", value=name)
    return mention
