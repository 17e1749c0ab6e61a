"""Let the database itself refuse to change a pack that was kept."""

from django.db import migrations

from xiezhi.ledger import triggers


def install(apps, schema_editor):
    """Create the triggers of this database's kind."""
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    """Runs after the table exists; there is deliberately no way back."""

    dependencies = [("ledger", "0003_keptpack")]
    operations = [migrations.RunPython(install, elidable=False)]
