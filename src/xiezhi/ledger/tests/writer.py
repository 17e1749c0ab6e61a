"""A process of its own that prepares a database, writes to it until killed, or reports on it.

`python writer.py prepare|write|report NAME COUNT`, with the site's environment.
"""

import datetime as dt
import json
import sys

import django

CHAIN = "YJ"


def prepare(name, count):
    """Migrate, then make a procuratorate and `count` writers."""
    del name
    from django.core.management import call_command

    from xiezhi.organs.models import Person, Procuratorate

    call_command("migrate", verbosity=0)
    Procuratorate.objects.create(code=CHAIN, name="云江区人民检察院", level="district")
    for number in range(count):
        Person.objects.create(code=f"w{number}", name=f"书记员{number}", category="auxiliary")


def write(name, count):
    """Make `count` transactions of two marks each (a leave, its entry); print when committed."""
    from django.db import transaction

    from xiezhi.law import national
    from xiezhi.law.acts import Act
    from xiezhi.ledger.actions.keep_pack import keep_pack
    from xiezhi.ledger.actions.record import record
    from xiezhi.organs.models import Leave, Person

    pack = national()

    person = Person.objects.get(code=name)
    day = dt.date(2026, 1, 1)
    for number in range(count):
        act = Act("annotate", dt.datetime.now(dt.UTC), name, "clerk", {"number": number})
        until = day + dt.timedelta(days=number + 1)
        with transaction.atomic():
            Leave.objects.create(person=person, from_on=day, until_on=until, reason_kind="other")
            version = keep_pack(pack)
            record(chain=CHAIN, subject=("writer", name), act=act, rule="r", rule_version=version)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def report(name, count):
    """Print what the database holds: both marks by writer, and whether the chain is sound."""
    del name, count
    from xiezhi.ledger.models import Entry, KeptPack
    from xiezhi.ledger.verification import verify
    from xiezhi.organs.models import Leave

    entries, leaves = {}, {}
    for entry in Entry.objects.order_by("seq"):
        entries.setdefault(entry.by, []).append(json.loads(entry.data)["number"])
    for leave in Leave.objects.order_by("until_on").select_related("person"):
        leaves.setdefault(leave.person.code, []).append((leave.until_on - leave.from_on).days - 1)
    result = {"entries": entries, "leaves": leaves, "sound": verify().is_sound}
    result["packs"] = KeptPack.objects.count()
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "write": write, "report": report}[sys.argv[1]](
        sys.argv[2], int(sys.argv[3])
    )
