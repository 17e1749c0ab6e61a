"""The acts of a trace in their order: those of the whole case, of the matter, of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xiezhi.casework.figures.path_branches import ORDERS
from xiezhi.casework.figures.timeline import said
from xiezhi.casework.figures.words import act_label, capacity_label, do_label
from xiezhi.documents.models import Document
from xiezhi.documents.trace.rows import TraceAct
from xiezhi.law import Pack, Procedure, State
from xiezhi.law.contents import shortened
from xiezhi.ledger.selectors import EntryRow

# Everything else is of the internal volume (内卷): never shown to who may not read it.
OPEN = frozenset(
    {
        "accept", "refuse_acceptance", "assign", "reassign", "join_member", "recuse", "note_facts",
        "move", "submit", "resolve", "decide", "receive_order", "issue_document", "serve", "reply",
        "extend", "exclude", "suspend", "resume", "close",
    }
)  # fmt: skip
RULED = ("opine", "decide", "resolve")  # acts that a rule on who decides speaks of


@dataclass(frozen=True, slots=True)
class Step:
    """An entry with the pack it was done under and the states before and after it."""

    entry: EntryRow
    pack: Pack
    before: State
    after: State


def acts_of(
    steps: Sequence[Step],
    document: Document,
    procedure: Procedure,
    names: Mapping[str, str],
    internal: bool,
) -> tuple[TraceAct, ...]:
    """Return the acts that a document rests on and those on it, in the order of the chain."""
    return tuple(
        _act(step, document, procedure, names, internal)
        for step in steps
        if _belongs(step, document)
    )


def _belongs(step: Step, document: Document) -> bool:
    """Whether an act is not one on another matter, party or document of the proceeding."""
    data = step.entry.data
    if data.get("document"):
        return str(data["document"]) == str(document.pk)
    touched = {
        key for key, now in step.after.matters.items() if step.before.matters.get(key) is not now
    }
    if data.get("matter"):
        return document.matter in {str(data["matter"]), *touched}
    if touched and step.entry.kind in RULED:
        return document.matter in touched
    return not data.get("subject") or not document.subject or data["subject"] == document.subject


def _act(
    step: Step, document: Document, procedure: Procedure, names: Mapping[str, str], internal: bool
) -> TraceAct:
    entry = step.entry
    is_internal = entry.kind not in OPEN
    closed = is_internal and not internal
    did = do_label(procedure, entry.data.get("do"))
    label = did if entry.kind == "move" and did else act_label(entry.kind)
    return TraceAct(
        seq=entry.seq,
        at=entry.at,
        label=_("内卷记录") if closed else label,
        who="" if closed else names.get(entry.by, entry.by),
        capacity="" if closed else capacity_label(entry.capacity),
        said="" if closed else _said(entry, did, names),
        rule=_rule(step, document),
        version=shortened(entry.rule_version),
        sha256=entry.sha256,
        sm3=entry.sm3,
        is_internal=is_internal,
        is_closed=closed,
    )


def _said(entry: EntryRow, did: str, names: Mapping[str, str]) -> str:
    """What an act says; of an instruction and a question, what was asked."""
    data = entry.data
    asked = ORDERS.get(str(data.get("what")), "") if entry.kind == "instruct" else ""
    told = said(entry.kind, data, did, names) or str(data.get("question") or "")
    return "：".join(str(part) for part in (asked, told) if part)


def _rule(step: Step, document: Document) -> str:
    """The rule on who decides, for an opinion or a decision; else the procedure."""
    matter = step.after.matters.get(document.matter)
    if matter is None or step.entry.kind not in RULED:
        return step.entry.rule
    opinion = matter.opinion
    if step.entry.kind == "opine" and opinion is not None and opinion.authority is not None:
        return opinion.authority.rule
    return matter.authority.rule
