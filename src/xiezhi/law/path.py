"""The way to a decision (DT-4): opinion, hearing of the team, head's review, joint meeting.

Nobody alters another's opinion: there is no act for it. Each step stands beside the earlier ones.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.authority import Ground, raised, resolve
from xiezhi.law.context import Context, day_of
from xiezhi.law.matters import (
    find_matter,
    key_of,
    new_matter,
    put,
    unheard,
    unsigned_refusal,
    with_note,
)
from xiezhi.law.moving import check_fields, check_move
from xiezhi.law.refusals import Refusal, Refused, lacks, not_now, not_you
from xiezhi.law.state import (
    HearingState,
    MatterState,
    MeetingState,
    OpinionState,
    ReviewState,
    State,
)

WITH_HANDLER = ("hearing", "proposed", "re_review", "supplement", "disagreed", "agreed",
                "meeting_requested", "meeting_held")  # fmt: skip
REVIEWABLE = ("proposed", "meeting_requested")
RESULTS = ("agree", "re_review", "supplement", "disagree")


def check_opine(context: Context, state: State, act: Act) -> list[Refusal]:
    """The handler's opinion, after the team was heard, on a move lawful in itself (意见 6, 8)."""
    found = _check_handler(context, state, act)
    move = context.procedure.move(str(act.data.get("do", "")))
    if move is None or not move.authority:
        reason = f"「{act.data.get('do')}」不是需要决定的事项"
        return [*found, not_now("opine.unknown", reason, "选择本程序中需要决定的事项")]
    subject = act.data.get("subject")
    matter = find_matter(state, move.matter_group, subject)
    if matter is not None and matter.status not in WITH_HANDLER:
        reason = "处理意见已经报送，报送期间不能另行提出"
        cure = "检察长要求重新审查后再提出；或者书面补充意见"
        found.append(not_now("opine.sent", reason, cure, context.article("path")))
    found += unsigned_refusal(context, matter)
    for person in unheard(state, matter):
        reason = f"主办检察官提出处理意见前，应当听取办案组检察官 {person} 的意见"
        cure = f"先记录 {person} 的意见"
        found.append(not_now("opine.unheard", reason, cure, context.article("hear_team")))
    found += check_move(context, state, move, subject)
    if found:
        return found
    try:
        resolve(move.authority, context.facts(state, subject), on=day_of(act), pack=context.pack)
    except Refused as refused:
        return list(refused.refusals)
    return []


def form_opine(context: Context, state: State, act: Act) -> list[Refusal]:
    """An opinion has reasons, and the move's own fields."""
    move = context.procedure.move(str(act.data.get("do", "")))
    assert move is not None
    found = []
    if not act.data.get("reasons"):
        why = "决定的人和以后查究责任的人都要看到理由"
        found.append(lacks("reasons", "处理意见的理由", why, context.article("path")))
    fields = act.data.get("fields") or {}
    return found + check_fields(context, state, move, act.data.get("subject"), fields)


def opine(context: Context, state: State, act: Act) -> State:
    """Put the opinion on file behind earlier ones; after a meeting compare it with the majority."""
    move = context.procedure.move(str(act.data["do"]))
    assert move is not None
    assert move.authority is not None
    subject = act.data.get("subject")
    facts = context.facts(state, subject)
    authority = resolve(move.authority, facts, on=day_of(act), pack=context.pack)
    matter = find_matter(state, move.matter_group, subject)
    if matter is None:
        matter = new_matter(state, move, subject, authority, act)
    if matter.forced is not None:
        authority = raised(authority, matter.forced.level, matter.forced)
    opinion = OpinionState(
        act.by, move.do, str(act.data["reasons"]), act.at,
        MappingProxyType(dict(act.data.get("fields") or {})),
    )  # fmt: skip
    matter = replace(
        matter,
        do=move.do,
        status="proposed",
        authority=authority,
        level=authority.level,
        opinions=(*matter.opinions, opinion),
        since=act.at,
    )
    return put(state, _compared(context, matter, act))


