"""Whom a limit may concern among the counsel of a new case: a name, for a person to judge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from xiezhi.interference.data import PracticeLimit, practice_limits
from xiezhi.interference.models import LimitedPerson
from xiezhi.law.counting import add_months
from xiezhi.organs import selectors as organs
from xiezhi.organs.selectors import former_prosecutors


@dataclass(frozen=True, slots=True)
class Known:
    """One whom a limit may concern: name, kind, unit, day of leaving, what the office knows."""

    who: str
    name: str
    unit: str
    left_on: date | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Match:
    """A name found among counsel and the limit it meets, by id."""

    limit: str
    name: str
    evidence: str


def matches(counsel: str, unit: str, on: date) -> Iterator[Match]:
    """Yield whom a text of counsel may mean and which limit; a name says no more than perhaps."""
    for known in _known(unit, on):
        if known.name in counsel:
            for key, limit in practice_limits().items():
                if limit.who == known.who and _meets(limit, known, unit, on):
                    yield Match(key, known.name, known.evidence)


def _meets(limit: PracticeLimit, known: Known, unit: str, on: date) -> bool:
    if limit.units == "own" and known.unit != unit:
        return False
    if limit.lasts is None:
        return True
    if known.left_on is None:
        return False
    end = add_months(known.left_on, limit.lasts.months, month_end_to_month_end=False)
    return known.left_on <= on < end


def _known(unit: str, on: date) -> Iterator[Known]:
    names = dict(organs.units())
    for name, code, where, left_on in former_prosecutors(on):
        said = f"{name}（{code}）曾在{names.get(where, where)}任检察官，{left_on} 离任"
        yield Known(LimitedPerson.Who.FORMER, name, where, left_on, said)
    listed = LimitedPerson.objects.filter(strikes__isnull=True, struck_by__isnull=True)
    serving = {one.code for one in organs.persons(unit, on)}
    for row in listed:
        if row.who == LimitedPerson.Who.RELATIVE and row.of_person not in serving:
            continue
        left = f"，{row.left_on} 离开" if row.left_on else ""
        said = f"从业限制名单：{row.get_who_display()}{left}。{row.note}"
        yield Known(row.who, row.name, row.procuratorate, row.left_on, said)
