"""The triggers that make the ledger append-only inside the database, on SQLite and PostgreSQL."""

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "the ledger is append-only"
SQLITE = {
    "ledger_entry_no_update": (
        "CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    "ledger_entry_no_delete": (
        "CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    "ledger_head_one_step": (
        "CREATE TRIGGER ledger_head_one_step BEFORE UPDATE ON ledger_head "
        "WHEN NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1 "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    "ledger_head_no_delete": (
        "CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    "ledger_keptpack_no_update": (
        "CREATE TRIGGER ledger_keptpack_no_update BEFORE UPDATE ON ledger_keptpack "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
    "ledger_keptpack_no_delete": (
        "CREATE TRIGGER ledger_keptpack_no_delete BEFORE DELETE ON ledger_keptpack "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    ),
}
POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
)
_ROW = "FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"
_WHOLE = "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
POSTGRES = {
    "ledger_entry_no_change": (
        f"CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry {_ROW}"
    ),
    "ledger_entry_no_truncate": (
        f"CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry {_WHOLE}"
    ),
    "ledger_head_one_step": (
        "CREATE TRIGGER ledger_head_one_step BEFORE UPDATE ON ledger_head FOR EACH ROW "
        "WHEN (NEW.chain <> OLD.chain OR NEW.seq <> OLD.seq + 1) "
        "EXECUTE FUNCTION ledger_refuse()"
    ),
    "ledger_head_no_delete": (
        f"CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head {_ROW}"
    ),
    "ledger_head_no_truncate": (
        f"CREATE TRIGGER ledger_head_no_truncate BEFORE TRUNCATE ON ledger_head {_WHOLE}"
    ),
    "ledger_keptpack_no_change": (
        "CREATE TRIGGER ledger_keptpack_no_change BEFORE UPDATE OR DELETE "
        f"ON ledger_keptpack {_ROW}"
    ),
    "ledger_keptpack_no_truncate": (
        f"CREATE TRIGGER ledger_keptpack_no_truncate BEFORE TRUNCATE ON ledger_keptpack {_WHOLE}"
    ),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers that are missing, on the tables that exist so far."""
    wanted = _wanted(connection)
    tables = set(connection.introspection.table_names())
    absent = [name for name in missing(connection) if _table(wanted[name]) in tables]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for name in absent:
            cursor.execute(wanted[name])


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
            on_table = f" ON {_table(text)}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return POSTGRES if connection.vendor == "postgresql" else SQLITE


def _table(text: str) -> str:
    return text.split(" ON ")[1].split()[0]