def _compared(context: Context, matter: MatterState, act: Act) -> MatterState:
    """Compare the opinion with the joint meeting's majority (意见 24; DT-4.7 - 4.9)."""
    meeting = matter.meeting
    if meeting is None:
        return matter
    if meeting.majority is None:
        note = "联席会议没有形成多数意见，业务部门负责人可以报检察长决定"
        return with_note(context, matter, act, "tie", note)
    if meeting.majority == matter.do:
        if matter.must_go_to_chief:
            note = "承办检察官改为多数意见，原意见留存"
            matter = with_note(context, matter, act, "change_to_majority", note)
        forced = None if _forced_by_meeting(matter.forced) else matter.forced
        return replace(matter, must_go_to_chief=False, forced=forced)
    ground = Ground(
        "responsibility.path",
        "chief",
        "承办意见与联席会议多数意见不一致",
        context.article("majority_differs"),
    )
    authority = raised(matter.authority, "chief", ground)
    return replace(
        matter,
        status="meeting_held",
        must_go_to_chief=True,
        forced=matter.forced or ground,
        authority=authority,
        level=authority.level,
    )


def _forced_by_meeting(ground: Ground | None) -> bool:
    return ground is not None and ground.label.startswith("承办意见与联席会议")


def _check_handler(context: Context, state: State, act: Act) -> list[Refusal]:
    if state.handler is None:
        return [not_now("handler.none", "尚未分案，没有承办检察官", "先分案")]
    if act.by == state.handler:
        return []
    cite = context.article("hear_team" if len(state.members) > 1 else "path")
    reason = "处理意见由承办检察官（主办检察官）提出"
    return [not_you("opine.not_handler", reason, f"由承办检察官 {state.handler} 提出", cite)]


def check_hear_member(context: Context, state: State, act: Act) -> list[Refusal]:
    """The lead records what another prosecutor of the team holds, before the opinion (意见 6)."""
    found = _check_handler(context, state, act)
    if not act.data:
        return found
    members = {m.person for m in state.team if m.until_at is None and m.prosecutor}
    if act.data.get("person") not in members - {state.handler}:
        reason = f"{act.data.get('person')}不是办案组的其他检察官"
        cite = context.article("hear_team")
        found.append(not_now("hear.stranger", reason, "选择办案组的其他检察官", cite))
    if not act.data.get("opinion"):
        found.append(lacks("opinion", "该检察官的意见", "不同意见应当记录在案"))
    if key_of(context, state, act) is None:
        found.append(not_now("matter.none", "没有指明就哪个事项听取意见", "选择事项"))
    return found


def hear_member(context: Context, state: State, act: Act) -> State:
    """Record the member's opinion; immutable, kept in the internal volume."""
    group, subject = key_of(context, state, act) or ("", None)
    matter = find_matter(state, group, subject)
    if matter is None:
        move = context.procedure.group(group)[0]
        assert move.authority is not None
        facts = context.facts(state, subject)
        authority = resolve(move.authority, facts, on=day_of(act), pack=context.pack)
        matter = new_matter(state, move, subject, authority, act)
    heard = HearingState(str(act.data["person"]), str(act.data["opinion"]), act.at)
    return put(state, replace(matter, heard=(*matter.heard, heard)))


def _open(state: State, act: Act) -> tuple[MatterState | None, list[Refusal]]:
    key = str(act.data.get("matter", ""))
    matter = state.matters.get(key)
    if matter is None or matter.opinion is None:
        return None, [
            not_now("matter.none", f"没有事项「{key}」的处理意见", "先由承办检察官提出处理意见")
        ]
    if matter.status == "decided":
        return None, [not_now("matter.decided", "该事项已经作出决定", "对决定有异议的，提出异议")]
    return matter, []


