import hashlib
import os
import shutil
import sys
from pathlib import Path

import psycopg
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from xiezhi.screening import Store, national

URL = os.environ.get("XIEZHI_DATABASE_URL", "")


@pytest.fixture(scope="session")
def server():
    """Where there is a server, its address, and the database whose copies are the stores'."""
    if not URL.startswith("postgresql"):
        return None
    address = URL.rpartition("/")[0]
    template = f"empty_lake_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}"
    _create(address, template)
    return address, template


def _create(address, name, like="template1"):
    with psycopg.connect(f"{address}/postgres", autocommit=True) as con:
        con.execute(f"CREATE DATABASE {name} TEMPLATE {like}")


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory, server):
    """A store with its tables and nothing in them, made once: making 90 tables takes a second."""
    directory = tmp_path_factory.mktemp("empty") / "store"
    with Store(directory, catalogue="/".join(server or ())).writing():
        pass
    return directory


@pytest.fixture
def new_store(empty_store, server):
    """Makes stores in given folders, with the catalogue on PostgreSQL where there is a server."""

    def make(directory):
        shutil.copytree(empty_store, directory)
        if not server:
            return Store(directory)
        address, template = server
        name = f"lake_{hashlib.sha256(str(directory).encode()).hexdigest()[:20]}"
        _create(address, name, template)
        return Store(directory, catalogue=f"{address}/{name}")

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
