"""Makes the engine's own full-text table, by database."""

from django.db import migrations

SQLITE = "CREATE VIRTUAL TABLE evidence_bigrams USING fts5(body)"
POSTGRESQL = (
    "CREATE TABLE evidence_bigrams (rowid bigint PRIMARY KEY, body tsvector NOT NULL);"
    "CREATE INDEX evidence_bigrams_body ON evidence_bigrams USING gin (body)"
)


def make(apps, schema_editor):
    """Create the table of this database's engine."""
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop(apps, schema_editor):
    """Drop it again."""
    schema_editor.execute("DROP TABLE evidence_bigrams")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
