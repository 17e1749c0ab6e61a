"""The acts that could come next in a state, whoever might do them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from xiezhi.law import clocks
from xiezhi.law.acts import JSON
from xiezhi.law.citations import Citation
from xiezhi.law.context import Context
from xiezhi.law.deciding import by_prosecutor
from xiezhi.law.fact_fields import fact_fields
from xiezhi.law.fields import FieldSpec
from xiezhi.law.forms import FORMS, LABELS, PAPERS
from xiezhi.law.matters import find_matter, unheard
from xiezhi.law.procedure_rules import Move
from xiezhi.law.reporting import GROUNDS, asked_for, grounds_now, pending, to_execute
from xiezhi.law.sending_up import SEND_UP, SEND_UP_LABEL
from xiezhi.law.state import ClockState, MatterState, State
from xiezhi.law.submitting import instructions_now
from xiezhi.law.undoing import executed

# acts in the order in which they press: what stops others first, bookkeeping last
URGENCY = (
    "answer_objection", "answer_report", "sign_record", "resolve", "call_session", "decide",
    "review", "submit", "hold_meeting", "decline_meeting", "report",
    "accept", "assign", "issue_document", "serve", "object", "opine", "move", "hear_member",
    "reply", "extend", "instruct", "request_meeting", "close", "receive_order", "note_facts",
    "assign_task", "assist_in_court", "reassign", "join_member", "recuse", "exclude", "suspend",
    "resume", "refuse_acceptance",
    "annotate",
)  # fmt: skip


UPWARDS = {"chief": "报检察长决定", "committee": "提交检察委员会", "superior": "报送上级"}


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
    facts = fact_fields(context)
    yield Candidate("note_facts", LABELS["note_facts"], fields=(*FORMS["note_facts"], *facts))
    yield from _recusals(context, state)
    yield from _tasks(context, state)
    for kind in ("join_member", "close", "annotate"):
        yield _plain(kind)


def _choosing(context: Context, kind: str, matter: MatterState) -> tuple[FieldSpec, ...]:
    """The form of an act on a matter, with the alternatives it may choose between."""
    group = tuple((m.do, m.label) for m in context.procedure.group(matter.group))
    triggers = tuple(context.pack.authority["responsibility.explanation_triggers"].codes.items())
    between = {"do": group, "opinions": group, "votes": group, "trigger": triggers}
    if kind == "resolve" and context.article("send_up"):
        between |= dict.fromkeys(("do", "votes"), (*group, (SEND_UP, SEND_UP_LABEL)))
    return tuple(
        replace(f, choices=between[f.name]) if f.name in between else f for f in FORMS[kind]
    )


def _instructing(context: Context, state: State, matter: MatterState) -> Candidate:
    """The chief's instruction, with what may be asked now."""
    offered = _on_matter(context, "instruct", matter)
    now = instructions_now(context, state, matter)
    fields = tuple(
        replace(f, choices=tuple(one for one in f.choices if one[0] in now))
        if f.name == "what" else f for f in offered.fields
    )  # fmt: skip
    return replace(offered, fields=fields)


def _on_matter(context: Context, kind: str, matter: MatterState) -> Candidate:
    known = {"matter": matter.key}
    subject = matter.subject
    fields = _choosing(context, kind, matter)
    move = context.procedure.move(matter.do)
    cite = move.citation if move else None
    return Candidate(kind, LABELS[kind], "", subject, matter.key, known, fields, citation=cite)


def _plain(kind: str) -> Candidate:
    return Candidate(kind, LABELS[kind], fields=FORMS.get(kind, ()))


def _recusals(context: Context, state: State) -> Iterator[Candidate]:
    """The chief's decision on anybody's recusal, and the committee's on the chief's."""
    grounds = tuple(context.pack.authority["responsibility.recusal_grounds"].codes.items())
    fields = _with_grounds(FORMS["recuse"], grounds)
    yield Candidate("recuse", LABELS["recuse"], fields=fields)
    if state.is_without("chief"):
        return
    session = tuple(f for f in FORMS["resolve"] if f.name != "do")
    label = "检察委员会决定检察长回避"
    data = {"post": "chief"}
    yield Candidate("recuse", label, "chief", data=data, fields=(*fields, *session))


