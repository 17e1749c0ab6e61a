"""Let the tables of this room only grow."""

from django.db import migrations

from xiezhi.interference import triggers


def install(apps, schema_editor):
    """Create the triggers of this database's kind."""
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    """Runs after the tables exist and the ledger has its function; there is no way back."""

    dependencies = [("interference", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunPython(install, elidable=False)]