def check_review(context: Context, state: State, act: Act) -> list[Refusal]:
    """The head reviews if authorised; agrees, sends back or disagrees, and never alters (意见 24)."""
    cite = context.article("head_review")
    altered = {"opinion", "do", "fields", "reasons"} & set(act.data)
    if altered:
        reason = "业务部门负责人不得直接改变检察官意见或者要求检察官改变意见"
        cure = "只能同意、要求重新审查、要求补充材料，或者不同意并写明审核意见"
        return [not_you("review.alters_opinion", reason, cure, cite)]
    matter, found = _open(state, act)
    if act.capacity != "department_head" and not _stands_in(state, act):
        reason = "案件和重要法律文书由业务部门负责人审核"
        found.append(not_you("review.not_head", reason, "由业务部门负责人审核", cite))
    if act.by in {m.person for m in state.team if m.until_at is None}:
        reason = "办案人员不能审核自己承办的案件"
        cure = "由另一名经授权的部门负责人或者分管副检察长审核"
        found.append(not_you("review.self", reason, cure, context.article("head_authorised")))
    if matter is None:
        return found
    found += unsigned_refusal(context, matter)
    if matter.status not in REVIEWABLE:
        reason = "该事项现在不需要部门负责人审核"
        found.append(not_now("review.status", reason, "等待承办检察官提出或者重新提出意见", cite))
    elif matter.level == "prosecutor" and not matter.authority.head_review:
        reason = "该事项由检察官决定，不在部门负责人的审核范围"
        found.append(not_now("review.out_of_list", reason, "由承办检察官决定", cite))
    return found


def _stands_in(_state: State, act: Act) -> bool:
    """Whether a deputy reviews because the handler is a head (DT-2.16, default)."""
    return act.capacity == "deputy_chief"


def form_review(context: Context, state: State, act: Act) -> list[Refusal]:
    """A result of the four; a remark unless the head agrees."""
    result = act.data.get("result")
    cite = context.article("head_review")
    if result not in RESULTS:
        reason = f"审核结果「{result}」无效"
        cure = "应为：同意、要求重新审查、要求补充材料、不同意"
        return [not_now("review.result", reason, cure, cite)]
    matter = state.matters[str(act.data["matter"])]
    if result == "agree" and matter.must_go_to_chief:
        reason = "承办意见与检察官联席会议多数意见不一致，不能以同意了结"
        cure = "将审核意见连同检察官处理意见一并报检察长决定"
        return [
            not_now("review.majority_differs", reason, cure, context.article("majority_differs"))
        ]
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


def check_request_meeting(context: Context, state: State, act: Act) -> list[Refusal]:
    """The handler may ask the head for a joint meeting (意见 7)."""
    matter, found = _open(state, act)
    found = _check_handler(context, state, act) + found
    if matter is not None and matter.status not in WITH_HANDLER:
        reason = "该事项已经报送，不能再提请召开联席会议"
        found.append(not_now("meeting.late", reason, "等待决定", context.article("joint_meeting")))
    return found + unsigned_refusal(context, matter)


def request_meeting(_context: Context, state: State, act: Act) -> State:
    """Pass the request to the head."""
    matter = state.matters[str(act.data["matter"])]
    return put(state, replace(matter, status="meeting_requested", since=act.at))


def check_hold_meeting(context: Context, state: State, act: Act) -> list[Refusal]:
    """The head convenes; a prosecutor can only request (意见 7, 23)."""
    cite = context.article("joint_meeting")
    matter, found = _open(state, act)
    if act.capacity != "department_head":
        reason = "检察官联席会议由业务部门负责人召集"
        cure = "承办检察官可以提请业务部门负责人召开"
        found.append(not_you("meeting.not_head", reason, cure, cite))
    if matter is not None and matter.status not in WITH_HANDLER:
        reason = "该事项已经报送，不能再召开联席会议讨论"
        found.append(not_now("meeting.late", reason, "等待决定", cite))
    return found + unsigned_refusal(context, matter)


