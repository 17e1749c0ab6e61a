"""Makes the database itself refuse to change what was said; a rebuild deletes and inserts."""

from django.db import migrations

TABLES = (
    "committeesession",
    "decision",
    "instruction",
    "jointmeeting",
    "meetingsignature",
    "memberopinion",
    "objection",
    "objectionreply",
    "opinion",
    "review",
    "submission",
)
WHY = "审议中的意见和决定不能修改"


def guard(apps, schema_editor):
    """Create the triggers of this database."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(
            "CREATE FUNCTION deliberation_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{WHY}'; END $$"
        )
    for table in TABLES:
        what = f"SELECT RAISE(ABORT, '{WHY}')"
        schema_editor.execute(
            f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON deliberation_{table} "
            + (f"BEGIN {what}; END" if sqlite else
               "FOR EACH ROW EXECUTE FUNCTION deliberation_never_changed()")
        )


def unguard(apps, schema_editor):
    """Drop them again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        on = "" if sqlite else f" ON deliberation_{table}"
        schema_editor.execute(f"DROP TRIGGER {table}_never_changed{on}")
    if not sqlite:
        schema_editor.execute("DROP FUNCTION deliberation_never_changed()")


class Migration(migrations.Migration):
    dependencies = [("deliberation", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
