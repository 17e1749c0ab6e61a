"""Auxiliary staff at the act (意见 17 - 20; DT-7.1 - 7.6): their list, their guide, their task.

What each may do stands in the lists of duties; what an item needs besides (a guiding prosecutor, a
task given, the chief's approval, a high stage) is asked for here, whatever form the act came from.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xiezhi.law.acts import Act
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciders import is_chief
from xiezhi.law.organisation import AUXILIARY
from xiezhi.law.path import check_handler
from xiezhi.law.power_lists import duties, duty
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import State, TaskState

if TYPE_CHECKING:
    from xiezhi.law.power_list_rules import DutyItem

PARTS = {"evidence": "举证质证", "opinion": "补充发表出庭意见", "debate": "参与法庭辩论"}
HIGH = "high"


def check_auxiliary(context: Context, state: State, act: Act) -> list[Refusal]:
    """Refusals of an act of auxiliary staff: outside the list, without a guide or a task."""
    if act.capacity not in AUXILIARY:
        return []
    on, key = day_of(act), act.kind
    if act.kind == "move":
        key = f"move:{act.data.get('do', '')}"
    item = duty(act.capacity, key, on, context.pack)
    if item is None:
        listed = duties(act.capacity, on, context.pack)
        if not listed:
            return []
        reason = "这一行为不在你的职责清单之内"
        cure = f"由检察官办理；清单之内的有：{'；'.join(f'{i.no} {i.label}' for i in listed)}"
        return [not_you("auxiliary.not_in_list", reason, cure, listed[0].citation)]
    found = []
    if "guide" in item.needs and not _guided(state, act.by):
        reason = "本件没有指导你的检察官（你没有编入本件，或者本件现在没有承办检察官）"
        cure = "由检察官编入办案组，在其指导下办理"
        found.append(not_you("auxiliary.no_guide", reason, cure, item.citation))
    return found + _check_task(state, act, item)


def _guided(state: State, person: str) -> bool:
    return person in state.on_team and state.handler in state.prosecutors


def _check_task(state: State, act: Act, item: DutyItem) -> list[Refusal]:
    """Whether a task was given for an item that needs one, by whom and to whom it must be."""
    if not {"assigned", "chief_approval"} & set(item.needs):
        return []
    given = [t for t in state.tasks if (t.person, t.item) == (act.by, item.no)]
    if not given:
        reason = f"没有就「{item.label}」指派、交办你的记录"
        cure = "由承办检察官先登记指派、交办"
        if "chief_approval" in item.needs:
            cure = "报经检察长批准并登记"
        return [not_you("auxiliary.not_assigned", reason, cure, item.citation)]
    return []


def _item_for(context: Context, state: State, act: Act) -> DutyItem | None:
    """The item of the person's own list that a task names; None for a prosecutor of the team."""
    role = next((m.role for m in state.team if m.person == act.data.get("person")
                 and m.until_at is None and not m.prosecutor), "")  # fmt: skip
    listed = duties(role, day_of(act), context.pack) if role else ()
    return next((i for i in listed if i.no == act.data.get("item")), None)


def check_assign_task(context: Context, state: State, act: Act) -> list[Refusal]:
    """The lead gives the tasks of the case (意见 15); the chief approves a part in court (17)."""
    if is_chief(state, act):
        return [] if state.handler else check_handler(context, state, act)
    cite = context.article("gives_tasks")
    found = check_handler(context, state, act)
    if act.capacity in AUXILIARY:
        reason = "办案任务由承办检察官（主办检察官）指派，检察辅助人员不能指派"
        found.append(not_you("task.auxiliary", reason, "由检察官指派", cite))
    return found


def form_assign_task(context: Context, state: State, act: Act) -> list[Refusal]:
    """To whom on the team, what of their list, and what the item needs."""
    data, person = act.data, act.data.get("person")
    cite = context.article("gives_tasks")
    found = []
    if person not in state.on_team:
        reason = f"{person or '未填写的人员'}不在本件的办案人员之内"
        found.append(not_now("task.stranger", reason, "先编入办案人员，再指派", cite))
    if not data.get("what"):
        found.append(lacks("what", "任务", "写明交办什么", cite))
    if data.get("with") and data["with"] not in state.on_team:
        reason = f"{data['with']}不在本件的办案人员之内"
        found.append(not_now("task.with", reason, "选择本件的办案人员", cite))
    if found or person in state.prosecutors:
        return found
    item = _item_for(context, state, act)
    if item is None:
        reason = f"「{data.get('item') or '未填写'}」不在该人员的职责清单之内"
        return [not_now("task.item", reason, "选择其职责清单的一项", cite)]
    return _check_needs(context, state, act, item)


def _check_needs(context: Context, state: State, act: Act, item: DutyItem) -> list[Refusal]:
    found = []
    if "chief_approval" in item.needs and not is_chief(state, act):
        reason = f"「{item.label}」须经检察长批准"
        found.append(not_you("court.not_approved", reason, "报检察长批准", item.citation))
    if "high_stage" in item.needs and act.data.get("stage") != HIGH:
        reason = "只有高阶段的检察官助理可以在法庭上辅助举证质证、补充发表意见、参与辩论"
        found.append(not_now("court.not_high_stage", reason, "由检察官出庭", item.citation))
    role = next(m.role for m in state.team if m.person == act.data["person"])
    if role == "technician" and not act.data.get("qualification"):
        why = "检察技术人员须具有相应资格，写明资格证书"
        found.append(lacks("qualification", "资格", why, context.article("technician")))
    return found


def assign_task(_context: Context, state: State, act: Act) -> State:
    """Put the task on file."""
    data = act.data
    task = TaskState(
        str(data["person"]), str(data.get("item") or ""), str(data["what"]), act.by, act.at,
        str(data.get("with") or ""), str(data.get("qualification") or ""),
    )  # fmt: skip
    return replace(state, tasks=(*state.tasks, task))


def form_assist_in_court(context: Context, _state: State, act: Act) -> list[Refusal]:
    """Which part, and that the prosecutor had spoken on the main facts and law (意见 17)."""
    cite = context.article("assistant_in_court")
    found = []
    if act.data.get("part") not in PARTS:
        cure = f"应为：{'、'.join(PARTS.values())}"
        found.append(not_now("court.part", f"「{act.data.get('part')}」无效", cure, cite))
    if act.data.get("prosecutor_spoke") is not True:
        reason = "检察官尚未就主要事实和法律问题发言，检察官助理不能先发言"
        found.append(not_now("court.prosecutor_first", reason, "由检察官先发言", cite))
    return found


def check_assist_in_court(context: Context, _state: State, act: Act) -> list[Refusal]:
    """An assistant's act; what it needs besides stands in the list of duties."""
    if act.capacity == "assistant":
        return []
    reason, cite = "这一行为由检察官助理登记", context.article("assistant_in_court")
    return [not_you("court.not_assistant", reason, "检察官出庭不在此登记", cite)]
