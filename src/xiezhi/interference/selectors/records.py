"""Records for pages: one's own, one record with its course, the register of a month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from xiezhi.interference import access
from xiezhi.interference.actions.look import look, look_at_register
from xiezhi.interference.models import Record
from xiezhi.interference.months import next_month
from xiezhi.interference.selectors.course import Course, courses_of
from xiezhi.interference.selectors.months import Reminder, in_month, missing_in, reminders
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in a list; ``recorded`` is its instant to the millisecond, in Shanghai."""

    id: UUID
    recorded: str
    happened_at: datetime
    author: str
    department: str
    matter: str
    relation: str
    who: str
    way: str
    number: str
    said: str
    nature: str
    verdict: str
    verdict_label: str
    supplements: int
    handed: int


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record with what came after, and what this reader may add to it."""

    line: RecordLine
    course: Course
    proceeding: UUID | None
    is_mine: bool
    may_verify: bool
    may_hand_over: bool
    signs: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Register:
    """The records of a unit that happened in a month, and of whom the report is missing."""

    unit: str
    month: date
    lines: tuple[RecordLine, ...]
    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class UnitTotal:
    """How many records a unit below has of a month, how many verified, reports missing."""

    name: str
    records: int
    verified: int
    missing: int


def own_records(person: Person) -> tuple[RecordLine, ...]:
    """Return what a person recorded, the latest first."""
    return _lines(Record.objects.filter(recorded_by=person.code))


def record_page(person: Person, record_id: UUID) -> RecordPage:
    """Return one record; reading another's is written down.

    Raises:
        Http404: the person may not know of it.
    """
    record = access.visible_records(person).filter(pk=record_id).first()
    if record is None:
        raise Http404
    look(person, record)
    course = courses_of([record])[record.pk]
    signs = {one.pk for one in record.hand_overs.all() if access.signs_for(person, one)}
    return RecordPage(
        line=_line(record, course, names({record.recorded_by})),
        course=course,
        proceeding=record.proceeding,
        is_mine=record.recorded_by == person.code,
        may_verify=access.verifies(person, record),
        may_hand_over=access.hands_over(person, record),
        signs=frozenset(signs),
    )


def register_of(person: Person, month: date, how: str = "page") -> Register:
    """Return the register of the reader's unit for a month; the reading is written down.

    Of whom the report is missing is told of a month that is over.

    Raises:
        Refused: 403 for anybody but inspection and the chief.
    """
    unit = access.require_register(person)
    seen = access.visible_records(person).values("pk")
    found = list(in_month(month).filter(procuratorate=unit, pk__in=seen))
    look_at_register(person, unit, f"{month:%Y-%m}", found, how)
    over = next_month(month) <= timezone.localdate()
    return Register(unit, month, _lines(found), reminders(unit, month) if over else ())


def handed_to(person: Person) -> tuple[RecordLine, ...]:
    """Return the records of other units handed to the reader's for verification or notice.

    The reading is written down.
    """
    own = access.units(person, access.READERS)
    others = access.visible_records(person).exclude(procuratorate__in=own)
    found = list(others.exclude(recorded_by=person.code))
    for unit in sorted({one.procuratorate for one in found}):
        shown = [one for one in found if one.procuratorate == unit]
        look_at_register(person, unit, "handed", shown, "page")
    return _lines(found)


def totals_below(person: Person, month: date) -> tuple[UnitTotal, ...]:
    """Return the totals of every unit led by the reader's own, by code of the unit."""
    found = []
    for unit in access.units_below(person):
        records = list(in_month(month).filter(procuratorate=unit.code))
        verified = sum(bool(course.verdict) for course in courses_of(records).values())
        missing = len(missing_in(unit.code, month))
        found.append(UnitTotal(unit.name, len(records), verified, missing))
    return tuple(found)


def _lines(records: Iterable[Record]) -> tuple[RecordLine, ...]:
    records = list(records)
    courses = courses_of(records)
    known = names({one.recorded_by for one in records})
    return tuple(_line(one, courses[one.pk], known) for one in records)


def _line(record: Record, course: Course, known: dict[str, str]) -> RecordLine:
    return RecordLine(
        id=record.pk,
        recorded=instant_said(record.recorded_at),
        happened_at=record.happened_at,
        author=known.get(record.recorded_by, record.recorded_by),
        department=record.department,
        matter=str(record.get_matter_display()),
        relation=str(record.get_relation_display()),
        who=" ".join(part for part in (record.name, record.unit_and_post) if part),
        way=str(record.get_way_display()),
        number=record.number,
        said=record.said,
        nature=str(record.get_nature_display()),
        verdict=course.verdict,
        verdict_label=course.verdict_label,
        supplements=len(course.supplements),
        handed=len(course.hand_overs),
    )


def instant_said(at: datetime) -> str:
    """Return an instant of Shanghai to the millisecond: 2026-03-05 10:12:33.456."""
    return timezone.localtime(at).isoformat(sep=" ", timespec="milliseconds")[:23]
