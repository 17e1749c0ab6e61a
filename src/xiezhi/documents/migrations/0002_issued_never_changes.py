"""Makes the database itself refuse to change the paper or the fields of an issued document."""

from django.db import migrations

WHY = "已经签发的文书不能修改"
CHANGED = "OLD.content <> NEW.content OR OLD.\"values\" <> NEW.\"values\""


def guard(apps, schema_editor):
    """Create the trigger of this database."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "CREATE TRIGGER issued_document_never_changes BEFORE UPDATE ON documents_document "
            f"WHEN OLD.status <> 'draft' AND ({CHANGED}) "
            f"BEGIN SELECT RAISE(ABORT, '{WHY}'); END"
        )
        return
    schema_editor.execute(
        "CREATE FUNCTION issued_document_never_changes() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WHY}'; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER issued_document_never_changes BEFORE UPDATE ON documents_document "
        f"FOR EACH ROW WHEN (OLD.status <> 'draft' AND ({CHANGED})) "
        "EXECUTE FUNCTION issued_document_never_changes()"
    )


def unguard(apps, schema_editor):
    """Drop it again."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    on = "" if sqlite else " ON documents_document"
    schema_editor.execute(f"DROP TRIGGER issued_document_never_changes{on}")
    if not sqlite:
        schema_editor.execute("DROP FUNCTION issued_document_never_changes()")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
