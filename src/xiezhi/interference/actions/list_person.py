"""Keep the list of persons limited as counsel: add a line, or take one back by another."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from xiezhi.interference.access import require_lister, visible_limited
from xiezhi.interference.actions.recording import LIMITED, record_added
from xiezhi.interference.models import LimitedPerson
from xiezhi.interference.refusing import refused
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role


@transaction.atomic
def list_person(
    person: Person,
    who: str,
    name: str,
    *,
    left_on: date | None = None,
    of_person: str = "",
    note: str = "",
    at: datetime | None = None,
) -> LimitedPerson:
    """Add somebody to the list of the unit.

    Raises:
        Refused: 403 for anybody but inspection; 409 without a name and kind, without the day for
            who left or was dismissed, without the serving prosecutor for a relative.
    """
    unit, at = require_lister(person), at or timezone.now()
    serving = {one.code for one in organs.persons(unit, timezone.localdate(at))}
    is_relative = who == LimitedPerson.Who.RELATIVE
    complete = (of_person in serving) if is_relative else left_on is not None
    if who not in LimitedPerson.Who.values or len(name.strip()) < 2 or not complete:
        raise refused("limited.incomplete")
    row = LimitedPerson(
        procuratorate=unit, who=who, name=name.strip(), left_on=left_on,
        of_person=of_person if is_relative else "", note=note.strip(),
        listed_by=person.code, listed_at=at,
    )  # fmt: skip
    return _listed(person, row, "list_person")


@transaction.atomic
def strike_person(
    person: Person, line_id: UUID, reason: str, *, at: datetime | None = None
) -> LimitedPerson:
    """Take a line back by a further one; both remain. Raises as `list_person`, and Http404."""
    require_lister(person)
    line = visible_limited(person).select_for_update().filter(pk=line_id, strikes=None).first()
    if line is None or LimitedPerson.objects.filter(strikes=line).exists():
        raise Http404
    if not reason.strip():
        raise refused("limited.incomplete")
    row = LimitedPerson(
        procuratorate=line.procuratorate, who=line.who, name=line.name, left_on=line.left_on,
        of_person=line.of_person, note=reason.strip(), strikes=line, listed_by=person.code,
        listed_at=at or timezone.now(),
    )  # fmt: skip
    return _listed(person, row, "strike_person")


def _listed(person: Person, row: LimitedPerson, kind: str) -> LimitedPerson:
    row.save()
    subject = (LIMITED, row.pk)
    record_added(
        person, row.procuratorate, subject, kind, row.listed_at, row.told,
        capacity=Role.INSPECTION,
    )  # fmt: skip
    return row
