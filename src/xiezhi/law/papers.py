"""Documents of a move: issued after the decision, served, answered; each starts its clocks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from xiezhi.law import clocks
from xiezhi.law.acts import Act, date_in
from xiezhi.law.context import Context, day_of
from xiezhi.law.forms import PAPERS
from xiezhi.law.objecting import unanswered
from xiezhi.law.organisation import AUXILIARY
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.reporting import paused
from xiezhi.law.state import DocumentState, MatterState, ReplyState, ServiceState, State


def owed(state: State, act: Act) -> DocumentState | None:
    """The document still to be issued that an act means: by template, party and matter."""
    subject, matter = act.data.get("subject"), act.data.get("matter")
    for document in state.documents:
        if document.status != "due" or document.template != act.data.get("template"):
            continue
        if subject not in (None, document.subject) or matter not in (None, document.matter):
            continue
        return document
    return None


def check_issue(context: Context, state: State, act: Act) -> list[Refusal]:
    """A document follows its decision; a prosecutor issues, nobody else (意见 17, 28)."""
    template = str(act.data.get("template", ""))
    found = []
    if act.capacity in AUXILIARY:
        reason = "检察辅助人员可以草拟法律文书，不能签发"
        found.append(
            not_you("issue.auxiliary", reason, "由检察官签发", context.article("assistant"))
        )
    elif act.by not in state.prosecutors and act.capacity != "chief":
        reason = "文书由本件的承办检察官或者检察长签发"
        found.append(not_you("issue.stranger", reason, "由承办检察官签发"))
    if template in context.procedure.papers:
        return found
    document = owed(state, act)
    if document is None:
        return found + _why_not_owed(context, state, template, act)
    objection = unanswered(state, document.matter)
    if objection is not None:
        reason = "对该决定提出的异议尚未答复，暂不执行"
        cure = "等待检察长答复；检察长要求立即执行的，即可签发"
        found.append(not_now("issue.objection", reason, cure, context.article("objection")))
    return found + paused(context, state, document.matter)


def _why_not_owed(context: Context, state: State, template: str, act: Act) -> list[Refusal]:
    """Say what decision is missing: the way of the matter that would yield the document."""
    moves = [m for m in context.procedure.moves for p in m.documents if p.template == template]
    if not moves:
        reason = f"本程序没有「{PAPERS.get(template, template)}」这种文书"
        return [not_now("issue.unknown", reason, "选择本程序的文书")]
    groups = {m.matter_group for m in moves}
    subject = act.data.get("subject")
    waiting = [
        m
        for m in state.matters.values()
        if m.group in groups and m.status != "decided" and subject in (None, m.subject)
    ]
    for matter in waiting:
        return _await(context, matter)
    reason = f"还没有「{'」「'.join(m.label for m in moves)}」的决定，不能签发文书"
    return [not_now("issue.undecided", reason, "先作出决定", moves[0].citation)]


def _await(context: Context, matter: MatterState) -> list[Refusal]:
    if matter.must_go_to_chief:
        reason = "你的意见与联席会议多数意见不一致，须先由检察长作出决定"
        cure = "由业务部门负责人报检察长；检察长作出决定后即可签发"
        cite = context.article("majority_differs")
        return [not_now("issue.majority_differs", reason, cure, cite)]
    names = {"prosecutor": "承办检察官", "chief": "检察长", "committee": "检察委员会"}
    reason = f"「{matter.authority.label}」尚未由{names[matter.level]}作出决定，不能签发文书"
    cure = f"由{names[matter.level]}作出决定"
    return [not_now("issue.undecided", reason, cure, matter.authority.citation)]


def form_issue(_context: Context, state: State, act: Act) -> list[Refusal]:
    """A document has an id and a number; a number is used once in a proceeding."""
    found = []
    if not act.data.get("document"):
        found.append(lacks("document", "文书", "先拟制文书"))
    if not act.data.get("number"):
        found.append(lacks("number", "文号", "有法律效力的文书须有文号"))
    number = act.data.get("number")
    if number and any(d.number == number for d in state.documents):
        found.append(not_now("issue.number", f"文号「{number}」已经使用", "取用新的文号"))
    return found


def issue(context: Context, state: State, act: Act) -> State:
    """Give the owed document its id and number; working papers are added."""
    document = owed(state, act)
    on = day_of(act)
    fresh = DocumentState(
        document=str(act.data["document"]),
        template=str(act.data["template"]),
        matter=document.matter if document else act.data.get("matter"),
        subject=document.subject if document else act.data.get("subject"),
        move=document.move if document else "",
        status="issued",
        required=document.required if document else False,
        number=str(act.data["number"]),
        to=document.to if document else (),
        issued_on=on,
    )
    rest = tuple(d for d in state.documents if d is not document)
    state = replace(state, documents=(*rest, fresh))
    return _follow_up(context, state, "issue", fresh, on)


def check_serve(context: Context, state: State, act: Act) -> list[Refusal]:
    """Only an issued document; execution waits for the answer to an objection."""
    document = state.document(str(act.data.get("document", "")))
    if document is None or document.status == "due":
        return [not_now("serve.not_issued", "文书尚未签发，不能送达", "先签发文书")]
    if unanswered(state, document.matter) is not None:
        reason = "对该决定提出的异议尚未答复，暂不执行"
        cite = context.article("objection")
        return [not_now("serve.objection", reason, "等待检察长答复", cite)]
    return paused(context, state, document.matter)


def form_serve(_context: Context, state: State, act: Act) -> list[Refusal]:
    """To whom, how, proof and day: the day starts the addressee's clock."""
    found = []
    for name, label, why in (
        ("to", "受送达人", "送达要写明送给谁"),
        ("mode", "送达方式", "送达方式决定以什么证明送达"),
        ("proof", "送达凭证", "没有凭证不能证明期限起算"),
    ):
        if not act.data.get(name):
            found.append(lacks(name, label, why))
    served = date_in(act.data.get("served_on"))
    document = state.document(str(act.data["document"]))
    if served is None:
        found.append(lacks("served_on", "送达日期", "答复、复议等期限自送达之日起算"))
    elif document and document.issued_on and served < document.issued_on:
        reason = f"送达日期 {served} 早于签发日期 {document.issued_on}"
        found.append(not_now("serve.early", reason, "核对送达回证上的日期"))
    elif served > day_of(act):
        reason = f"送达日期 {served} 晚于登记当日 {day_of(act)}"
        found.append(not_now("serve.future", reason, "核对送达回证上的日期"))
    return found


