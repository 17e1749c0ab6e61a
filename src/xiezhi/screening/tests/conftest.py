import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from xiezhi.screening import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def contents():
    """Everything a store's canonical tables hold, and which rows are current."""

    def read(store):
        found = {}
        with store.reading() as (con, alias):
            for table in store.dictionary.imported():
                sql = f"SELECT * FROM {alias}.{table.table} ORDER BY _row"
                rows = con.execute(sql).fetchall()
                if rows:
                    found[table.table] = rows
        return found

    return read
