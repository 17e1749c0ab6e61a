"""Objections to a decision of the chief (意见 28) and their answer; execution waits for it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.deciders import is_chief
from xiezhi.law.deciding import revoked
from xiezhi.law.matters import put
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import MatterState, ObjectionState, State

REPLIES = ("change", "maintain", "execute_now")


def executed(state: State, matter: str) -> bool:
    """Whether a document of the decision was issued: the decision is being executed."""
    return any(d.matter == matter and d.status != "due" for d in state.documents)


def unanswered(state: State, matter: str | None) -> ObjectionState | None:
    """The objection that still waits for the chief, if any."""
    return next((o for o in state.objections if o.matter == matter and o.reply is None), None)


def check_object(context: Context, state: State, act: Act) -> list[Refusal]:
    """Only the team, only against another's decision, only before execution."""
    cite = context.article("objection")
    matter = state.matters.get(str(act.data.get("matter", "")))
    if matter is None or matter.decision is None:
        return [not_now("object.none", "该事项没有决定", "作出决定后才可以提出异议", cite)]
    found = []
    if act.by not in state.prosecutors:
        reason = "执行决定的承办检察官可以提出异议"
        found.append(not_you("object.stranger", reason, "由承办检察官提出", cite))
    if matter.decision.by == act.by:
        reason = "这是你本人作出的决定"
        cure = "认为决定有错误的，报请检察长处理"
        found.append(not_you("object.own", reason, cure, cite))
    if executed(state, matter.key):
        reason = "决定已经开始执行（文书已签发），异议应当在执行之前提出"
        cure = "书面向检察长报告；是否免责由人工审查，不自动认定"
        found.append(not_now("object.late", reason, cure, cite))
    if unanswered(state, matter.key):
        found.append(not_now("object.pending", "已有异议在等待答复", "等待检察长答复", cite))
    return found


def form_object(context: Context, _state: State, act: Act) -> list[Refusal]:
    """An objection gives its reasons."""
    if act.data.get("reasons"):
        return []
    cite = context.article("objection")
    return [lacks("reasons", "异议的理由", "检察长据此决定改变、不改变或者立即执行", cite)]


def raise_objection(_context: Context, state: State, act: Act) -> State:
    """Put the objection on file; immutable."""
    matter, reasons = str(act.data["matter"]), str(act.data["reasons"])
    objection = ObjectionState(matter, act.by, reasons, act.at)
    return replace(state, objections=(*state.objections, objection))


def check_answer(context: Context, state: State, act: Act) -> list[Refusal]:
    """The chief, or who decided in the chief's place, answers a pending objection."""
    cite = context.article("objection")
    found = []
    if not is_chief(state, act):
        reason = "异议由检察长答复"
        found.append(not_you("answer.not_chief", reason, "由检察长答复", cite))
    if unanswered(state, act.data.get("matter")) is None:
        found.append(not_now("answer.none", "该事项没有等待答复的异议", "无需答复", cite))
    return found


def form_answer(context: Context, _state: State, act: Act) -> list[Refusal]:
    """One of three answers."""
    if act.data.get("reply") in REPLIES:
        return []
    reason = f"答复「{act.data.get('reply')}」无效"
    cure = "应为：改变决定、不改变决定、要求立即执行"
    return [not_now("answer.reply", reason, cure, context.article("objection"))]


def answer(_context: Context, state: State, act: Act) -> State:
    """Record the answer; ``change`` revokes the decision, and the chief decides again."""
    key, reply = str(act.data["matter"]), str(act.data["reply"])
    objections = tuple(
        replace(o, reply=reply, replied_by=act.by, replied_at=act.at)
        if o.matter == key and o.reply is None
        else o
        for o in state.objections
    )
    state = replace(state, objections=objections)
    return undone(state, state.matters[key], "to_chief") if reply == "change" else state


def undone(state: State, matter: MatterState, status: str) -> State:
    """Revoke a decision: everything stands again where it stood before; nothing is erased."""
    before = matter.before
    documents = tuple(
        d for d in state.documents if not (d.matter == matter.key and d.status == "due")
    )
    state = replace(state, documents=documents)
    if before is not None:
        inside = tuple(
            p for p in state.parties if p not in state.outcomes or _concerned(p, matter.subject)
        )
        outcomes = {p: v for p, v in state.outcomes.items() if p not in inside}
        stage_of = {
            p: before.stage_of.get(p, s) if _concerned(p, matter.subject) else s
            for p, s in state.stage_of.items()
        }
        state = replace(
            state,
            stage=before.stage,
            stage_of=MappingProxyType(stage_of),
            outcomes=MappingProxyType(outcomes),
            parties_in=inside,
            clocks=before.clocks,
        )
    return put(state, replace(revoked(matter), status=status))


def _concerned(party: str, subject: str | None) -> bool:
    return subject is None or party == subject
