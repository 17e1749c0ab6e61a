"""The triggers that let the tables of this room only grow, on SQLite and PostgreSQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the record is only added to"
TABLES = ("record", "handover", "monthreport", "reversecheck", "limitedperson", "counselwarning")


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that are missing, on every table of the room."""
    with connection.cursor() as cursor:
        for name in missing(connection):
            cursor.execute(_wanted(connection)[name])


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers that the database lacks or has switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in _wanted(connection) if name not in present]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers. Only a test database, which must be emptied, and a forger need this."""
    with connection.cursor() as cursor:
        for name, text in _wanted(connection).items():
            table = text.split(" ON ")[1].split()[0]
            place = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    made = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
    return {name: text for table in TABLES for name, text in made(f"interference_{table}")}


def _of_sqlite(table: str) -> list[tuple[str, str]]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        (name, f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} {refuse}")
        for verb in ("update", "delete")
        for name in (f"{table}_no_{verb}",)
    ]


def _of_postgresql(table: str) -> list[tuple[str, str]]:
    row, whole = f"{table}_no_change", f"{table}_no_truncate"
    refuse = "EXECUTE FUNCTION ledger_refuse()"  # made by the ledger's own migration
    return [
        (row, f"CREATE TRIGGER {row} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}"),
        (whole, f"CREATE TRIGGER {whole} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}"),
    ]
