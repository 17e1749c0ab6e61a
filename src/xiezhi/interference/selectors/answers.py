"""Reverse checks for pages: the days found when one was opened, and what was found of each."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from xiezhi.interference import access
from xiezhi.interference.actions.recording import CHECK
from xiezhi.interference.models import ReverseCheck
from xiezhi.interference.words import DayResult
from xiezhi.ledger.selectors import entries_of
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class Answer:
    """What inspection found of a day."""

    result: str
    label: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers by the day's key, and the conclusion once the check is closed."""

    days: dict[str, Answer] = field(default_factory=dict)
    conclusion: str = ""
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CheckedDay:
    """A day of a check with its answer; ``kind`` is act, contact or access."""

    key: str
    kind: str
    on: date
    what: str
    number: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class CheckPage:
    """One reverse check."""

    id: UUID
    ground: str
    about: str
    opened_by: str
    opened_at: datetime
    days: tuple[CheckedDay, ...]
    answers: Answers
    may_answer: bool


def answers_of(check: ReverseCheck) -> Answers:
    """Return what was found so far; access is the caller's question."""
    entries = entries_of((CHECK, str(check.pk)))
    known = names({entry.by for entry in entries})
    closed = next((one for one in entries if one.kind == "close_check"), None)
    days = {
        str(one.data["key"]): Answer(
            one.data["result"], str(DayResult(one.data["result"]).label), one.data["text"],
            known.get(one.by, one.by), one.at,
        )
        for one in entries
        if one.kind == "answer_day"
    }  # fmt: skip
    return Answers(days, closed.data["text"] if closed else "", closed.at if closed else None)


def checks_seen(person: Person) -> tuple[CheckPage, ...]:
    """Return the reverse checks a person may know of, the latest first."""
    return tuple(_page(person, one) for one in access.visible_checks(person))


def check_page(person: Person, check_id: UUID) -> CheckPage:
    """Return one check. Raises Http404 when the person may not know of it."""
    check = access.visible_checks(person).filter(pk=check_id).first()
    if check is None:
        raise Http404
    return _page(person, check)


def _page(person: Person, check: ReverseCheck) -> CheckPage:
    answers = answers_of(check)
    known = names({check.about, check.opened_by})
    inspects = check.procuratorate in access.units(person, access.INSPECTORS)
    return CheckPage(
        id=check.pk,
        ground=check.ground,
        about=known.get(check.about, check.about) if check.about else "",
        opened_by=known.get(check.opened_by, check.opened_by),
        opened_at=check.opened_at,
        days=tuple(
            CheckedDay(
                one["key"], one["kind"], date.fromisoformat(one["on"]), one["what"],
                one["number"], answers.days.get(one["key"]),
            )
            for one in check.days
        ),
        answers=answers,
        may_answer=inspects and answers.closed_at is None,
    )  # fmt: skip
