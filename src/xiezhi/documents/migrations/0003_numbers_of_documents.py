"""Numbers of documents issued before learn which proceeding they were given in."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_proceedings(apps, schema_editor):
    """Set the proceeding of every number that an issued document bears."""
    document = apps.get_model("documents", "Document")
    issued = document.objects.filter(number__isnull=False)
    bearing = issued.filter(number=OuterRef("text"))
    apps.get_model("casework", "IssuedNumber").objects.filter(
        proceeding__isnull=True, text__in=issued.values("number")
    ).update(proceeding_id=Subquery(bearing.values("proceeding_id")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0003_number_of_a_proceeding"),
        ("documents", "0002_issued_never_changes"),
    ]

    operations = [migrations.RunPython(name_proceedings, migrations.RunPython.noop)]
