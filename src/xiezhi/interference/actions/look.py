"""Write down that somebody looked at the records of others: on a page, in a register, a file."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from xiezhi.interference.actions.recording import RECORD, REGISTER, record_added
from xiezhi.interference.models import Record
from xiezhi.organs.models import Person


@transaction.atomic
def look(person: Person, record: Record) -> None:
    """Record the reading of one record by anybody but its author."""
    if record.recorded_by != person.code:
        subject = (RECORD, record.pk)
        record_added(person, record.procuratorate, subject, "look", timezone.now(), {})


@transaction.atomic
def look_at_register(
    person: Person, unit: str, month: str, shown: Iterable[Record], how: str
) -> None:
    """Record which records of others a register showed; ``how``: page, xlsx or check."""
    ids = [str(one.pk) for one in shown if one.recorded_by != person.code]
    if ids:
        data = {"records": ids, "how": how}
        subject = (REGISTER, f"{unit}:{month}")
        record_added(person, unit, subject, "look_at_register", timezone.now(), data)
