"""Everything the case page shows of one proceeding, read for one person on one day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from xiezhi.casework import engine
from xiezhi.casework.access import must_see, visible_proceedings
from xiezhi.casework.figures import clocks
from xiezhi.casework.figures.decision_path import DecisionPath, path_of
from xiezhi.casework.figures.holders import office_of
from xiezhi.casework.figures.moves import Moves, moves_of
from xiezhi.casework.figures.opinions import MatterSaid, opinions_of
from xiezhi.casework.figures.papers import Paper, papers_of
from xiezhi.casework.figures.parties import PartyRow, is_criminal, party_rows
from xiezhi.casework.figures.timeline import Line, lines_of
from xiezhi.casework.figures.track import TrackStage, track_of
from xiezhi.casework.figures.words import capacity_label
from xiezhi.law import Procedure, State
from xiezhi.law.contents import shortened
from xiezhi.law.state import Note
from xiezhi.ledger.inspection import first_broken_of
from xiezhi.ledger.packs import pack_of
from xiezhi.ledger.selectors import EntryRow, entries_of
from xiezhi.organs.directory import names as names_of_persons
from xiezhi.organs.directory import standing_of
from xiezhi.organs.selectors import actor_of


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the handling team, with the role held in it."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case page; `lines` only on the tabs that show them, `broken` only on the ledger's."""

    id: UUID
    title: str
    case_title: str
    number: str
    procedure: str
    procedure_id: str
    pack_version: str
    chain: str
    on: date
    me: str
    my_role: str
    team: tuple[Member, ...]
    parties: tuple[PartyRow, ...]
    is_criminal: bool
    track: tuple[TrackStage, ...]
    moves: Moves
    paths: tuple[DecisionPath, ...]
    clocks: tuple[clocks.ClockRow, ...]
    clocks_said: str
    papers: tuple[Paper, ...]
    waits: tuple[str, ...]
    notes: tuple[Note, ...]
    related: tuple[Any, ...]
    is_assigned: bool
    entries: int
    lines: tuple[Line, ...] = field(default=())
    opinions: tuple[MatterSaid, ...] = field(default=())
    broken: str = ""

    @property
    def may_note(self) -> bool:
        """Whether the reader may register facts, a changed measure among them."""
        return any(row.kind == "note_facts" for row in self.moves.at_hand)


def case_view(person: Any, proceeding_id: UUID | str, on: date, tab: str = "") -> CaseView:
    """Return the case page of a proceeding.

    Raises:
        Refused: 403 when the person may not see it.
    """
    proceeding = must_see(person, proceeding_id, on)
    return _Reading(person, proceeding, on).view(tab)


@dataclass(frozen=True)
class _Reading:
    """One proceeding as read for one person; each part of the page is worked out once."""

    person: Any
    proceeding: Any
    on: date

    @cached_property
    def state(self) -> State:
        return engine.state_of(self.proceeding)

    @cached_property
    def procedure(self) -> Procedure:
        return self.procedure_under(self.proceeding.pack_version)

    def procedure_under(self, version: str) -> Procedure:
        """Return the procedure as an act done under a version is read."""
        found = self.procedures.get(version)
        if found is None:
            versions = dict.fromkeys(entry.rule_version for entry in reversed(self.entries))
            found = engine.procedure_read(self.proceeding, (version, *versions))
            self.procedures[version] = found
        return found

    @cached_property
    def procedures(self) -> dict[str, Procedure]:
        return {}

    @cached_property
    def entries(self) -> list[EntryRow]:
        return entries_of(engine.subject_of(self.proceeding.pk))

    @cached_property
    def parties(self) -> list[Any]:
        return list(self.proceeding.case.parties.all())

    @cached_property
    def names(self) -> dict[str, str]:
        return names_in(self.state, self.parties, {entry.by for entry in self.entries})

    def view(self, tab: str) -> CaseView:
        state, names, procedure = self.state, self.names, self.procedure
        rows = clocks.clock_rows(state.clocks, names, pack_of)
        offers = engine.offers_to(self.proceeding, actor_of(self.person, self.on), self.on)
        matters = state.matters.values()
        office = office_of(self.proceeding, self.on)
        return CaseView(
            **self._head(),
            parties=party_rows(self.parties, state, procedure, self.on),
            is_criminal=is_criminal(self.parties),
            track=track_of(state, procedure, names, self.on),
            moves=moves_of(offers, self.proceeding.pk, names, state, self.person.code),
            paths=tuple(
                path_of(
                    m, state, self.procedure_under(m.authority.version), names, self.on, office
                )
                for m in matters
            ),
            clocks=rows,
            clocks_said=clocks.said(rows),
            papers=papers_of(state, names, self.proceeding.pk),
            waits=tuple(dict.fromkeys(waiting.label for waiting in state.awaiting)),
            notes=state.notes,
            related=_related(self.person, self.proceeding, self.on),
            **self._tab(tab),
        )

    def _head(self) -> dict[str, Any]:
        members = self.state.members
        size = len(self.state.team)
        return {
            "id": self.proceeding.pk,
            "title": self.proceeding.title,
            "case_title": self.proceeding.case.title,
            "number": self.proceeding.number,
            "procedure": self.procedure.label,
            "procedure_id": self.procedure.id,
            "pack_version": shortened(self.proceeding.pack_version),
            "chain": self.proceeding.procuratorate_id,
            "on": self.on,
            "me": self.person.name,
            "my_role": standing_of(self.person, self.on).role,
            "team": tuple(
                Member(team_role(role, size), self.names.get(code, code))
                for role, code in members.items()
            ),
            "is_assigned": bool(members.get("handler")),
            "entries": len(self.entries),
        }

    def _tab(self, tab: str) -> dict[str, Any]:
        if tab == "opinions":
            return {"opinions": opinions_of(self.state, self.procedure_under, self.names)}
        if tab not in {"timeline", "ledger"}:
            return {}
        lines = lines_of(self.entries, self.procedure_under, self.names)
        found: dict[str, Any] = {"lines": lines}
        if tab == "ledger":
            found["broken"] = first_broken_of(engine.subject_of(self.proceeding.pk))
        return found


def names_in(state: State, parties: Sequence[Any], codes: set[str]) -> dict[str, str]:
    """Return the names of everybody the page may mention: staff and parties by code."""
    people = set(codes) | set(state.members.values()) | {m.person for m in state.team}
    for matter in state.matters.values():
        people |= {o.by for o in matter.opinions} | {r.by for r in matter.reviews}
        people |= {d.by for d in matter.decisions} | {h.person for h in matter.heard}
        people |= {i.by for i in matter.instructions}
        people |= {code for m in matter.meetings for code in (m.convened_by, *m.opinions)}
        people |= {code for d in matter.decisions for code in d.votes}
    return names_of_persons(people) | {party.code: party.name for party in parties}


def team_role(role: str, size: int) -> str:
    """Return 独任检察官 for a handler alone, 承办检察官 in a team, else the role's name."""
    if role == "handler":
        return _("独任检察官") if size <= 1 else _("承办检察官")
    return _("主办检察官") if role == "lead" else capacity_label(role)


def _related(person: Any, proceeding: Any, on: date) -> tuple[Any, ...]:
    others = visible_proceedings(person, on).filter(case_id=proceeding.case_id)
    return tuple(others.exclude(pk=proceeding.pk)[:8])
