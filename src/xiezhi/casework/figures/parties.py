"""The parties of a case as rows: measure, clock, plea, counsel, the opinion, whose hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xiezhi.casework.figures.spoken import spoken
from xiezhi.casework.figures.words import do_label
from xiezhi.law import Procedure, State
from xiezhi.law.forms import PAPERS
from xiezhi.law.state import ClockState, DocumentState

ACCUSED = frozenset({"suspect", "defendant", "offender"})


@dataclass(frozen=True, slots=True)
class PartyRow:
    """One party; `clock` is the nearest that binds this party or the whole case."""

    code: str
    name: str
    about: str
    role: str
    in_custody: bool
    measure: str
    place: str
    until_on: date | None
    clock: ClockState | None
    plea: str
    counsel: str
    opinion: str
    with_whom: str
    is_person: bool = True
    sent: str = ""
    reply: str = ""


def party_rows(
    parties: Iterable[Any], state: State, procedure: Procedure, on: date
) -> tuple[PartyRow, ...]:
    """Return a row a party; `parties` have the columns of casework's Party."""
    return tuple(_row(party, state, procedure, on) for party in parties)


def _row(party: Any, state: State, procedure: Procedure, on: date) -> PartyRow:
    matters = [m for m in state.matters.values() if m.subject in (None, party.code)]
    said = [do_label(procedure, m.opinion.do) for m in matters if m.opinion]
    decided = [do_label(procedure, m.decision.do) for m in matters if m.decision]
    keys = {m.key for m in matters}
    waits = [spoken(a.label) for a in state.awaiting if a.matter in keys or a.matter is None]
    plea = {True: _("是"), False: _("否"), None: "—"}[party.plea_leniency]
    return PartyRow(
        code=party.code,
        name=party.name,
        about=_about(party, on),
        role=party.get_role_display(),
        in_custody=party.custody == "in_custody",
        measure=party.get_custody_display() if party.kind == "person" else "—",
        place=party.custody_place,
        until_on=party.custody_until,
        clock=nearest(state, party.code),
        plea=plea,
        counsel=party.counsel or "—",
        opinion=_("已决定：%(what)s") % {"what": decided[-1]}
        if decided
        else "、".join(said) or "—",
        with_whom=_("、").join(dict.fromkeys(waits)) or "—",
        is_person=party.kind == "person",
        sent=_sent(state, party.code, on),
        reply=_reply(state, party.code, on),
    )


def is_criminal(parties: Iterable[Any]) -> bool:
    """Whether anybody stands accused or sentenced: only then are there measures and pleas."""
    return any(party.role in ACCUSED for party in parties)


def _sent(state: State, code: str, on: date) -> str:
    """Return 「纠正违法通知书 9月26日」 for what was served in the decided matters."""
    return "；".join(
        f"{PAPERS.get(document.template, document.template)} {_day(one.served_on, on)}"
        for document in _served(state, code)
        for one in document.services[-1:]
    )


def _reply(state: State, code: str, on: date) -> str:
    """Return when the last reply came and whether it satisfies, or that none has come."""
    served = _served(state, code)
    replies = [one for document in served for one in document.replies]
    if not replies:
        return _("尚未回复") if served else ""
    last = max(replies, key=lambda one: one.received_on)
    said = _("已认可") if last.accepted else _("未认可")
    return f"{_day(last.received_on, on)} {said}"


def _served(state: State, code: str) -> list[DocumentState]:
    return [d for d in state.documents if d.move and d.services and d.subject in (None, code)]


def _day(day: date, on: date) -> str:
    said = f"{day.month}月{day.day}日"
    return said if day.year == on.year else f"{day.year}年{said}"


def _about(party: Any, on: date) -> str:
    parts = [party.get_sex_display()] if party.sex else []
    if party.born_on:
        born = party.born_on
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        parts.append(_("%(n)d岁") % {"n": age})
    return " ".join(parts)


def nearest(state: State, code: str | None) -> ClockState | None:
    """Return the running clock that ends first among those of a party or of the case."""
    running = [
        clock
        for clock in state.clocks
        if clock.status == "running" and clock.subject in (None, code) and clock.deadline.due_on
    ]
    return min(running, key=lambda clock: clock.deadline.due_on or date.max, default=None)
