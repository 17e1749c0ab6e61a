"""The joint meeting (意见 7, 24): request, opinions by person, computed majority, signatures."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.deciders import leads_department
from xiezhi.law.matters import open_matter, put, unsigned_refusal, with_note
from xiezhi.law.path import WITH_HANDLER, check_handler, compared
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import MeetingState, ReviewState, State


def check_request_meeting(context: Context, state: State, act: Act) -> list[Refusal]:
    """The handler may ask the head for a joint meeting (意见 7)."""
    matter, found = open_matter(state, act)
    found = check_handler(context, state, act) + found
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
    matter, found = open_matter(state, act)
    if not leads_department(state, act):
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
    return put(state, compared(context, matter, act))


def check_decline(context: Context, state: State, act: Act) -> list[Refusal]:
    """The head may decline a request for a meeting, with reasons; the request stays on file."""
    cite = context.article("joint_meeting_request")
    matter, found = open_matter(state, act)
    if not leads_department(state, act):
        reason = "是否召开检察官联席会议由业务部门负责人决定"
        found.append(not_you("decline.not_head", reason, "由业务部门负责人办理", cite))
    if matter is not None and matter.status != "meeting_requested":
        reason = "没有等待答复的联席会议提请"
        found.append(not_now("decline.none", reason, "无需答复", cite))
    return found


def form_decline(context: Context, _state: State, act: Act) -> list[Refusal]:
    """Declining gives its reasons."""
    if act.data.get("reasons"):
        return []
    cite = context.article("joint_meeting_request")
    return [lacks("reasons", "不召开的理由", "检察官提请召开，不召开的应当说明理由", cite)]


def decline_meeting(context: Context, state: State, act: Act) -> State:
    """Note the reasons; the matter waits for the head's review as before the request."""
    matter = state.matters[str(act.data["matter"])]
    note = f"部门负责人不召开联席会议：{act.data['reasons']}"
    matter = with_note(context, matter, act, "decline_meeting", note)
    said = ReviewState(act.by, "declined", str(act.data["reasons"]), act.at)
    declined = (*matter.declined, said)
    return put(state, replace(matter, status="proposed", declined=declined, since=act.at))


def check_sign_record(context: Context, state: State, act: Act) -> list[Refusal]:
    """Each attendee signs; a refusal to sign is recorded by the head (意见 7; DT-4.11)."""
    matter, found = open_matter(state, act)
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
    elif person != act.by and not leads_department(state, act):
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
