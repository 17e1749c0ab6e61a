"""Reporting upwards and the chief's review (DT-5; 意见 8, 22, 24)."""

from __future__ import annotations

from dataclasses import replace

from xiezhi.law.acts import Act, date_in
from xiezhi.law.authority import Ground, raised
from xiezhi.law.context import Context
from xiezhi.law.deciders import is_chief, leads_department
from xiezhi.law.deciding import COMMITTEE, by_prosecutor
from xiezhi.law.matters import put, unsigned_refusal, with_note
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.reporting import ASKED, to_execute
from xiezhi.law.sending_up import check_disagreement, check_discussed, disagree
from xiezhi.law.state import InstructionState, MatterState, State
from xiezhi.law.undoing import executed, undone

COMMITTEE_AGAIN = "to_committee"
WHAT = ("re_review", COMMITTEE_AGAIN, *ASKED)  # 意见 22; to decide directly is an act of its own


def check_submit(context: Context, state: State, act: Act) -> list[Refusal]:
    """The head reports to the chief, the chief to the committee or the superior (意见 8, 24)."""
    matter = state.matters.get(str(act.data.get("matter", "")))
    if matter is not None and matter.status == "decided" and act.data.get("disagrees"):
        return check_disagreement(context, state, matter, act)
    if matter is None or matter.opinion is None or matter.status == "decided":
        return [not_now("matter.none", "没有待决定的事项", "先由承办检察官提出处理意见")]
    found = unsigned_refusal(context, matter)
    to, cite = act.data.get("to"), context.article("path")
    if act.data.get("withhold") or act.data.get("without_opinion"):
        reason = "报送检察长时不得抽去检察官的处理意见"
        cure = "将审核意见连同检察官处理意见一并报送"
        found.append(not_you("submit.withheld", reason, cure, context.article("head_review")))
    if to == "chief":
        return found + _check_to_chief(context, state, matter, act)
    if to not in (COMMITTEE, "superior"):
        found.append(
            not_now(
                "submit.to", f"报送对象「{to}」无效", "应为：检察长、检察委员会、上级人民检察院"
            )
        )
        return found
    if not is_chief(state, act):
        reason = "由检察长提请检察委员会讨论或者报送上级人民检察院"
        found.append(not_you("submit.not_chief", reason, "报检察长决定", cite))
    if matter.status != "to_chief" and not _own(context, state, matter, act):
        reason = "案件尚未经部门负责人审核并报送检察长"
        found.append(not_now("submit.status", reason, "由部门负责人审核后报检察长", cite))
    return found + (check_discussed(context, matter) if to == "superior" else [])


def _own(context: Context, state: State, matter: MatterState, act: Act) -> bool:
    """Whether the chief handles the case, so that no head reviews it (DT-2.17)."""
    chief = act.capacity == "chief" and act.by == state.handler
    return chief and matter.status == "proposed" and bool(context.default("chief_as_handler"))


def _check_to_chief(
    context: Context, state: State, matter: MatterState, act: Act
) -> list[Refusal]:
    found = []
    if not leads_department(state, act):
        reason = "报检察长决定由业务部门负责人办理"
        cure = "由业务部门负责人将审核意见连同处理意见一并报送"
        found.append(not_you("submit.not_head", reason, cure, context.article("head_review")))
    ready = matter.status in ("disagreed", "meeting_held", "agreed")
    if not ready and not (matter.status == "proposed" and matter.meetings):
        reason = "部门负责人尚未审核"
        found.append(not_now("submit.unreviewed", reason, "先审核", context.article("path")))
    return found


def submit(context: Context, state: State, act: Act) -> State:
    """Pass the matter on, with every text in it, and raise the level where that is the effect."""
    matter = state.matters[str(act.data["matter"])]
    to = str(act.data["to"])
    if matter.status == "decided":
        return disagree(context, state, matter, act)
    if _own(context, state, matter, act):
        note = "检察长承办并提交，未经部门负责人审核"
        matter = with_note(context, matter, act, "chief_as_handler", note)
    matter = replace(matter, status=f"to_{to}", since=act.at)
    if to == "superior":
        return put(state, matter)
    label = {"chief": "报检察长决定", COMMITTEE: "检察长提交检察委员会"}[to]
    name = {"chief": "head_review", COMMITTEE: "to_committee"}[to]
    return put(state, _force(context, matter, to, label, name))


