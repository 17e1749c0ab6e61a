"""Check backwards (倒查) from a case of discipline or a corrected case to missing records."""

import re
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from xiezhi.casework.selectors import (
    Brief,
    beside,
    proceeding_numbered,
    procuratorate_of,
    touched_by,
)
from xiezhi.interference.access import require_checker, visible_checks
from xiezhi.interference.actions.recording import CHECK, record_added
from xiezhi.interference.models import ReverseCheck
from xiezhi.interference.refusing import refused
from xiezhi.interference.reverse import days_of
from xiezhi.interference.selectors.answers import answers_of
from xiezhi.interference.words import DayResult
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

CONTACT = re.compile(r"^(?P<on>\d{4}-\d{2}-\d{2})\s+(?P<what>.+)$")


@transaction.atomic
def open_check(
    person: Person,
    ground: str,
    *,
    about: str = "",
    number: str = "",
    contacts: str = "",
    at: datetime | None = None,
) -> ReverseCheck:
    """Open a check about a person of the unit or one of its proceedings, and keep its days.

    ``contacts``: one a line, day and words, as the decision established them.

    Raises:
        Refused: 403 for anybody but inspection, or about oneself; 409 without a ground, without
            somebody or some proceeding of the unit, or a contact written otherwise.
    """
    at = at or timezone.now()
    unit = require_checker(person)
    if about == person.code:
        raise refused("check.not_inspection")
    if not ground.strip():
        raise refused("check.no_ground")
    stated = [_contact(line) for line in contacts.splitlines() if line.strip()]
    proceeding, touched = _touched(unit, about, number.strip(), at)
    days = days_of(unit, about, touched, stated)
    check = ReverseCheck(
        procuratorate=unit, ground=ground.strip(), about=about, proceeding=proceeding,
        contacts=[[on.isoformat(), what] for on, what in stated],
        days=[one.told for one in days], opened_by=person.code, opened_at=at,
    )  # fmt: skip
    check.save()
    _record(person, check, "open_check", check.told, at)
    return check


@transaction.atomic
def answer_day(
    person: Person, check_id: UUID, key: str, result: str, note: str, *, at: datetime | None = None
) -> ReverseCheck:
    """Write down what was found of one day.

    Raises:
        Refused: 403 for anybody but inspection; 409 without result and note, when it was
            answered, or the check is closed.
        Http404: no such check or day to this person.
    """
    check = _open(person, check_id)
    if key not in {one["key"] for one in check.days}:
        raise Http404
    if key in answers_of(check).days:
        raise refused("check.answered")
    if result not in DayResult.values or not note.strip():
        raise refused("check.no_answer")
    data = {"key": key, "result": result, "text": note.strip()}
    _record(person, check, "answer_day", data, at or timezone.now())
    return check


@transaction.atomic
def close_check(
    person: Person, check_id: UUID, conclusion: str, *, at: datetime | None = None
) -> ReverseCheck:
    """Close a check with its conclusion. Raises as `answer_day`, and 409 while days are open."""
    check = _open(person, check_id)
    if not conclusion.strip():
        raise refused("check.no_answer")
    if len(answers_of(check).days) < len(check.days):
        raise refused("check.still_open")
    _record(person, check, "close_check", {"text": conclusion.strip()}, at or timezone.now())
    return check


def _open(person: Person, check_id: UUID) -> ReverseCheck:
    check = visible_checks(person).select_for_update().filter(pk=check_id).first()
    if check is None:
        raise Http404
    require_checker(person)
    if answers_of(check).closed_at is not None:
        raise refused("check.closed")
    return check


def _touched(
    unit: str, about: str, number: str, at: datetime
) -> tuple[UUID | None, tuple[Brief, ...]]:
    if about:
        known = {one.code for one in organs.persons(unit, timezone.localdate(at))}
        touched = touched_by(about, unit)
        if about in known or touched:
            return None, touched
    proceeding = proceeding_numbered(number) if number else None
    if proceeding is None or procuratorate_of(proceeding) != unit:
        raise refused("check.nobody")
    return proceeding, beside(proceeding)


def _contact(line: str) -> tuple[date, str]:
    found = CONTACT.match(line.strip())
    try:
        return date.fromisoformat(found["on"]), found["what"].strip()
    except (TypeError, ValueError) as wrong:
        raise refused("check.contact", line.strip()) from wrong


def _record(
    person: Person, check: ReverseCheck, kind: str, data: dict[str, object], at: datetime
) -> None:
    subject = (CHECK, check.pk)
    record_added(person, check.procuratorate, subject, kind, at, data, capacity=Role.INSPECTION)
