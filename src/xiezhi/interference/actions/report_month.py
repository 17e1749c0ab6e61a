"""The monthly report: a person had nothing to record; a head confirms that all have reported."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from xiezhi.interference.actions.recording import MONTH, record_added
from xiezhi.interference.models import MonthReport
from xiezhi.interference.months import next_month
from xiezhi.interference.refusing import refused
from xiezhi.interference.selectors.months import has_records, headed_by, missing_in, staff_of
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person
from xiezhi.organs.selectors import actor_of


@transaction.atomic
def report_nothing(person: Person, month: date, *, at: datetime | None = None) -> MonthReport:
    """Confirm that a person had nothing to record in a month that is over.

    Raises:
        Refused: 409 for a month that is not over, in which the person had no post here or has
            recorded something, or that was reported.
    """
    at = at or timezone.now()
    unit = _unit(person, month, at)
    if person.code not in {one.code for one in staff_of(unit, month)}:
        raise refused("month.not_here")
    if has_records(person.code, month):
        raise refused("month.has_records")
    return _report(person, unit, month, "", at)


@transaction.atomic
def confirm_department(person: Person, month: date, *, at: datetime | None = None) -> MonthReport:
    """Confirm as head that everybody of the department has reported, records or nothing.

    The head is not told who recorded something. Raises Refused: 403 for anybody but a head, 409
    while somebody is missing, named, or when it was confirmed.
    """
    at = at or timezone.now()
    unit = _unit(person, month, at)
    department = headed_by(person, unit, timezone.localdate(at))
    if not department:
        raise refused("month.not_head")
    missing = missing_in(unit, month, department)
    if missing:
        raise refused("month.still_missing", "、".join(names(set(missing)).values()))
    return _report(person, unit, month, department, at)


def _unit(person: Person, month: date, at: datetime) -> str:
    on = timezone.localdate(at)
    if on < next_month(month):
        raise refused("month.not_over")
    return actor_of(person, on).procuratorate


def _report(person: Person, unit: str, month: date, department: str, at: datetime) -> MonthReport:
    found = MonthReport.objects.filter(procuratorate=unit, month=month, department=department)
    mine = found if department else found.filter(reported_by=person.code)
    if mine.exists():
        raise refused("month.reported")
    report = MonthReport(
        procuratorate=unit, month=month, department=department, reported_by=person.code,
        reported_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError as twice:
        raise refused("month.reported") from twice
    kind = "confirm_department" if department else "report_nothing"
    record_added(person, unit, (MONTH, report.pk), kind, at, report.told)
    return report
