"""Reports to the chief (意见 12, 22; DT-3.2 - 3.4, DT-5.3, 5.4): asked for, or of an obstacle.

A committee's decision is executed in time. Who cannot, or learns something new, reports at once;
execution then waits for the chief: go on, or a new session.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from xiezhi.law.acts import Act
from xiezhi.law.citations import Citation
from xiezhi.law.context import SHANGHAI, Context
from xiezhi.law.deciders import is_chief
from xiezhi.law.path import check_handler
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import InstructionState, MatterState, ReportState, State
from xiezhi.law.undoing import executed, undone

OBSTACLES = {"special_reason": "因特殊原因无法及时执行", "new_facts": "执行完毕前出现新情况"}
GROUNDS = {"asked": "检察长要求报告或者说明", **OBSTACLES}
REPLIES = {"continue": "继续执行", "new_session": "重新提请检察委员会讨论"}
ASKED = ("report", "explain")


@dataclass(frozen=True, slots=True)
class Late:
    """Something owed to the chief or the committee and not done by its day: ``rule`` says what."""

    rule: str
    matter: str
    label: str
    due_on: date
    citation: Citation | None


def asked_for(state: State, matter: MatterState) -> tuple[InstructionState, ...]:
    """The chief's requests for a report or an explanation that no report has answered."""
    given = [r.at for r in state.reports if r.matter == matter.key and r.ground == "asked"]
    return tuple(
        order for order in matter.instructions
        if order.what in ASKED and not any(at >= order.at for at in given)
    )  # fmt: skip


def to_execute(state: State, matter: MatterState) -> bool:
    """Whether a decision of the committee waits for its documents: execution is not complete."""
    decided = matter.decision is not None and matter.decision.level == "committee"
    owed = [d for d in state.documents if d.matter == matter.key and d.required]
    return decided and any(not d.services for d in owed)


def pending(state: State, matter: str | None) -> ReportState | None:
    """The report of an obstacle that the chief has not answered: execution waits for it."""
    return next(
        (r for r in state.reports
         if r.matter == matter and r.ground in OBSTACLES and r.reply is None), None,
    )  # fmt: skip


def paused(context: Context, state: State, matter: str | None) -> list[Refusal]:
    """The refusal of execution while a report of an obstacle waits for the chief (DT-3.3)."""
    if pending(state, matter) is None:
        return []
    reason = "已就该决定的执行向检察长书面报告，检察长尚未答复，暂停执行"
    cure = "检察长决定继续执行的，继续执行；决定重新讨论的，等待检察委员会的新决定"
    return [not_now("execution.paused", reason, cure, context.article("committee_execution"))]


def check_report(context: Context, state: State, act: Act) -> list[Refusal]:
    """The handler's, on a matter of which a report was asked, or a committee's decision."""
    matter = state.matters.get(str(act.data.get("matter", "")))
    cite = context.article("committee_execution")
    found = check_handler(context, state, act)
    if matter is None or not (asked_for(state, matter) or to_execute(state, matter)):
        reason = "检察长没有要求报告，也没有等待执行的检察委员会决定"
        return [*found, not_now("report.none", reason, "无需报告", cite)]
    if pending(state, matter.key) is not None:
        found.append(not_now("report.pending", "已有报告在等待检察长答复", "等待答复", cite))
    return found


def grounds_now(state: State, matter: MatterState) -> tuple[str, ...]:
    """The grounds that a report may have now: what was asked; obstacles to what is executed."""
    asked = ("asked",) if asked_for(state, matter) else ()
    return (*asked, *(OBSTACLES if to_execute(state, matter) else ()))


def form_report(context: Context, state: State, act: Act) -> list[Refusal]:
    """Why, and what is reported; an obstacle only to a committee's decision."""
    matter, ground = state.matters[str(act.data["matter"])], act.data.get("ground")
    cite = context.article("committee_execution")
    open_to = grounds_now(state, matter)
    found = []
    if ground not in open_to:
        cure = f"应为：{'、'.join(GROUNDS[one] for one in open_to)}"
        found.append(not_now("form.ground", f"报告的事由「{ground}」无效", cure, cite))
    if not act.data.get("content"):
        found.append(lacks("content", "报告内容", "应当书面报告检察长", cite))
    return found


def report(_context: Context, state: State, act: Act) -> State:
    """Put the report on file; one of an obstacle pauses the execution."""
    made = ReportState(
        str(act.data["matter"]), act.by, str(act.data["ground"]), str(act.data["content"]), act.at
    )
    return replace(state, reports=(*state.reports, made))


def check_answer_report(context: Context, state: State, act: Act) -> list[Refusal]:
    """The chief answers a report of an obstacle."""
    cite = context.article("committee_execution")
    found = []
    if not is_chief(state, act):
        found.append(not_you("answer_report.not_chief", "报告由检察长答复", "报检察长", cite))
    if pending(state, act.data.get("matter")) is None:
        reason = "该事项没有等待答复的执行报告"
        found.append(not_now("answer_report.none", reason, "无需答复", cite))
    return found


def form_answer_report(context: Context, _state: State, act: Act) -> list[Refusal]:
    """Go on, or a new session of the committee."""
    if act.data.get("reply") in REPLIES:
        return []
    cure = f"应为：{'、'.join(REPLIES.values())}"
    cite = context.article("committee_execution")
    return [not_now("form.reply", f"答复「{act.data.get('reply')}」无效", cure, cite)]


def answer_report(_context: Context, state: State, act: Act) -> State:
    """Record the answer; ``new_session`` undoes the decision and brings it to the committee."""
    key, reply = str(act.data["matter"]), str(act.data["reply"])
    waiting = pending(state, key)
    reports = tuple(
        replace(r, reply=reply, replied_by=act.by, replied_at=act.at) if r is waiting else r
        for r in state.reports
    )
    state = replace(state, reports=reports)
    if reply == "new_session":
        return undone(state, state.matters[key], "to_committee")
    return state


def late(context: Context, state: State, on: date) -> tuple[Late, ...]:
    """Reports asked for and not given by their day; committee decisions not executed in time."""
    found = []
    days = context.setting("committee_execution_days")
    for matter in state.matters.values():
        for order in asked_for(state, matter):
            if order.due_on is not None and order.due_on < on:
                cite = context.article("chief_asks_report")
                label = "检察长要求的报告逾期没有提出"
                found.append(Late("report_overdue", matter.key, label, order.due_on, cite))
        decision = matter.decision
        if decision is None or not to_execute(state, matter) or executed(state, matter.key):
            continue
        due_on = decision.at.astimezone(SHANGHAI).date() + timedelta(days=int(days.value))
        reported = any(r.matter == matter.key and r.ground in OBSTACLES for r in state.reports)
        if due_on < on and not reported:
            label = "检察委员会的决定没有及时执行，也没有报告"
            late_one = Late("execution_overdue", matter.key, label, due_on, days.citation)
            found.append(late_one)
    return tuple(found)
