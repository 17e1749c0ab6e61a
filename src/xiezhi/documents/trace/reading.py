"""Reads the trace of a document of legal effect, from the entries of its proceeding alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.casework import engine
from xiezhi.casework.figures.case_view import names_in
from xiezhi.casework.figures.holders import office_of
from xiezhi.casework.selectors import parties_of
from xiezhi.documents.access import must_trace, reads_internal
from xiezhi.documents.models import Document
from xiezhi.documents.templates_in_force import label
from xiezhi.documents.trace.acts import Step, acts_of
from xiezhi.documents.trace.dissent import dissent_in, heard_in
from xiezhi.documents.trace.held import held_at
from xiezhi.documents.trace.rows import Decided, Ruling, Trace
from xiezhi.law import Act, Procedure
from xiezhi.law.authority import Authority
from xiezhi.law.replay import steps
from xiezhi.law.state import DecisionState, MatterState, Note, ObjectionState
from xiezhi.ledger.inspection import first_broken_of
from xiezhi.ledger.packs import pack_of
from xiezhi.ledger.selectors import EntryRow, entries_of

DEFAULT = re.compile(r"（文本未规定.*）$")


def trace_of(person: Any, document_id: UUID, on: date) -> Trace:
    """Return the trace of a document.

    What stands in the internal volume (opinions, reviews, votes, dissent, objections) is there
    only for who may read it; others see that there is an entry, its number and its digests.

    Raises:
        Refused: 403 when the person may not see the proceeding; 409 for a document that is not
            issued, or has no legal effect.
    """
    document = must_trace(person, document_id, on)
    return _Reading(document, on, internal=reads_internal(person, document.proceeding, on)).trace()


@dataclass(frozen=True)
class _Reading:
    """One document as read for one person."""

    document: Document
    on: date
    internal: bool

    @cached_property
    def entries(self) -> list[EntryRow]:
        return entries_of(engine.subject_of(self.document.proceeding_id))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every entry with the rules it was done under and the states around it."""
        done = [
            (Act(one.kind, one.at, one.by, one.capacity, one.data), one.rule_version)
            for one in self.entries
        ]
        walked = steps(self.document.proceeding.procedure_id, done, packs=pack_of)
        return tuple(
            Step(entry, pack, before, after)
            for entry, (pack, before, after) in zip(self.entries, walked, strict=True)
        )

    @cached_property
    def deciding(self) -> Step:
        return next(s for s in self.steps if s.entry.seq == self.document.decision_seq)

    @cached_property
    def matter(self) -> MatterState:
        """The matter as it stood when it was decided."""
        return self.deciding.after.matters[self.document.matter]

    @cached_property
    def decision(self) -> DecisionState:
        return self.matter.decisions[-1]

    @cached_property
    def procedure(self) -> Procedure:
        versions = (entry.rule_version for entry in self.entries)
        first = self.deciding.entry.rule_version
        return engine.procedure_read(self.document.proceeding, (first, *versions))

    @cached_property
    def names(self) -> dict[str, str]:
        people = {entry.by for entry in self.entries} | set(self.deciding.after.on_team)
        people |= {self.document.issued_by_id or ""}
        parties = parties_of(self.document.proceeding.case_id)
        named = names_in(self.steps[-1].after, list(parties), people)
        return {**named, "committee": _("检察委员会")}

    def trace(self) -> Trace:
        document, proceeding = self.document, self.document.proceeding
        deciding, matter = self.deciding, self.matter
        against = self._objections()
        dissent = dissent_in(matter, self.decision, against, self.procedure, self.names)
        return Trace(
            document_id=document.pk,
            document=label(document.template),
            number=document.number or "",
            issued_by=self.names.get(document.issued_by_id or "", ""),
            issued_at=document.issued_at,
            sha256=document.sha256,
            proceeding_id=proceeding.pk,
            proceeding_number=proceeding.number,
            case_title=proceeding.case.title,
            procuratorate=proceeding.procuratorate.name,
            decided=self._decided(),
            proposed=self._proposed(),
            acts=acts_of(self.steps, document, self.procedure, self.names, self.internal),
            heard=heard_in(matter, self.names) if self.internal else (),
            dissent=dissent if self.internal else (),
            held=held_at(
                proceeding, deciding.before, deciding.entry, deciding.pack, document.subject
            ),
            defaults=tuple(self._defaults(matter)),
            reads_internal=self.internal,
            chain=deciding.entry.chain,
            broken=first_broken_of(engine.subject_of(proceeding.pk)),
        )

    def _objections(self) -> Iterator[ObjectionState]:
        """The objections against this decision: those until the matter was decided again."""
        last, made = self.steps[-1].after, self.matter.decisions
        later = last.matters[self.document.matter].decisions[len(made) :]
        for one in last.objections:
            is_later = bool(later) and one.at >= later[0].at
            if one.matter == self.document.matter and one.at >= made[-1].at and not is_later:
                yield one

    def _decided(self) -> Decided:
        made, entry = self.decision, self.deciding.entry
        move = self.procedure.move(made.do)
        office = office_of(self.document.proceeding, self.on)
        asked = self.matter.authority.matter
        return Decided(
            label=move.label if move else made.do,
            decider=self.names.get(made.by, made.by),
            capacity=entry.capacity,
            level=made.level,
            at=made.at,
            reasons=made.reasons,
            seq=entry.seq,
            ruling=_ruling(self.matter.authority, timezone.localdate(made.at)),
            entrusting=office.entrusting(asked, made) if made.by_delegation else None,
            by_delegation=made.by_delegation,
            handlers=tuple(self.names.get(p, p) for p in sorted(self.deciding.after.prosecutors)),
        )

    def _proposed(self) -> Ruling | None:
        """Who had to decide when it was proposed, where that was told otherwise."""
        opinion = self.matter.opinion
        if opinion is None or opinion.authority is None:
            return None
        then, decided = opinion.authority, self.matter.authority
        if then.under == decided.under and then.version == decided.version:
            return None
        return _ruling(then, timezone.localdate(opinion.at))

    def _defaults(self, matter: MatterState) -> Iterator[Note]:
        """The defaults applied where the text is silent; their occasion for who may read it."""
        for note in matter.notes:
            found = DEFAULT.search(note.text)
            if note.in_text or found is None:
                continue
            yield note if self.internal else replace(note, text=found.group().strip("（）"))


def _ruling(authority: Authority, on: date) -> Ruling:
    won = next((ground for ground in authority.grounds if ground.won), None)
    return Ruling(
        on=on,
        rule=authority.rule,
        label=won.label if won else authority.label,
        level=authority.level,
        citation=authority.citation,
        grounds=authority.grounds,
        lists=authority.lists,
        version=authority.version,
    )
