"""Databases for measuring: a fresh one made and dropped, and a PostgreSQL of its own."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ON_POSTGRESQL = ROOT / "tests/on_postgresql"


def is_postgresql():
    """Tell whether XIEZHI_DATABASE_URL names a PostgreSQL."""
    return os.environ.get("XIEZHI_DATABASE_URL", "").startswith("postgres")


def has_postgresql():
    """Tell whether a temporary cluster can be made here."""
    installed = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return bool(installed or shutil.which("initdb"))


def again_on_postgresql(name):
    """Run a measurement in a process of its own on a temporary cluster; return its exit code."""
    command = [str(ON_POSTGRESQL), sys.executable, "-m", "bench", name]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


@contextlib.contextmanager
def fresh_database():
    """Give Django an empty database, a SQLite file or one beside XIEZHI_DATABASE_URL's."""
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as home:
        os.environ.setdefault("XIEZHI_DEMO", "1")
        os.environ.setdefault("XIEZHI_HOME", home)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.web.settings")
        import django

        django.setup()
        from django.db import connection

        if connection.vendor == "sqlite":  # in memory nothing would reach the disk
            connection.settings_dict["TEST"]["NAME"] = f"{home}/bench.sqlite3"
        original = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, serialize=False)
        try:
            yield connection
        finally:
            connection.creation.destroy_test_db(original, verbosity=0)
