"""The committee's decision: odd roster, quorum, majority of all members (意见 3, 组织法 32)."""

from __future__ import annotations

from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciding import COMMITTEE, authority_for, conclude
from xiezhi.law.matters import unsigned_refusal, with_note
from xiezhi.law.moving import check_fields, check_move
from xiezhi.law.organisation import ROSTER_POSTS
from xiezhi.law.refusals import Refusal, Refused, lacks, not_now, not_you
from xiezhi.law.sending_up import SEND_UP, refer
from xiezhi.law.sessions import check_held, noted
from xiezhi.law.state import DecisionState, State


def check_resolve(context: Context, state: State, act: Act) -> list[Refusal]:
    """The matter was submitted to the committee, and a member records its decision."""
    matter = state.matters.get(str(act.data.get("matter", "")))
    found = []
    if act.capacity not in ROSTER_POSTS:
        reason = "检察委员会的决定由检察委员会作出"
        cure = "由检察长提交检察委员会讨论"
        found.append(not_you("resolve.stranger", reason, cure, context.article("committee_odd")))
    if matter is None or matter.status != "to_committee":
        reason = "该事项没有提交检察委员会"
        cure = "经部门负责人审核后报检察长，由检察长提交检察委员会"
        found.append(not_now("resolve.not_submitted", reason, cure, context.article("path")))
        return found
    return found + unsigned_refusal(context, matter)


def form_resolve(context: Context, state: State, act: Act) -> list[Refusal]:
    """Roster, attendance, votes and the decision they carry."""
    data, matter = act.data, state.matters[str(act.data["matter"])]
    roster, present = list(data.get("roster") or ()), list(data.get("present") or ())
    votes, do = dict(data.get("votes") or {}), str(data.get("do", ""))
    move = context.procedure.move(do)
    if do == SEND_UP and context.article("send_up"):
        move = context.procedure.move(matter.do)
    if move is None or not move.authority or move.matter_group != matter.group:
        names = "、".join(m.label for m in context.procedure.group(matter.group))
        return [not_now("resolve.group", f"决定「{do}」不在可选的处理之内", f"应为：{names}")]
    if not roster:
        return [
            lacks("roster", "委员名单", "人数和过半数以名单为准", context.article("committee_odd"))
        ]
    found = check_session(context, roster, present, votes)
    found += check_votes(context, roster, votes, do) + check_held(context, state, matter, act)
    if found or do == SEND_UP:
        return found
    fields = {**(matter.opinion.fields if matter.opinion else {}), **(data.get("fields") or {})}
    found = check_move(context, state, move, matter.subject, day_of(act))
    try:
        authority_for(context, state, move, matter, act)
    except Refused as refused:
        found += list(refused.refusals)
    return found or check_fields(context, state, move, matter.subject, fields)


def check_session(
    context: Context, roster: list[str], present: list[str], votes: dict[str, str]
) -> list[Refusal]:
    """Refusals of a session: an even roster, no quorum, strangers, members without a vote."""
    found = []
    if len(set(roster)) % 2 == 0 and even_blocks(context):
        reason = f"检察委员会成员现为 {len(set(roster))} 人，应当为单数"
        cure = "名单恢复为单数后再召开会议"
        found.append(not_now("roster.even", reason, cure, context.article("committee_odd")))
    if len(set(present)) * 2 <= len(set(roster)):
        reason = f"应到 {len(set(roster))} 人，实到 {len(set(present))} 人，未过半数，不能开会"
        cure = "过半数的委员出席后再讨论决定"
        found.append(not_now("committee.quorum", reason, cure, context.article("quorum")))
    strangers = sorted((set(present) - set(roster)) | (set(votes) - set(present)))
    if strangers:
        reason = f"{'、'.join(strangers)}不是出席会议的委员，不能表决"
        found.append(not_now("committee.stranger", reason, "核对出席和表决的委员"))
    silent = sorted(set(present) - set(votes))
    if silent:
        reason = f"出席会议的 {'、'.join(silent)} 没有表决意见"
        cure = "逐人记录委员的意见和表决"
        found.append(not_now("committee.silent", reason, cure, context.article("member_vote")))
    return found


def even_blocks(context: Context) -> bool:
    """Whether no session is held while the roster is even (DT-1.2: the default, configurable)."""
    silent = context.default("even_roster")
    return silent is None or silent.value == "block"


def check_votes(
    context: Context, roster: list[str], votes: dict[str, str], do: str
) -> list[Refusal]:
    """The refusal of a decision that more than half of all members do not carry."""
    supporting = sum(1 for vote in votes.values() if vote == do)
    if supporting * 2 > len(set(roster)):
        return []
    reason = f"赞成 {supporting} 人，未过全体委员 {len(set(roster))} 人的半数，不能作出该决定"
    cure = "按全体委员过半数的意见作出决定，或者另行召开会议"
    return [not_now("committee.majority", reason, cure, context.article("majority_of_all"))]


def decide_by_committee(context: Context, state: State, act: Act) -> State:
    """Store the members' votes; the decider is the committee and nobody else."""
    matter = noted(context, state.matters[str(act.data["matter"])], act)
    if act.data["do"] == SEND_UP:
        return refer(state, matter, act)
    move = context.procedure.move(str(act.data["do"]))
    assert move is not None
    authority = authority_for(context, state, move, matter, act)
    own = matter.opinion.fields if matter.opinion and matter.opinion.do == move.do else {}
    decision = DecisionState(
        do=move.do,
        by=COMMITTEE,
        level=COMMITTEE,
        at=act.at,
        rule=authority.rule,
        fields=MappingProxyType({**own, **(act.data.get("fields") or {})}),
        votes=MappingProxyType({str(k): str(v) for k, v in act.data["votes"].items()}),
        speeches=tuple(
            (str(s["person"]), str(s["opinion"])) for s in act.data.get("speeches") or ()
        ),
    )
    if len(set(act.data["roster"])) % 2 == 0:
        note = f"会议当日检察委员会成员为 {len(set(act.data['roster']))} 人，为双数"
        matter = with_note(context, matter, act, "even_roster", note)
    out = sorted(state.recused & set(act.data["roster"]))
    if out:
        note = f"{'、'.join(out)}已回避，不出席、不表决，仍计入全体委员人数"
        matter = with_note(context, matter, act, "recused_member_counted", note)
    return conclude(context, state, matter, move, authority, decision, act)