def form_hold_meeting(context: Context, state: State, act: Act) -> list[Refusal]:
    """Everybody's opinion, within the alternatives; a record; a majority as computed."""
    cite = context.article("joint_meeting")
    matter = state.matters[str(act.data["matter"])]
    opinions = dict(act.data.get("opinions") or {})
    found = []
    if not set(opinions) - {state.handler}:
        why = "参会检察官的意见应当逐人全面记录"
        found.append(lacks("opinions", "参会检察官的意见", why, cite))
    allowed = {m.do for m in context.procedure.group(matter.group)}
    strange = sorted(set(opinions.values()) - allowed)
    if strange:
        names = "、".join(m.label for m in context.procedure.group(matter.group))
        reason = f"意见「{strange[0]}」不在可选的处理之内"
        found.append(not_now("meeting.opinion", reason, f"应为：{names}", cite))
    if not act.data.get("record"):
        found.append(lacks("record", "会议记录", "讨论情况和意见应当全面记录", cite))
    computed = majority(context, state, opinions)
    if "majority" in act.data and act.data["majority"] not in (None, computed):
        reason = "填写的多数意见与逐人意见不符"
        found.append(not_now("meeting.majority", reason, "多数意见由系统按逐人意见计算", cite))
    return found


def majority(context: Context, state: State, opinions: dict[str, str]) -> str | None:
    """The opinion of more than half of the attendees counted; None for a tie or none."""
    counted = dict(opinions)
    if not context.setting("handler_counts_in_majority").value and state.handler:
        counted.pop(state.handler, None)
    votes = list(counted.values())
    return next((do for do in set(votes) if votes.count(do) * 2 > len(votes)), None)


def hold_meeting(context: Context, state: State, act: Act) -> State:
    """Store the meeting with its computed majority and compare the handler's opinion."""
    matter = state.matters[str(act.data["matter"])]
    opinions = {str(k): str(v) for k, v in act.data["opinions"].items()}
    meeting = MeetingState(
        act.by, MappingProxyType(opinions), majority(context, state, opinions),
        str(act.data["record"]), act.at,
    )  # fmt: skip
    matter = replace(matter, meetings=(*matter.meetings, meeting), status="proposed", since=act.at)
    if state.handler in opinions:
        note = "计算多数意见时不计入承办检察官本人"
        matter = with_note(context, matter, act, "handler_counts_in_majority", note)
    return put(state, _compared(context, matter, act))


def check_sign_record(context: Context, state: State, act: Act) -> list[Refusal]:
    """Each attendee signs; a refusal to sign is recorded by the head (意见 7; DT-4.11)."""
    matter, found = _open(state, act)
    if matter is None:
        return found
    cite = context.article("joint_meeting")
    meeting = matter.meeting
    if meeting is None or not meeting.unsigned:
        return [not_now("sign.none", "没有等待签名的联席会议记录", "无需签名", cite)]
    person = act.data.get("person") or act.by
    if person not in meeting.unsigned:
        reason = f"{person}没有参加会议，或者已经签名"
        found.append(
            not_you("sign.stranger", reason, f"待签名：{'、'.join(meeting.unsigned)}", cite)
        )
    elif person != act.by and not act.data.get("refused"):
        reason = "会议记录应当由参加会议的检察官本人签名"
        found.append(
            not_you("sign.other", reason, f"由{person}本人签名，或者记明拒签的理由", cite)
        )
    elif person != act.by and act.capacity != "department_head":
        reason = "拒绝签名的情况由召集会议的业务部门负责人记明"
        found.append(not_you("sign.refusal", reason, "由业务部门负责人记明", cite))
    return found


def sign_record(_context: Context, state: State, act: Act) -> State:
    """Record the signature or its refusal."""
    matter = state.matters[str(act.data["matter"])]
    meeting = matter.meeting
    assert meeting is not None
    person = str(act.data.get("person") or act.by)
    if act.data.get("refused"):
        refused = MappingProxyType({**meeting.refused_to_sign, person: str(act.data["refused"])})
        meeting = replace(meeting, refused_to_sign=refused)
    else:
        meeting = replace(meeting, signed=meeting.signed | {person})
    return put(state, replace(matter, meetings=(*matter.meetings[:-1], meeting)))
