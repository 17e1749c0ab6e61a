"""Who is expected to act next, read off the state."""

from __future__ import annotations

from dataclasses import replace

from xiezhi.law.closing import unmet_of_parties
from xiezhi.law.context import Context
from xiezhi.law.forms import PAPERS
from xiezhi.law.reporting import asked_for, pending
from xiezhi.law.state import Awaiting, DocumentState, MatterState, State

NEXT = {
    "re_review": ("opine", "重新审查后提出意见", "prosecutor"),
    "supplement": ("opine", "补充材料后提出意见", "prosecutor"),
    "hearing": ("opine", "提出处理意见", "prosecutor"),
    "agreed": ("decide", "作出决定", "prosecutor"),
    "disagreed": ("submit", "召开联席会议或者报检察长", "department_head"),
    "meeting_requested": ("hold_meeting", "召开检察官联席会议", "department_head"),
    "meeting_held": ("submit", "报检察长决定", "department_head"),
    "to_chief": ("decide", "检察长决定", "chief"),
    "to_committee": ("resolve", "检察委员会讨论决定", "committee_member"),
    "to_superior": ("receive_order", "等待上级人民检察院批复", "case_management"),
}


def awaiting(context: Context, state: State) -> tuple[Awaiting, ...]:
    """Everything that waits for somebody, decisions before papers."""
    if state.closed or not state.stage:
        return ()
    if state.handler is None:
        return (Awaiting("assign", "分案", "case_management"),)
    found = [a for m in state.matters.values() for a in _for_matter(state, m)]
    found = [b for a in found for b in _in_place_of_recused(state, a)]
    found += [
        b
        for o in state.objections
        if o.reply is None
        for b in _in_place_of_recused(
            state, Awaiting("answer_objection", "答复异议", "chief", matter=o.matter, since=o.at)
        )
    ]
    found += [b for a in _for_reports(state) for b in _in_place_of_recused(state, a)]
    found += [a for d in state.documents if (a := _for_document(state, d)) is not None]
    if found:
        return tuple(found)
    stage = context.procedure.stages.get(state.stage)
    if stage is None:  # an earlier pack's; the refusal of the next act says what to do
        return (Awaiting("wait", "现行规则包没有本件所处的阶段", "case_management"),)
    if stage.waits_for:
        return (Awaiting("wait", f"等待{stage.waits_for}", stage.waits_role),)
    if stage.final and (left := unmet_of_parties(context, state)):
        return (Awaiting("opine", f"办结以前：{left[0].cure}", "prosecutor", state.handler),)
    if stage.final:
        return (Awaiting("close", "办结归档", "prosecutor", state.handler),)
    return (Awaiting("opine", f"{stage.label}：审查并提出意见", "prosecutor", state.handler),)


def _for_matter(state: State, matter: MatterState) -> list[Awaiting]:
    if matter.status == "decided":
        return []
    key, since = matter.key, matter.since
    if matter.meeting is not None and matter.meeting.unsigned:
        return [
            Awaiting("sign_record", "联席会议记录签名", "prosecutor", p, None, key, since)
            for p in matter.meeting.unsigned
        ]
    if matter.status == "proposed":
        reviewed = matter.level != "prosecutor" or matter.authority.head_review
        if reviewed:
            return [
                Awaiting("review", "部门负责人审核", "department_head", matter=key, since=since)
            ]
        return [Awaiting("decide", "作出决定", "prosecutor", state.handler, None, key, since)]
    step, label, role = NEXT[matter.status]
    person = state.handler if role == "prosecutor" else None
    return [Awaiting(step, label, role, person, None, key, since)]


def _for_reports(state: State) -> list[Awaiting]:
    """Reports asked of the handler, and reports of an obstacle that wait for the chief."""
    asked = [
        Awaiting("report", "书面报告检察长", "prosecutor", state.handler, None, m.key, order.at)
        for m in state.matters.values()
        for order in asked_for(state, m)
    ]
    return asked + [
        Awaiting("answer_report", "答复执行报告", "chief", matter=r.matter, since=r.at)
        for r in state.reports
        if r is pending(state, r.matter)
    ]


def _in_place_of_recused(state: State, asked: Awaiting) -> tuple[Awaiting, ...]:
    """Ask the deputy instead of a recused chief, and beside another head for a recused one."""
    if asked.role == "chief" and state.is_without("chief"):
        return (replace(asked, role="deputy_chief", label=f"{asked.label}（检察长已回避）"),)
    if asked.role == "department_head" and state.is_without("department_head"):
        label = f"{asked.label}（部门负责人已回避）"
        return (asked, replace(asked, role="deputy_chief", label=label))
    return (asked,)


def _for_document(state: State, document: DocumentState) -> Awaiting | None:
    if not document.required:
        return None
    if document.status == "due":
        step, label = "issue_document", f"签发{PAPERS.get(document.template, document.template)}"
    elif document.status == "issued":
        step, label = "serve", f"送达{PAPERS.get(document.template, document.template)}"
    else:
        return None
    return Awaiting(step, label, "prosecutor", state.handler, None, document.matter)
