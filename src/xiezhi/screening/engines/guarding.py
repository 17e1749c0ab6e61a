"""What a query would really read, by the engine's own plan: the second door behind the lint."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import duckdb

from xiezhi.screening.errors import SqlRefused
from xiezhi.screening.model import ROW_ID

_HARMLESS = frozenset({"RANGE", "GENERATE_SERIES", "UNNEST"})
_SCANS = frozenset(
    {"DUMMY_SCAN", "COLUMN_DATA_SCAN", "DELIM_SCAN", "CTE_SCAN", "SEQ_SCAN", "ARROW_SCAN"}
    | {"EXPRESSION_SCAN", "DUCKLAKE_SCAN"}
)
_CURE = "先在 model.yaml 的 reads 中声明"
_OWN = frozenset({"_current"})
_WORD = re.compile(r"[a-z_][a-z0-9_]*")
_LITERAL = re.compile(r"'(?:[^']|'')*'")


def refuse_undeclared(
    con: duckdb.DuckDBPyConnection,
    sql: str,
    reads: Mapping[str, Mapping[str, str]],
    has: Mapping[str, Collection[str]],
) -> None:
    """Plan a query without running it; ``has`` names every column of the store's tables.

    Raises :class:`SqlRefused` when the plan reads a file, a function of the system, or a table
    or column of the store that is not declared."""
    for node in nodes(planned(con, sql)):
        info = node.get("extra_info", {})
        name = str(node["name"]).strip().upper()
        function = info.get("Function")
        if function is not None and function not in _HARMLESS:
            raise SqlRefused("查询读了声明以外的来源", "只读声明的表", value=str(function))
        if name.endswith("SCAN") and name not in _SCANS:
            raise SqlRefused("查询读了声明以外的来源", "只读声明的表", value=name)
        if name == "DUCKLAKE_SCAN":
            table = str(info.get("Table"))
            if table not in reads:
                raise SqlRefused("查询读了没有声明的表", _CURE, value=table)
            own = _OWN | {"_row"} if ROW_ID in reads[table] else _OWN
            hidden = {*has.get(table, ()), "_row"} - set(reads[table]) - own
            _refuse_columns(_used(info, hidden) - set(reads[table]) - own)


def planned(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The engine's plan: nodes with ``name``, ``extra_info`` and ``children``."""
    plan: list[dict[str, Any]] = json.loads(
        con.execute(f"EXPLAIN (FORMAT JSON) {sql}").fetchall()[0][1]
    )
    return plan


def _used(info: Mapping[str, Any], hidden: Collection[str]) -> set[str]:
    """The columns a scan gives out, and the hidden ones among those it filters by."""
    filters = _LITERAL.sub("", " ".join(_lines(info.get("Filters", ""))))
    return set(_lines(info.get("Projections", ""))) | (set(_WORD.findall(filters)) & set(hidden))


def _refuse_columns(unknown: Collection[str]) -> None:
    if unknown:
        raise SqlRefused("查询读了没有声明的列", _CURE, value="、".join(sorted(unknown)))


def _lines(info: str | list[str]) -> list[str]:
    lines = info.split("\n") if isinstance(info, str) else info
    return [line for line in lines if line]


def nodes(plan: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every node of a plan, what is done last first."""
    for node in plan:
        yield node
        yield from nodes(node["children"])
