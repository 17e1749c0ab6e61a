"""The way to a decision (DT-4): opinion, hearing of the team, head's review, joint meeting.

Nobody alters another's opinion: there is no act for it. Each step stands beside the earlier ones.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.authority import Ground, raised
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
from xiezhi.law.organisation import check_enough
from xiezhi.law.refusals import Refusal, Refused, lacks, not_now, not_you
from xiezhi.law.state import (
    HearingState,
    MatterState,
    OpinionState,
    State,
)

WITH_HANDLER = ("hearing", "proposed", "re_review", "supplement", "disagreed", "agreed",
                "meeting_requested", "meeting_held")  # fmt: skip


def check_opine(context: Context, state: State, act: Act) -> list[Refusal]:
    """The handler's opinion, after the team was heard, on a move lawful in itself (意见 6, 8)."""
    found = check_handler(context, state, act)
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
    found += unsigned_refusal(context, matter) + check_enough(context, state)
    for person in unheard(state, matter):
        reason = f"主办检察官提出处理意见前，应当听取办案组检察官 {person} 的意见"
        cure = f"先记录 {person} 的意见"
        found.append(not_now("opine.unheard", reason, cure, context.article("hear_team")))
    found += check_move(context, state, move, subject, day_of(act))
    if found:
        return found
    try:
        context.authority(move.authority, state, subject, day_of(act))
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
    """Put the opinion behind the earlier ones; after a meeting compare it with the majority."""
    move = context.procedure.move(str(act.data["do"]))
    assert move is not None
    assert move.authority is not None
    subject = act.data.get("subject")
    authority = context.authority(move.authority, state, subject, day_of(act))
    matter = find_matter(state, move.matter_group, subject)
    if matter is None:
        matter = new_matter(state, move, subject, authority, act)
    if matter.forced is not None:
        authority = raised(authority, matter.forced.level, matter.forced)
    opinion = OpinionState(
        act.by, move.do, str(act.data["reasons"]), act.at,
        MappingProxyType(dict(act.data.get("fields") or {})), authority,
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
    return put(state, compared(context, matter, act))


def compared(context: Context, matter: MatterState, act: Act) -> MatterState:
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


def check_handler(context: Context, state: State, act: Act) -> list[Refusal]:
    """Refusals of anybody but the sole prosecutor or the lead (意见 6)."""
    if state.handler is None:
        return [not_now("handler.none", "尚未分案，没有承办检察官", "先分案")]
    if act.by == state.handler:
        return []
    cite = context.article("hear_team" if len(state.members) > 1 else "path")
    reason = "处理意见由承办检察官（主办检察官）提出"
    return [not_you("opine.not_handler", reason, f"由承办检察官 {state.handler} 提出", cite)]


def check_hear_member(context: Context, state: State, act: Act) -> list[Refusal]:
    """The lead records what another prosecutor of the team holds, before the opinion (意见 6)."""
    return check_handler(context, state, act)


def form_hear_member(context: Context, state: State, act: Act) -> list[Refusal]:
    """Who was heard, on what, and what was said."""
    found = []
    if act.data.get("person") not in state.prosecutors - {state.handler}:
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
        authority = context.authority(move.authority, state, subject, day_of(act))
        matter = new_matter(state, move, subject, authority, act)
    heard = HearingState(str(act.data["person"]), str(act.data["opinion"]), act.at)
    return put(state, replace(matter, heard=(*matter.heard, heard)))
