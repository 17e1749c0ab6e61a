"""Finding, opening and storing matters; what the steps of the way share."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.authority import Authority
from xiezhi.law.context import Context
from xiezhi.law.procedure_rules import Move
from xiezhi.law.refusals import Refusal, not_now
from xiezhi.law.state import MatterState, Note, State


def find_matter(state: State, group: str, subject: str | None) -> MatterState | None:
    """The open matter of a group and party; a decided one is history."""
    for matter in reversed(tuple(state.matters.values())):
        same = matter.group == group and matter.subject == subject
        if same and matter.status != "decided":
            return matter
    return None


def new_matter(
    state: State, move: Move, subject: str | None, authority: Authority, act: Act
) -> MatterState:
    """A new matter; a second one of the same group and party gets ``#2`` behind its key."""
    base = f"{move.matter_group}:{subject or 'all'}"
    earlier = sum(1 for key in state.matters if key == base or key.startswith(f"{base}#"))
    key = f"{base}#{earlier + 1}" if earlier else base
    return MatterState(
        key,
        move.matter_group,
        move.do,
        subject,
        "hearing",
        authority,
        authority.level,
        since=act.at,
    )


def put(state: State, matter: MatterState) -> State:
    """The state with this matter in it."""
    return replace(state, matters=MappingProxyType({**state.matters, matter.key: matter}))


def key_of(context: Context, state: State, act: Act) -> tuple[str, str | None] | None:
    """Group and party an act speaks of, from an open matter's key or ``group:party``."""
    key = str(act.data.get("matter", ""))
    if key in state.matters:
        known = state.matters[key]
        return (known.group, known.subject) if context.procedure.group(known.group) else None
    group, _, subject = key.split("#")[0].partition(":")
    if not context.procedure.group(group):
        return None
    who = None if subject in ("", "all") else subject
    return (group, who) if who is None or who in state.parties else None


def unheard(state: State, matter: MatterState | None) -> tuple[str, ...]:
    """The other prosecutors of the team whose opinion is not on file (意见 6; DT-1.8)."""
    heard = {h.person for h in matter.heard} if matter else set()
    return tuple(
        m.person
        for m in state.team
        if m.prosecutor and m.until_at is None and m.person not in {state.handler, *heard}
    )


def unsigned_refusal(context: Context, matter: MatterState | None) -> list[Refusal]:
    """The refusal of any next step while an attendee has not signed (DT-4.11)."""
    if matter is None or matter.meeting is None or not matter.meeting.unsigned:
        return []
    names = "、".join(matter.meeting.unsigned)
    reason = f"检察官联席会议记录还有 {names} 没有签名"
    cure = "由本人签名，或者由业务部门负责人记明拒签情况"
    return [not_now("meeting.unsigned", reason, cure, context.article("joint_meeting"))]


def with_note(
    context: Context, matter: MatterState, act: Act, setting: str, text: str
) -> MatterState:
    """The matter with a note that a default was applied where the text is silent."""
    default = context.setting(setting)
    note = Note(
        act.at, f"{text}（文本未规定，按默认口径：{default.label}）", default.citation, False
    )
    return replace(matter, notes=(*matter.notes, note))


def open_matter(state: State, act: Act) -> tuple[MatterState | None, list[Refusal]]:
    """The undecided matter an act means, with the handler's opinion in it; else the refusal."""
    key = str(act.data.get("matter", ""))
    matter = state.matters.get(key)
    if matter is None or matter.opinion is None:
        return None, [
            not_now("matter.none", f"没有事项「{key}」的处理意见", "先由承办检察官提出处理意见")
        ]
    if matter.status == "decided":
        return None, [not_now("matter.decided", "该事项已经作出决定", "对决定有异议的，提出异议")]
    return matter, []
