from django.db import migrations


def fill(apps, schema_editor):
    """Clues found before: the line is the first part of the model's id, the number the subject's."""
    clue = apps.get_model("clues", "Clue")
    for one in clue.objects.all().iterator():
        one.line = one.model.partition(".")[0]
        number = one.subject.get("identity_number") or one.subject.get("credit_code") or ""
        one.subject_number = str(number)[:32]
        one.save(update_fields=["line", "subject_number"])


class Migration(migrations.Migration):

    dependencies = [
        ('clues', '0004_sources_and_handovers'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
