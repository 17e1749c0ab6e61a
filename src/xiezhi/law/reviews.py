"""The department head's review (意见 23, 24): beside the opinion, never in its place."""

from __future__ import annotations

from dataclasses import replace

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.matters import open_matter, put, unsigned_refusal, with_note
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import ReviewState, State

REVIEWABLE = ("proposed", "meeting_requested")
RESULTS = ("agree", "re_review", "supplement", "disagree")


def check_review(context: Context, state: State, act: Act) -> list[Refusal]:
    """The head agrees, sends back or disagrees, and never alters the opinion (意见 24)."""
    cite = context.article("head_review")
    altered = {"opinion", "do", "fields", "reasons"} & set(act.data)
    if altered:
        reason = "业务部门负责人不得直接改变检察官意见或者要求检察官改变意见"
        cure = "只能同意、要求重新审查、要求补充材料，或者不同意并写明审核意见"
        return [not_you("review.alters_opinion", reason, cure, cite)]
    matter, found = open_matter(state, act)
    if act.capacity not in ("department_head", "deputy_chief"):
        reason = "案件和重要法律文书由业务部门负责人审核"
        found.append(not_you("review.not_head", reason, "由业务部门负责人审核", cite))
    if act.by in state.on_team:
        reason = "办案人员不能审核自己承办的案件"
        cure = "由另一名经授权的部门负责人或者分管副检察长审核"
        found.append(not_you("review.self", reason, cure, context.article("head_authorised")))
    if matter is None:
        return found
    found += unsigned_refusal(context, matter)
    if matter.must_go_to_chief:
        reason = "承办意见与检察官联席会议多数意见不一致，不能以审核了结"
        cure = "将审核意见连同检察官处理意见一并报检察长决定"
        cite = context.article("majority_differs")
        return [*found, not_now("review.majority_differs", reason, cure, cite)]
    if matter.status not in REVIEWABLE:
        reason = "该事项现在不需要部门负责人审核"
        found.append(not_now("review.status", reason, "等待承办检察官提出或者重新提出意见", cite))
    elif matter.level == "prosecutor" and not matter.authority.head_review:
        reason = "该事项由检察官决定，不在部门负责人的审核范围"
        found.append(not_now("review.out_of_list", reason, "由承办检察官决定", cite))
    return found


def form_review(context: Context, _state: State, act: Act) -> list[Refusal]:
    """A result of the four; a remark unless the head agrees."""
    result = act.data.get("result")
    cite = context.article("head_review")
    if result not in RESULTS:
        reason = f"审核结果「{result}」无效"
        cure = "应为：同意、要求重新审查、要求补充材料、不同意"
        return [not_now("review.result", reason, cure, cite)]
    if result != "agree" and not act.data.get("remark"):
        return [
            lacks("remark", "审核意见", "检察官要知道重新审查什么、补充什么，或者分歧在哪里", cite)
        ]
    return []


def review(context: Context, state: State, act: Act) -> State:
    """Put the review beside the opinion and pass the matter on."""
    matter = state.matters[str(act.data["matter"])]
    result = str(act.data["result"])
    done = ReviewState(act.by, result, str(act.data.get("remark") or ""), act.at)
    onward = "agreed" if matter.level == "prosecutor" else "to_chief"
    status = {"agree": onward, "disagree": "disagreed"}.get(result, result)
    matter = replace(matter, status=status, reviews=(*matter.reviews, done), since=act.at)
    if act.capacity == "deputy_chief":
        note = "承办人为部门负责人，由分管副检察长审核"
        matter = with_note(context, matter, act, "self_review", note)
    return put(state, matter)
