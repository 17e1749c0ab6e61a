"""Record an inquiry, interference or a contact; whoever on the staff was asked does it at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from xiezhi.casework.access import visible_proceedings
from xiezhi.interference.actions.recording import RECORD, record_added
from xiezhi.interference.models import Record
from xiezhi.interference.naming import staff_named
from xiezhi.interference.refusing import refused
from xiezhi.law import Actor
from xiezhi.organs.models import Person
from xiezhi.organs.selectors import actor_of

TYPED = ("matter", "relation", "said", "happened_at", "way", "nature", "unit_and_post",
         "proceeding")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was told: the columns of `Record` that a person fills in; ``proceeding`` if any.

    ``outsider``: the author says that the leader or judicial officer is not of this office or one
    above. ``once`` names the record beforehand, so that a form sent twice is one record.
    """

    matter: str
    relation: str
    name: str
    said: str
    happened_at: datetime
    way: str
    nature: str
    unit_and_post: str = ""
    proceeding: UUID | None = None
    outsider: bool = False
    once: UUID | None = None


@transaction.atomic
def record_inquiry(person: Person, told: Inquiry, *, at: datetime | None = None) -> Record:
    """Write the record down with its instant; it can only be added to afterwards.

    Raises:
        Refused: 403 without a post; 409 when nothing was said, it lies ahead, the case is not
            one the person may read, the name is that of several of the staff, or of nobody and
            no outsider was stated.
    """
    at = at or timezone.now()
    actor = actor_of(person, timezone.localdate(at))
    once = told.once or uuid4()
    if known := _known(person, once):
        return known
    if not told.said.strip():
        raise refused("record.nothing_said")
    if told.happened_at > at:
        raise refused("record.ahead")
    record = _row(person, actor, told, once, at)
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:  # the same form at the same time: the first is the record
        if known := _known(person, once):
            return known
        raise
    subject = (RECORD, record.pk)
    record_added(person, record.procuratorate, subject, "record_inquiry", at, record.told)
    return record


def _row(person: Person, actor: Actor, told: Inquiry, once: UUID, at: datetime) -> Record:
    unit = actor.procuratorate
    name, code = staff_named(told.name, told.relation, unit, at, outsider=told.outsider)
    typed = {column: getattr(told, column) for column in TYPED}
    return Record(
        id=once,
        procuratorate=unit,
        department=actor.department or "",
        recorded_by=person.code,
        recorded_at=at,
        name=name,
        who_code=code,
        number=_number(person, told.proceeding),
        **typed,
    )


def _known(person: Person, once: UUID) -> Record | None:
    """Return the record that this form made before; refuse the id of somebody else's."""
    known = Record.objects.filter(pk=once).first()
    if known is not None and known.recorded_by != person.code:
        raise refused("record.only_added")
    return known


def _number(person: Person, proceeding: UUID | None) -> str:
    if proceeding is None:
        return ""
    found = visible_proceedings(person).filter(pk=proceeding).values_list("number", flat=True)
    number = found.first()
    if number is None:
        raise refused("record.not_yours_to_choose")
    return str(number)