def _tasks(context: Context, state: State) -> Iterator[Candidate]:
    """Tasks for the people of the case; an approved assistant's part in court."""
    if len(state.on_team) < 2 or context.article("gives_tasks") is None:
        return
    yield _plain("assign_task")
    if any(t.item for t in state.tasks):
        yield _plain("assist_in_court")


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
    if matter.status == "decided":
        yield from _reporting(context, state, matter)
        if by_prosecutor(matter) and not executed(state, matter.key):
            for move in context.procedure.group(matter.group):
                taken = _move(state, move, matter.subject, "decide")
                known = {**taken.data, "matter": matter.key}
                yield replace(taken, label=f"检察长直接{taken.label}", data=known,
                              matter=matter.key)  # fmt: skip
        if to_execute(state, matter) and context.article("chief_disagrees"):
            known = {"matter": matter.key, "to": "superior", "disagrees": True}
            label, cite = LABELS["disagree"], context.article("chief_disagrees")
            yield Candidate("submit", label, "disagree", matter.subject, matter.key, known,
                            FORMS["disagree"], citation=cite)  # fmt: skip
        for kind in ("object", "answer_objection", "receive_order"):
            asked = any(o.matter == matter.key for o in state.objections)
            if kind != "answer_objection" or asked:
                yield _on_matter(context, kind, matter)
        return
    yield from _reporting(context, state, matter)
    if matter.status == "meeting_requested":
        yield _on_matter(context, "decline_meeting", matter)
    if unheard(state, matter):
        yield _on_matter(context, "hear_member", matter)
    if matter.opinion is None:
        return
    for kind in ("review", "request_meeting", "hold_meeting", "sign_record", "instruct"):
        yield _on_matter(context, kind, matter)
    cite = context.article("path")
    for to, label in UPWARDS.items():
        data = {"matter": matter.key, "to": to}
        yield Candidate("submit", label, to, matter.subject, matter.key, data, citation=cite)
    if matter.status == "to_committee":
        if context.default("materials_days"):
            yield _on_matter(context, "call_session", matter)
        yield _on_matter(context, "resolve", matter)
    if matter.status == "to_superior":
        yield _on_matter(context, "receive_order", matter)


def _reporting(context: Context, state: State, matter: MatterState) -> Iterator[Candidate]:
    """A report while one is asked or a committee's decision is executed, and its answer."""
    if asked_for(state, matter) or to_execute(state, matter):
        grounds = tuple((ground, GROUNDS[ground]) for ground in grounds_now(state, matter))
        offered = _on_matter(context, "report", matter)
        yield replace(offered, fields=_with_grounds(offered.fields, grounds))
    if pending(state, matter.key) is not None:
        yield _on_matter(context, "answer_report", matter)
    if matter.status == "decided" and instructions_now(context, state, matter):
        yield _instructing(context, state, matter)


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
        if clock.status == "suspended":
            yield _on_clock("resume", clock)
            continue
        grounds = clocks.grounds_of(context, clock)
        if grounds:
            yield _on_clock("exclude", clock, grounds)
            yield _on_clock("suspend", clock, grounds)


def _on_clock(
    kind: str, clock: ClockState, grounds: tuple[tuple[str, str], ...] = ()
) -> Candidate:
    label, name = f"{LABELS[kind]}（{clock.label}）", clocks.name_of(clock.key)
    fields = _with_grounds(FORMS[kind], grounds) if grounds else FORMS[kind]
    return Candidate(kind, label, name, clock.subject, data={"clock": clock.key}, fields=fields)


def _with_grounds(
    fields: tuple[FieldSpec, ...], grounds: tuple[tuple[str, str], ...]
) -> tuple[FieldSpec, ...]:
    """The fields of a form whose ground is chosen from the grounds open now."""
    return tuple(
        replace(f, kind="choice", choices=grounds) if f.name == "ground" else f for f in fields
    )