def serve(context: Context, state: State, act: Act) -> State:
    """Record the service and start what follows from it."""
    document = state.document(str(act.data["document"]))
    served = date_in(act.data["served_on"])
    assert document is not None
    assert served is not None
    service = ServiceState(
        str(act.data["to"]), str(act.data["mode"]), str(act.data["proof"]), served
    )
    status = "replied" if document.status == "replied" else "served"
    fresh = replace(document, status=status, services=(*document.services, service))
    state = _put(state, fresh)
    return _follow_up(context, state, "serve", fresh, served)


def check_reply(_context: Context, state: State, act: Act) -> list[Refusal]:
    """Only to a document that was served."""
    document = state.document(str(act.data.get("document", "")))
    if document is None or not document.services:
        return [not_now("reply.not_served", "文书尚未送达，不能登记回复", "先送达文书")]
    return []


def form_reply(_context: Context, state: State, act: Act) -> list[Refusal]:
    """Day, content, and whether it is accepted; "reply received" is not "closed"."""
    found = []
    received = date_in(act.data.get("received_on"))
    document = state.document(str(act.data["document"]))
    assert document is not None
    first = min(service.served_on for service in document.services)
    if received is None:
        found.append(lacks("received_on", "收到日期", "回复是否逾期以收到日期为准"))
    elif not first <= received <= day_of(act):
        reason = f"收到日期 {received} 不在送达之日 {first} 与登记当日 {day_of(act)} 之间"
        found.append(not_now("reply.day", reason, "核对收文登记上的日期"))
    if not act.data.get("content"):
        found.append(lacks("content", "回复内容", "写明采纳与否、整改情况或者不采纳的理由"))
    if not isinstance(act.data.get("accepted"), bool):
        found.append(lacks("accepted", "是否认可", "收到回复不等于纠正，须审查后认定"))
    return found


def reply(context: Context, state: State, act: Act) -> State:
    """Record the reply, end the clock on it, start what follows."""
    document = state.document(str(act.data["document"]))
    received = date_in(act.data["received_on"])
    assert document is not None
    assert received is not None
    answer = ReplyState(
        received, str(act.data["content"]), bool(act.data["accepted"]),
        str(act.data.get("proof") or ""),
    )  # fmt: skip
    fresh = replace(document, status="replied", replies=(*document.replies, answer))
    state = _put(state, fresh)
    facts = MappingProxyType({**state.facts, "reply_accepted": answer.accepted})
    state = replace(state, facts=facts)
    for rule in context.procedure.follow_ups:
        if rule.template == fresh.template and "reply" in rule.until:
            state = clocks.stop(context, state, rule.clock, fresh.subject, received)
    return _follow_up(context, state, "reply", fresh, received)


def _put(state: State, document: DocumentState) -> State:
    documents = tuple(document if d.document == document.document else d for d in state.documents)
    return replace(state, documents=documents)


def _follow_up(
    context: Context, state: State, on: str, document: DocumentState, day: date
) -> State:
    for rule in context.procedure.follow_ups:
        if rule.on == on and rule.template == document.template:
            state = clocks.start(context, state, rule.clock, document.subject, day)
    return state
