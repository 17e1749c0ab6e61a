"""Make the ledger append-only inside the database."""

from django.db import migrations

from xiezhi.ledger import triggers


def install(apps, schema_editor):
    """Create the triggers of this database's kind."""
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    """Runs after the tables exist; there is deliberately no way back."""

    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(install, elidable=False)]
