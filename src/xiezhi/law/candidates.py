"""The acts that could come next in a state, whoever might do them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xiezhi.law import clocks
from xiezhi.law.acts import JSON
from xiezhi.law.citations import Citation
from xiezhi.law.context import Context
from xiezhi.law.fields import FieldSpec
from xiezhi.law.forms import FORMS, LABELS, PAPERS
from xiezhi.law.matters import find_matter, unheard
from xiezhi.law.procedure_rules import Move
from xiezhi.law.state import MatterState, State

# acts in the order in which they press: what stops others first, bookkeeping last
URGENCY = (
    "answer_objection", "sign_record", "resolve", "decide", "review", "submit", "hold_meeting",
    "accept", "assign", "issue_document", "serve", "object", "opine", "move", "hear_member",
    "reply", "extend", "instruct", "request_meeting", "close", "receive_order", "note_facts",
    "reassign", "join_member", "recuse", "exclude", "suspend", "resume", "refuse_acceptance",
    "annotate",
)  # fmt: skip


@dataclass(frozen=True)
class Candidate:
    """An act that could be tried: its kind, what is known of its data, and its form."""

    kind: str
    label: str
    do: str = ""
    subject: str | None = None
    matter: str | None = None
    data: Mapping[str, JSON] = field(default_factory=dict)
    fields: tuple[FieldSpec, ...] = ()
    documents: tuple[str, ...] = ()
    citation: Citation | None = None
    authority: str | None = None


def candidates(context: Context, state: State) -> Iterator[Candidate]:
    """Every act worth trying; a closed proceeding takes only annotations."""
    if state.closed:
        yield _plain("annotate")
        return
    if not state.stage:
        fields = tuple(f.spec for f in context.procedure.acceptance_fields)
        yield Candidate("accept", LABELS["accept"], fields=(*FORMS["accept"], *fields))
        yield _plain("refuse_acceptance")
        return
    yield _plain("reassign" if state.handler else "assign")
    for move in context.procedure.moves:
        yield from _of_move(state, move)
    for matter in state.matters.values():
        yield from _of_matter(context, state, matter)
    yield from _of_documents(context, state)
    yield from _of_clocks(context, state)
    for kind in ("note_facts", "join_member", "recuse", "close", "annotate"):
        yield _plain(kind)


def _plain(kind: str, matter: str | None = None, **data: JSON) -> Candidate:
    known = {"matter": matter, **data} if matter else data
    return Candidate(kind, LABELS[kind], matter=matter, data=known, fields=FORMS.get(kind, ()))


def _of_move(state: State, move: Move) -> Iterator[Candidate]:
    subjects: tuple[str | None, ...] = (None,)
    if move.per != "case" and state.parties:
        subjects = tuple(state.parties)
    for subject in subjects:
        kinds = ("opine", "decide") if move.authority else ("move",)
        for kind in kinds:
            yield _move(state, move, subject, kind)


def _move(state: State, move: Move, subject: str | None, kind: str) -> Candidate:
    matter = find_matter(state, move.matter_group, subject) if move.authority else None
    data: dict[str, JSON] = {"do": move.do, "subject": subject}
    if kind == "decide" and matter is not None:
        data["matter"] = matter.key
    verb = {"opine": "提出意见：", "decide": "决定：", "move": ""}[kind]
    return Candidate(
        kind=kind,
        label=f"{verb}{move.label}",
        do=move.do,
        subject=subject,
        matter=matter.key if matter else None,
        data=data,
        fields=(*FORMS.get(kind, ()), *(f.spec for f in move.fields)),
        documents=tuple(p.template for p in move.documents),
        citation=move.citation,
        authority=move.authority,
    )


def _of_matter(context: Context, state: State, matter: MatterState) -> Iterator[Candidate]:
    key = matter.key
    if matter.status == "decided":
        for kind in ("object", "answer_objection", "receive_order"):
            if kind != "answer_objection" or any(o.matter == key for o in state.objections):
                yield _plain(kind, key)
        return
    if unheard(state, matter):
        yield _plain("hear_member", key)
    if matter.opinion is None:
        return
    for kind in ("review", "request_meeting", "hold_meeting", "sign_record", "instruct"):
        yield _plain(kind, key)
    for to in ("chief", "committee", "superior"):
        label = {"chief": "报检察长决定", "committee": "提交检察委员会", "superior": "报送上级"}[
            to
        ]
        data = {"matter": key, "to": to}
        cite = context.article("path")
        yield Candidate("submit", label, matter=key, data=data, citation=cite)
    if matter.status == "to_committee":
        yield _plain("resolve", key)
    if matter.status == "to_superior":
        yield _plain("receive_order", key)


def _of_documents(context: Context, state: State) -> Iterator[Candidate]:
    for document in state.documents:
        known = {"subject": document.subject}
        if document.status == "due":
            data = {"template": document.template, "matter": document.matter, **known}
            yield _document("issue_document", document.template, document.subject, data)
            continue
        data = {"document": document.document}
        if not document.services:
            yield _document("serve", document.template, document.subject, data, document.number)
        else:
            yield _document("reply", document.template, document.subject, data, document.number)
            yield _document("serve", document.template, document.subject, data, document.number)
    for template in context.procedure.papers:
        yield _document("issue_document", template, None, {"template": template})


def _document(
    kind: str, template: str, subject: str | None, data: dict[str, JSON], number: str = ""
) -> Candidate:
    """An act on a document; ``do`` is the document's id, or the template while it has none."""
    label = f"{LABELS[kind]}：{PAPERS.get(template, template)}{number}"
    do = str(data.get("document") or template)
    return Candidate(
        kind, label, do, subject, data.get("matter"), data, FORMS[kind], documents=(template,)
    )


def _of_clocks(context: Context, state: State) -> Iterator[Candidate]:
    for clock in clocks.running(state):
        name = clocks.name_of(clock.key)
        for extension in context.procedure.extensions:
            if extension.clock == name:
                yield Candidate(
                    "extend",
                    extension.label,
                    extension.extension,
                    clock.subject,
                    data={"clock": clock.key, "extension": extension.extension},
                    citation=extension.citation,
                    authority=extension.authority,
                )
        kinds = ("resume",) if clock.status == "suspended" else ("exclude", "suspend")
        for kind in kinds:
            label = f"{LABELS[kind]}（{clock.label}）"
            known = {"clock": clock.key}
            yield Candidate(kind, label, name, clock.subject, data=known, fields=FORMS[kind])
