"""What the file held at a moment, from the ledger alone: evidence, documents, facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xiezhi.documents.models import Document
from xiezhi.documents.templates_in_force import label
from xiezhi.documents.trace.rows import Held, HeldItem
from xiezhi.law import Fact, Pack, State
from xiezhi.ledger.selectors import EntryRow, entries_of


def held_at(proceeding: Any, state: State, decision: EntryRow, pack: Pack, subject: str) -> Held:
    """Return what was on file when a decision was recorded.

    `state` is the proceeding's before the decision and `pack` the rules of its day: facts are told
    by the labels of that pack. Evidence counts by its place in the same chain, else by its time.
    """
    evidence = _evidence(str(proceeding.case_id), decision)
    documents = Document.objects.filter(
        proceeding__case_id=proceeding.case_id, issued_at__lt=decision.at
    ).order_by("issued_at")
    return Held(
        at=decision.at,
        evidence=evidence,
        documents=tuple(
            HeldItem(one.number or "", label(one.template), _on(one.issued_at))
            for one in documents.only("number", "template", "issued_at")
        ),
        facts=_facts(state, pack, subject),
    )


def _evidence(case_id: str, decision: EntryRow) -> tuple[HeldItem, ...]:
    """Fold the acts on evidence that came before: entered, excluded, readmitted."""
    named: dict[int, str] = {}
    state: dict[int, str] = {}
    for entry in entries_of(("case", case_id)):
        if not _came_before(entry, decision) or "no" not in entry.data:
            continue
        no = int(entry.data["no"])
        if entry.kind == "add_evidence":
            named[no], state[no] = str(entry.data["name"]), _("采纳")
        elif entry.kind == "exclude_evidence":
            state[no] = _("排除：%(reason)s") % {"reason": entry.data["reason"]}
        elif entry.kind == "readmit_evidence":
            state[no] = _("恢复采纳")
    return tuple(HeldItem(str(no), named[no], state[no]) for no in sorted(named))


def _came_before(entry: EntryRow, decision: EntryRow) -> bool:
    if entry.chain == decision.chain:
        return entry.seq < decision.seq
    return entry.at < decision.at


def _facts(state: State, pack: Pack, subject: str) -> tuple[HeldItem, ...]:
    known = {**state.facts, **state.parties.get(subject, {})}
    return tuple(
        HeldItem("", pack.facts[name].label, _told(value, pack.facts[name]))
        for name, value in sorted(known.items())
        if name in pack.facts and value not in (None, "")
    )


def _told(value: object, fact: Fact) -> str:
    if isinstance(value, str) and value in fact.choices:
        return fact.choices[value]
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _on(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
