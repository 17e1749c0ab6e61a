"""A process of its own that takes numbers, for the test of concurrent writers."""

import sys

import django


def prepare():
    """Create the tables, a procuratorate and one case."""
    from django.core.management import call_command
    from django.utils import timezone

    from xiezhi.casework.models import Case
    from xiezhi.organs.models import Procuratorate

    call_command("migrate", verbosity=0)
    office = Procuratorate.objects.create(
        code="YJ", name="云江区人民检察院", short_name="云江", level="district"
    )
    case = Case.objects.create(
        number="云江检刑受〔2026〕1号", title="案", cause="盗窃", procuratorate=office,
        source="transferred", registered_at=timezone.now(),
    )  # fmt: skip
    sys.stdout.write(str(case.pk))


def take(case_id, count):
    """Take numbers; every third transaction is rolled back, as a refused issue is."""
    from django.db import transaction

    from xiezhi.casework.numbering import next_number

    for turn in range(count):
        try:
            with transaction.atomic():
                next_number("YJ", "云江", "检刑诉", 2026, case_id)
                if turn % 3 == 0:
                    raise LookupError
        except LookupError:
            continue


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        take(sys.argv[2], int(sys.argv[3]))
