"""Add to a record: what its author writes later is a new entry, the first stays as it is."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from xiezhi.interference.access import visible_records
from xiezhi.interference.actions.recording import RECORD, record_added
from xiezhi.interference.models import Record
from xiezhi.interference.refusing import refused
from xiezhi.organs.models import Person


@transaction.atomic
def supplement(
    person: Person, record_id: UUID, text: str, *, at: datetime | None = None
) -> Record:
    """Add the author's words to a record.

    Raises:
        Refused: 403 for anybody but the author; 409 without words.
        Http404: a record the person may not know of.
    """
    record = visible_records(person).filter(pk=record_id).first()
    if record is None:
        raise Http404
    if record.recorded_by != person.code:
        raise refused("record.own_only")
    if not text.strip():
        raise refused("record.nothing_said")
    at = at or timezone.now()
    subject = (RECORD, record.pk)
    record_added(person, record.procuratorate, subject, "supplement", at, {"text": text.strip()})
    return record
