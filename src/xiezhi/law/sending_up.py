"""What goes up only by the committee (意见 11; DT-2.2, 2.4), or against it by the chief (DT-3.5).

A case to be approved by the superior, or in which instructions are asked for, is discussed by
the committee before it is sent. A chief who disagrees with the majority may ask the superior.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.matters import put
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import DecisionState, MatterState, State
from xiezhi.law.undoing import executed, undone

SEND_UP, SEND_UP_LABEL = "send_up", "层报上级人民检察院"
COMMITTEE = "committee"


def check_discussed(context: Context, matter: MatterState) -> list[Refusal]:
    """The refusal to send up what the committee decides and has not decided to send up."""
    rule = context.article("send_up")
    if rule is None or matter.level != COMMITTEE or matter.opinion is None:
        return []
    if any(r.at >= matter.opinion.at for r in matter.referrals):
        return []
    reason = "应当提请检察委员会讨论决定的案件，检察委员会尚未决定层报，不能报送上级人民检察院"
    cure = "由检察长提交检察委员会，检察委员会决定层报后再报送"
    return [not_now("submit.committee_first", reason, cure, matter.authority.citation or rule)]


def refer(state: State, matter: MatterState, act: Act) -> State:
    """Store that the committee decided to send the matter up; the chief sends it."""
    votes = MappingProxyType({str(k): str(v) for k, v in act.data["votes"].items()})
    made = DecisionState(
        SEND_UP, COMMITTEE, COMMITTEE, act.at, matter.authority.rule, votes=votes
    )  # fmt: skip
    referrals = (*matter.referrals, made)
    return put(state, replace(matter, referrals=referrals, status="to_chief", since=act.at))


def check_disagreement(
    context: Context, state: State, matter: MatterState, act: Act
) -> list[Refusal]:
    """The chief himself, who did not vote with the majority, before the decision is executed."""
    cite, decision = context.article("chief_disagrees"), matter.decision
    if cite is None or decision is None or decision.level != COMMITTEE:
        reason = "只有检察长不同意检察委员会多数意见时，才可以这样报请上级决定"
        return [not_now("disagree.none", reason, "按报送上级办理", cite)]
    found = []
    if act.capacity != "chief":
        reason = "不同意检察委员会多数意见、报请上级决定的，只能是检察长本人"
        found.append(not_you("disagree.not_chief", reason, "由检察长决定是否报请", cite))
    if decision.votes.get(act.by) == decision.do:
        reason = "你在会议上表决赞成该决定，不是不同意多数人的意见"
        cure = "认为原决定有错误的，提交检察委员会复议"
        found.append(not_now("disagree.agreed", reason, cure, cite))
    if executed(state, matter.key):
        reason = "决定已经开始执行（文书已签发）"
        found.append(not_now("disagree.late", reason, "依法定程序纠正", cite))
    return found


def form_disagreement(context: Context, _state: State, act: Act) -> list[Refusal]:
    """A chief who disagrees gives the reasons; other submissions have no form."""
    if not act.data.get("disagrees") or act.data.get("reasons"):
        return []
    cite = context.article("chief_disagrees")
    return [lacks("reasons", "不同意的理由", "上一级人民检察院据此决定", cite)]


def disagree(context: Context, state: State, matter: MatterState, act: Act) -> State:
    """Hold the committee's decision and wait for the superior's; nothing of it is erased."""
    del context
    return undone(state, replace(matter, disputed=True, since=act.at), "to_superior")
