"""Connections kept open for quick looks at a lake: loading DuckLake anew costs a tenth of a
second, which a page would feel."""

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from xiezhi.screening.lake import Lake

_KEPT = 3
_lock = threading.Lock()
_open: OrderedDict[tuple[object, ...], duckdb.DuckDBPyConnection] = OrderedDict()


@contextmanager
def at(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the lake's tables as the default ones. Runs our own SQL only, never a
    model's; it always sees the newest snapshot."""
    con = _cursor(lake)
    try:
        con.execute("USE lake")
        yield con
    finally:
        con.close()


def _cursor(lake: Lake) -> duckdb.DuckDBPyConnection:
    key = (os.getpid(), *lake.identity())
    with _lock:
        kept = _open.pop(key, None)
        if kept is None:
            kept = lake.connect()
            lake.attach(kept, "lake")
        _open[key] = kept
        while len(_open) > _KEPT:
            _open.popitem(last=False)[1].close()
        return kept.cursor()
