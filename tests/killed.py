"""A process of its own that acts in proceedings until it is killed: `killed.py VERB COUNT`."""

import itertools
import sys

import django


def prepare(count):
    """Migrate, found an office, and open `count` proceedings."""
    from django.core.management import call_command

    from xiezhi.casework.tests.office import accepted, given_to, staff_office, theft

    call_command("migrate", verbosity=0)
    office = staff_office("YJ", "云江")
    for _ in range(count):
        given_to(office, accepted(office, case=theft("许望舟")).pk)


def act(count):
    """Do `count` acts through the gate, round the proceedings; print each once it is done."""
    from xiezhi.casework.actions.annotate import annotate
    from xiezhi.casework.actions.note_facts import note_facts
    from xiezhi.casework.models import Proceeding

    handler = Proceeding.objects.order_by("number").first().handler
    turn = itertools.cycle(Proceeding.objects.values_list("pk", flat=True).order_by("number"))
    for number in range(count):
        proceeding = next(turn)
        if number % 4:
            annotate(handler, proceeding, f"阅卷{number}")
        else:
            note_facts(
                handler, proceeding, {"major_or_complex": bool(number % 8)}, f"第{number}次"
            )
        sys.stdout.write(f"{proceeding} {number}\n")
        sys.stdout.flush()


def report(_count):
    """Print, for each act on file that was counted, its proceeding and number."""
    import re

    from xiezhi.ledger.models import Entry

    for entry in Entry.objects.filter(kind__in=("annotate", "note_facts")).order_by("seq"):
        found = re.search(r"(?:阅卷|第)(\d+)", entry.data)
        if found:
            sys.stdout.write(f"{entry.subject_id} {found.group(1)}\n")


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "act": act, "report": report}[sys.argv[1]](int(sys.argv[2]))
