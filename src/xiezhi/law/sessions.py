"""A session of the committee (工作规则 11, 14; 意见 3, 27): its materials, its order of speaking.

The handler reports and answers for the facts reported; the members speak one after the other, the
lowest post first, and each answers for the own opinion and vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xiezhi.law.acts import Act, date_in
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciders import is_chief
from xiezhi.law.matters import open_matter, put
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import MatterState, Note, SessionState, State


def check_call(context: Context, state: State, act: Act) -> list[Refusal]:
    """The chief calls a session on a matter that was submitted to the committee."""
    cite = context.article("session")
    matter, found = open_matter(state, act)
    if not is_chief(state, act):
        reason = "检察委员会会议由检察长或者检察长委托的副检察长主持、召集"
        found.append(not_you("session.not_chief", reason, "报检察长决定召开", cite))
    if matter is not None and matter.status != "to_committee":
        reason = "该事项没有提交检察委员会"
        found.append(not_now("session.not_submitted", reason, "由检察长提交后再召集", cite))
    return found


def form_call(context: Context, _state: State, act: Act) -> list[Refusal]:
    """The day, and the materials sent so many days ahead, or why not (工作规则 14)."""
    held, sent = date_in(act.data.get("held_on")), date_in(act.data.get("materials_sent_on"))
    rule = context.setting("materials_days")
    if held is None:
        return [lacks("held_on", "开会日期", "委员据此准备", rule.citation)]
    if sent is None:
        why = "会议通知、议程和材料应当事先分送"
        return [lacks("materials_sent_on", "材料分送日期", why, rule.citation)]
    if held < day_of(act) or sent > day_of(act):
        reason = f"开会日期 {held} 早于今日，或者材料分送日期 {sent} 晚于今日"
        return [not_now("session.days", reason, "核对日期", rule.citation)]
    if (held - sent).days < int(rule.value) and not act.data.get("urgent"):
        reason = f"材料于 {sent} 分送，距开会不足 {rule.value} 日"
        cure = "推迟开会；有特殊情况的，写明特殊情况"
        return [not_now("session.materials_late", reason, cure, rule.citation)]
    return []


def call(_context: Context, state: State, act: Act) -> State:
    """Put the session on file."""
    data, matter = act.data, state.matters[str(act.data["matter"])]
    held, sent = date_in(data["held_on"]), date_in(data["materials_sent_on"])
    assert held is not None
    assert sent is not None
    made = SessionState(
        act.by, held, sent, act.at, str(data.get("agenda") or ""), str(data.get("urgent") or "")
    )
    return put(state, replace(matter, sessions=(*matter.sessions, made)))


def check_held(context: Context, state: State, matter: MatterState, act: Act) -> list[Refusal]:
    """Refusals of a session's record: held before its day, or spoken in another order."""
    found = []
    called = [s for s in matter.sessions if matter.since is None or s.at >= matter.since]
    if called and day_of(act) < called[-1].held_on:
        reason = f"会议定于 {called[-1].held_on} 召开，尚未到期"
        cure = "到期开会后记录；提前开会的，重新通知"
        found.append(not_now("session.early", reason, cure, context.article("session")))
    speeches = list(act.data.get("speeches") or ())
    if not speeches:
        return found
    reporter = act.data.get("reported_by")
    if reporter != state.handler:
        reason = "案件由承办检察官向检察委员会汇报，并对汇报的事实负责"
        cure = f"由承办检察官 {state.handler} 汇报"
        found.append(not_now("session.reporter", reason, cure, context.article("member_vote")))
    return found + _check_order(context, act, speeches)


def _check_order(context: Context, act: Act, speeches: list[Mapping[str, Any]]) -> list[Refusal]:
    rule = context.setting("speaking_order")
    order = str(rule.value).split()
    spoke = [str(s.get("person")) for s in speeches]
    missing = sorted(set(act.data.get("present") or ()) ^ set(spoke))
    if missing or len(spoke) != len(set(spoke)):
        reason = f"发言与出席的委员不一致：{'、'.join(missing) or '重复发言'}"
        cure = "出席的委员逐人发表意见，每人记录一次"
        return [not_now("session.speeches", reason, cure, context.article("member_vote"))]
    if not all(s.get("opinion") and s.get("post") in order for s in speeches):
        reason = "委员发言应当写明职务和意见"
        return [lacks("speeches", "委员的意见", reason, context.article("member_vote"))]
    ranks = [order.index(str(s["post"])) for s in speeches]
    if ranks == sorted(ranks):
        return []
    reason = "委员发表意见应当从职务低的开始，主持人最后发表"
    cure = "按委员、专职委员、副检察长、检察长的次序发表意见（文本未规定，按默认口径）"
    return [not_now("session.order", reason, cure, rule.citation)]


def noted(context: Context, matter: MatterState, act: Act) -> MatterState:
    """The matter with a note where no notice with materials was on file before the session."""
    rule = context.default("materials_days")
    if rule is None or matter.sessions:
        return matter
    note = Note(act.at, "开会以前没有登记会议通知、议程和材料的分送", rule.citation)
    return replace(matter, notes=(*matter.notes, note))
