"""Who has reported a month: records and nil reports count alike, and no list says which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from xiezhi.interference.data import reporting
from xiezhi.interference.models import MonthReport, Record
from xiezhi.interference.months import due_on, last_month, next_month
from xiezhi.organs import selectors as organs
from xiezhi.organs.directory import directory, names, standing_of
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month on one's own page: reported by records, by a nil report, or not yet."""

    month: date
    due_on: date
    has_records: bool
    reported: bool
    is_late: bool

    @property
    def is_missing(self) -> bool:
        """Whether neither a record nor a nil report is there."""
        return not (self.has_records or self.reported)


@dataclass(frozen=True, slots=True)
class DepartmentMonth:
    """A department's month for its head: who is missing, by name, and whether it is confirmed."""

    name: str
    month: date
    missing: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody of whom a month's report is missing, with the department they work in."""

    name: str
    department: str


def staff_of(unit: str, month: date) -> tuple[Person, ...]:
    """Return who reports a month in a unit: everybody in post on its last day, by code."""
    return tuple(organs.persons(unit, next_month(month) - timedelta(days=1)))


def has_records(code: str, month: date) -> bool:
    """Say whether a person recorded anything that happened in a month."""
    return in_month(month).filter(recorded_by=code).exists()


def headed_by(person: Person, unit: str, on: date) -> str:
    """Return the code of the department that a person heads in a unit, '' for none."""
    for post in organs.posts_of(person, on):
        if post.role == Role.DEPARTMENT_HEAD and post.procuratorate.code == unit:
            return str(post.department.code)
    return ""


def missing_in(unit: str, month: date, department: str = "") -> tuple[str, ...]:
    """Return who of a unit, or of one department, has not reported a month; codes, in order."""
    done = set(in_month(month).filter(procuratorate=unit).values_list("recorded_by", flat=True))
    nil = MonthReport.objects.filter(procuratorate=unit, month=month, department="")
    done |= set(nil.values_list("reported_by", flat=True))
    expected: Iterable[Person] = staff_of(unit, month)
    if department:
        last = next_month(month) - timedelta(days=1)
        expected = organs.persons(unit, last, department_code=department)
    return tuple(one.code for one in expected if one.code not in done)


def reminders(unit: str, month: date) -> tuple[Reminder, ...]:
    """Return of whom a month's report is missing, by department and code; nobody is counted."""
    standings = {one.code: one for one in directory(next_month(month) - timedelta(days=1))}
    missing = (standings[code] for code in missing_in(unit, month))
    found = [Reminder(one.name, one.department) for one in missing]
    return tuple(sorted(found, key=lambda one: one.department))


def own_months(person: Person, on: date) -> tuple[MonthState, ...]:
    """Return one's own last months, the latest first, as far as one was in post."""
    month, found = last_month(on), []
    for _number in range(reporting().monthly.months_shown):
        state = month_state(person, month, on)
        if state is not None:
            found.append(state)
        month = last_month(month)
    return tuple(found)


def month_state(person: Person, month: date, on: date) -> MonthState | None:
    """Return how one's own month stands, None for a month at whose end one held no post."""
    if not organs.posts_of(person, next_month(month) - timedelta(days=1)):
        return None
    nil = MonthReport.objects.filter(month=month, department="", reported_by=person.code)
    recorded, late = has_records(person.code, month), on > due_on(month)
    return MonthState(month, due_on(month), recorded, nil.exists(), late)


def department_month(person: Person, on: date) -> DepartmentMonth | None:
    """Return last month of the department a person heads, None for whoever heads none."""
    standing = standing_of(person, on)
    code = headed_by(person, standing.unit_code, on)
    if not code:
        return None
    month = last_month(on)
    done = MonthReport.objects.filter(
        procuratorate=standing.unit_code, month=month, department=code
    )
    missing = missing_in(standing.unit_code, month, code)
    known = names(set(missing))
    named = tuple(known[one] for one in missing)
    return DepartmentMonth(standing.department, month, named, done.exists())


def in_month(month: date) -> QuerySet[Record]:
    """Return the records of what happened in a month of Shanghai."""
    zone = timezone.get_default_timezone()
    from_at, until_at = (
        datetime.combine(day, time.min, zone) for day in (month, next_month(month))
    )
    return Record.objects.filter(happened_at__gte=from_at, happened_at__lt=until_at)
