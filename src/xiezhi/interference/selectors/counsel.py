"""Warnings about counsel and the list of limited persons, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from xiezhi.interference import access
from xiezhi.interference.actions.decide_warning import team_in
from xiezhi.interference.actions.recording import WARNING
from xiezhi.interference.data import practice_limits
from xiezhi.interference.models import CounselWarning, LimitedPerson
from xiezhi.interference.words import WarningResult
from xiezhi.law import Citation
from xiezhi.ledger.selectors import EntryRow, entries_among
from xiezhi.organs.directory import names
from xiezhi.organs.models import Person


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning with its limit and, once a person decided, their decision."""

    id: UUID
    number: str
    party: str
    counsel: str
    name: str
    limit: str
    citation: Citation | None
    exempt: Citation | None
    evidence: str
    proposed_at: datetime
    result: str
    reason: str
    decided_by: str
    may_decide: bool = False


@dataclass(frozen=True, slots=True)
class LimitedLine:
    """A line of the list; ``struck`` is why it was taken back."""

    id: UUID
    who: str
    name: str
    left_on: date | None
    of_person: str
    note: str
    struck: str


def warnings_seen(person: Person) -> tuple[WarningLine, ...]:
    """Return the warnings a person may know of, the latest first."""
    return _lines(access.visible_warnings(person))


def warning_page(person: Person, warning_id: UUID) -> WarningLine:
    """Return one warning. Raises Http404 when the person may not know of it."""
    found = access.visible_warnings(person).filter(pk=warning_id).first()
    if found is None:
        raise Http404
    may = access.decides_warning(person, found, team_in(found.case))
    return _lines([found], may_decide=may)[0]


def undecided(person: Person, case_id: UUID | None) -> tuple[CounselWarning, ...]:
    """Return the warnings of a case on which nobody has decided yet."""
    found = list(access.visible_warnings(person).filter(case=case_id))
    decided = _decisions(found)
    return tuple(one for one in found if str(one.pk) not in decided)


def limited_seen(person: Person) -> tuple[LimitedLine, ...]:
    """Return the list of limited persons, with what was taken back, by name."""
    rows = list(access.visible_limited(person).select_related("struck_by"))
    known = names({one.of_person for one in rows})
    return tuple(_limited(one, known) for one in rows if one.strikes_id is None)


def _limited(row: LimitedPerson, known: dict[str, str]) -> LimitedLine:
    struck = getattr(row, "struck_by", None)
    return LimitedLine(
        row.pk, str(row.get_who_display()), row.name, row.left_on,
        known.get(row.of_person, row.of_person), row.note, struck.note if struck else "",
    )  # fmt: skip


def _lines(rows: Iterable[CounselWarning], *, may_decide: bool = False) -> tuple[WarningLine, ...]:
    rows = list(rows)
    decided = _decisions(rows)
    known = names({one.by for one in decided.values()})
    exempt = practice_limits()["exception"].citation
    return tuple(
        WarningLine(
            row.pk, row.number, row.party, row.counsel, row.name,
            practice_limits()[row.limit].label, practice_limits()[row.limit].citation, exempt,
            row.evidence, row.proposed_at, *_decision(decided.get(str(row.pk)), known),
            may_decide and str(row.pk) not in decided,
        )
        for row in rows
    )  # fmt: skip


def _decision(entry: EntryRow | None, known: dict[str, str]) -> tuple[str, str, str]:
    if entry is None:
        return "", "", ""
    result = str(WarningResult(entry.data["result"]).label)
    return result, entry.data["text"], known.get(entry.by, entry.by)


def _decisions(rows: list[CounselWarning]) -> dict[str, EntryRow]:
    found = entries_among(WARNING, [str(one.pk) for one in rows])
    return {
        key: entry for key, entries in found.items() for entry in entries
        if entry.kind == "decide_warning"
    }  # fmt: skip
