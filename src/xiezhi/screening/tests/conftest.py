import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from xiezhi.screening import Store, national


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory):
    """A store with its tables and nothing in them, made once: making 90 tables takes a second."""
    directory = tmp_path_factory.mktemp("empty") / "store"
    Store(directory).snapshot()
    return directory


@pytest.fixture
def new_store(empty_store):
    """Makes stores in given folders."""

    def make(directory):
        shutil.copytree(empty_store, directory)
        return Store(directory)

    return make


@pytest.fixture
def store(tmp_path, new_store):
    return new_store(tmp_path / "store")


@pytest.fixture
def contents():
    """Everything a store's canonical tables hold, and which rows are current."""

    def read(store):
        found = {}
        with store.reading() as (con, alias):
            info = f"SELECT table_name FROM ducklake_table_info('{alias}') WHERE file_count > 0"
            held = {name for (name,) in con.execute(info).fetchall()}
            for table in (t.table for t in national().imported() if t.table in held):
                sql = f"SELECT * FROM {alias}.{table} ORDER BY _row"
                rows = con.execute(sql).fetchall()
                if rows:
                    found[table] = rows
        return found

    return read