def _force(
    context: Context, matter: MatterState, level: str, label: str, article: str
) -> MatterState:
    ground = Ground("responsibility.path", level, label, context.article(article))
    authority = raised(matter.authority, level, ground)
    if authority is matter.authority:
        return matter
    return replace(matter, authority=authority, level=authority.level, forced=ground)


def check_instruct(context: Context, state: State, act: Act) -> list[Refusal]:
    """The chief reviews (意见 22): re-review, committee, report; explanation only on a trigger."""
    cite = context.article("chief_review")
    matter = state.matters.get(str(act.data.get("matter", "")))
    found = []
    if not is_chief(state, act):
        reason = "要求重新审查、提请检察委员会讨论、报告情况是检察长的职权"
        found.append(not_you("instruct.not_chief", reason, "由检察长办理", cite))
    what = act.data.get("what")
    open_to = instructions_now(context, state, matter) if matter else ()
    if matter is None or not open_to or what not in (None, *open_to):
        return [*found, not_now("matter.none", "没有待决定的事项", "选择待决定的事项", cite)]
    return found + unsigned_refusal(context, matter)


def instructions_now(context: Context, state: State, matter: MatterState) -> tuple[str, ...]:
    """What the chief may ask now: of a proposal everything; of a decision, before it is executed.

    A prosecutor's decision the chief may send back or to the committee (意见 22), the committee's
    only back to the committee (意见 11); of one that is executed a report is asked (DT-3.4).
    """
    if matter.status != "decided":
        return WHAT if matter.opinion is not None else ()
    asked = ASKED if to_execute(state, matter) else ()
    if context.article("reviews_decided") is None or executed(state, matter.key):
        return asked
    if by_prosecutor(matter):
        return WHAT
    decided = matter.decision is not None and matter.decision.level == COMMITTEE
    return (COMMITTEE_AGAIN, *asked) if decided else asked


def form_instruct(context: Context, _state: State, act: Act) -> list[Refusal]:
    """What is one of four; an explanation names one of the five triggers, a report its day."""
    cite, what = context.article("chief_review"), act.data.get("what")
    codes = context.pack.authority["responsibility.explanation_triggers"].codes
    if what not in WHAT:
        cure = "应为：重新审查、提请检察委员会、报告情况、作出说明"
        return [not_now("instruct.what", f"「{what}」无效", cure, cite)]
    trigger = act.data.get("trigger")
    if what == "explain" and trigger not in codes:
        reason = "只有在五种情形之一时，检察长才可以要求检察官作出说明"
        return [
            not_now("instruct.trigger", reason, f"选择情形：{'；'.join(codes.values())}", cite)
        ]
    if what == "report" and date_in(act.data.get("due_on")) is None:
        return [lacks("due_on", "报告的期限", "到期未报告的要提醒", cite)]
    return []


def instruct(context: Context, state: State, act: Act) -> State:
    """Record the instruction and pass the matter where it says."""
    matter = state.matters[str(act.data["matter"])]
    what = str(act.data["what"])
    if matter.status == "decided" and what not in ASKED:
        state = undone(state, matter, what)
        matter = state.matters[matter.key]
    order = InstructionState(
        what, act.by, act.at, date_in(act.data.get("due_on")),
        str(act.data.get("reason") or ""), str(act.data.get("trigger") or ""),
    )  # fmt: skip
    matter = replace(matter, instructions=(*matter.instructions, order))
    if what == "re_review":
        matter = replace(matter, status="re_review", since=act.at)
    elif what == "to_committee":
        matter = replace(matter, status="to_committee", since=act.at)
        matter = _force(context, matter, COMMITTEE, "检察长提交检察委员会", "to_committee")
    return put(state, matter)
