"""Acceptance, assignment, membership, facts and closing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from xiezhi.law import clocks
from xiezhi.law.acts import JSON, Act, date_in
from xiezhi.law.closing import unmet_of_parties
from xiezhi.law.context import Context, day_of
from xiezhi.law.deciders import is_chief
from xiezhi.law.forms import PAPERS
from xiezhi.law.moving import enter_stage
from xiezhi.law.organisation import (
    AUXILIARY,
    LEADING_POSTS,
    check_handling_unit,
    prosecutors_in,
    two_leaders,
)
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import Member, State


def check_accept(_context: Context, state: State, _act: Act) -> list[Refusal]:
    """Acceptance comes first and once; the procedure may ask for conditions (规则 156 - 158)."""
    if state.stage:
        return [not_now("accept.done", "本件已经受理", "在已受理的件上继续办理")]
    return []


def form_accept(context: Context, _state: State, act: Act) -> list[Refusal]:
    """Day of receipt, parties, the facts the clocks turn on, each of its declared type."""
    found = []
    facts: dict[str, JSON] = dict(act.data.get("facts") or {})
    received = date_in(act.data.get("received_on"))
    if received is None:
        found.append(lacks("received_on", "收到日期", "办案期限自收到之日起计算"))
    elif received > day_of(act):
        reason = f"收到日期 {received} 晚于受理当日 {day_of(act)}"
        found.append(not_now("accept.future", reason, "核对移送文书上的收到日期"))
    parties = list(act.data.get("parties") or ())
    for field in context.procedure.acceptance_fields:
        given = facts.get(field.name) is not None or (
            parties and all((p.get("facts") or {}).get(field.name) is not None for p in parties)
        )
        if field.required and not given:
            found.append(lacks(field.name, field.label, field.why))
    found += wrong_facts(context, facts)
    for party in parties:
        found += wrong_facts(context, party.get("facts") or {})
    return found or context.unmet(context.procedure.accepts, facts, "accept")


def wrong_facts(context: Context, facts: Mapping[str, JSON]) -> list[Refusal]:
    """Refusals of declared facts whose value is of another type than declared."""
    found = []
    for name, value in facts.items():
        fact = context.pack.facts.get(name)
        plain = date_in(value) if fact is not None and fact.type == "date" else value
        if fact is None or value is None or fact.accepts(plain):
            continue
        allowed = "、".join(fact.choices.values()) or {"bool": "是或否", "int": "整数"}.get(
            fact.type, "规定的格式"
        )
        reason = f"「{fact.label}」的值「{value}」无效"
        found.append(not_now(f"fact.{name}", reason, f"应填：{allowed}"))
    return found


def accept(context: Context, state: State, act: Act) -> State:
    """Open the proceeding: facts, parties, first stage, clocks from the day of receipt."""
    received = date_in(act.data["received_on"]) or day_of(act)
    parties = {
        str(p["id"]): MappingProxyType({"name": p.get("name", ""), **(p.get("facts") or {})})
        for p in act.data.get("parties") or ()
    }
    opened = replace(
        state,
        opened_on=received,
        facts=MappingProxyType(dict(act.data.get("facts") or {})),
        parties=MappingProxyType(parties),
        parties_in=tuple(parties),
    )
    return enter_stage(context, opened, context.procedure.first, None, received)


def check_refuse_acceptance(_context: Context, state: State, _act: Act) -> list[Refusal]:
    """A file may be refused only before acceptance, with reasons."""
    if state.stage or state.closed:
        return [not_now("accept.done", "本件已经受理或者已不予受理", "在已受理的件上继续办理")]
    return []


def form_refuse_acceptance(_context: Context, _state: State, act: Act) -> list[Refusal]:
    """A refusal gives its reasons."""
    if act.data.get("reasons"):
        return []
    return [lacks("reasons", "不予受理的理由", "移送单位据此补送或者另行移送")]


def refuse_acceptance(_context: Context, state: State, act: Act) -> State:
    """Close without opening."""
    return replace(state, closed=True, closed_on=day_of(act))


def check_assign(_context: Context, state: State, act: Act) -> list[Refusal]:
    """After acceptance, once; a change of handler is a reassignment."""
    again = act.kind == "reassign"
    if not state.stage:
        return [not_now("assign.not_accepted", "尚未受理，不能分案", "先由案件管理部门受理")]
    if not again and state.handler:
        return [not_now("assign.done", "已经分案", "需要更换承办人的，办理重新分案并说明理由")]
    return []


def form_assign(context: Context, _state: State, act: Act) -> list[Refusal]:
    """Method, seed or reason and approver, and a lawful handling unit (意见 5, 9)."""
    data, cite, again = act.data, context.article("assignment"), act.kind == "reassign"
    found = []
    if not data.get("handler"):
        found.append(lacks("handler", "承办检察官", "每件案件都要有对办案负责的检察官"))
    if data.get("method") not in ("random", "designated"):
        reason = f"分案方式「{data.get('method')}」无效"
        found.append(not_now("assign.method", reason, "选随机分案或者指定分案", cite))
    if data.get("method") == "designated" and not (data.get("reason") and data.get("approver")):
        reason = "指定分案须写明理由和批准人"
        found.append(
            not_now("assign.reason", reason, "填写指定分案的理由和批准人，或者随机分案", cite)
        )
    if data.get("method") == "random" and not data.get("seed"):
        found.append(lacks("seed", "随机分案种子", "公布种子后任何人都可以重算核验", cite))
    if again and not data.get("reason"):
        found.append(lacks("reason", "重新分案的理由", "更换承办人应当留痕", cite))
    return found + check_handling_unit(context, data)


def assign(context: Context, state: State, act: Act) -> State:
    """Set the handling unit and let the case go on to the stage that follows assignment."""
    posts = prosecutors_in(act.data)
    handler, lead = str(act.data["handler"]), act.data.get("lead")
    members = {"handler": handler}
    if len(posts) > 1 and lead:
        members["lead"] = str(lead)
    team = [Member(p, "lead" if p == lead else "member", act.at) for p in posts]
    for other in act.data.get("members") or ():
        if str(other["person"]) not in posts:
            members.setdefault(str(other["role"]), str(other["person"]))
            team.append(Member(str(other["person"]), str(other["role"]), act.at, prosecutor=False))
    past = tuple(replace(m, until_at=m.until_at or act.at) for m in state.team)
    former = state.former_handlers
    if state.handler and state.handler != (lead or handler):
        former = (*former, state.handler)
    state = replace(
        state,
        members=MappingProxyType(members),
        team=(*past, *team),
        former_handlers=former,
        notes=(*state.notes, *two_leaders(context, posts, act)),
    )
    following = context.stage(state.stage).after_assign
    return enter_stage(context, state, following, None, day_of(act)) if following else state


def check_join(_context: Context, state: State, _act: Act) -> list[Refusal]:
    """Only into an assigned case."""
    if not state.handler:
        return [not_now("join.unassigned", "尚未分案", "先分案，再编入人员")]
    return []


def form_join(context: Context, state: State, act: Act) -> list[Refusal]:
    """Who joins as what; a leader who joins must lead, so the unit is assigned anew (意见 5)."""
    if not act.data.get("person") or not act.data.get("role"):
        return [lacks("person", "人员和角色", "编入办案组要写明是谁、做什么")]
    if act.data.get("post") in LEADING_POSTS:
        reason = "检察长、副检察长、专职委员参加办案组的，应当担任主办检察官"
        cure = "由检察长指定其为主办检察官，办理重新分案"
        return [not_now("team.leader_must_lead", reason, cure, context.article("handling_unit"))]
    cite, alone = context.article("lead_designated"), len(state.prosecutors) < 2
    if cite and alone and act.data["role"] not in AUXILIARY and not is_chief(state, act):
        reason = "编入第二名检察官即为检察官办案组，主办检察官应当由检察长指定"
        cure = "由检察长编入，或者办理重新分案并由检察长指定主办检察官"
        return [not_you("team.lead_not_designated", reason, cure, cite)]
    return []


def join_member(_context: Context, state: State, act: Act) -> State:
    """Add a member to the handling unit."""
    person, role = str(act.data["person"]), str(act.data["role"])
    auxiliary = role in AUXILIARY
    member = Member(person, role, act.at, prosecutor=not auxiliary)
    members = dict(state.members)
    members.setdefault(role, person)
    if not auxiliary:
        members.setdefault("lead", members["handler"])
    return replace(state, members=MappingProxyType(members), team=(*state.team, member))


def check_note_facts(_context: Context, state: State, _act: Act) -> list[Refusal]:
    """Facts are noted on an accepted case."""
    if not state.stage:
        return [not_now("facts.not_accepted", "尚未受理", "先受理")]
    return []


def form_note_facts(context: Context, state: State, act: Act) -> list[Refusal]:
    """Facts of the declared types, each change with its source."""
    found = wrong_facts(context, act.data.get("facts") or {})
    if not act.data.get("facts"):
        found.append(lacks("facts", "登记的事实", "至少登记一项"))
    if not act.data.get("source"):
        found.append(lacks("source", "来源或者理由", "改变事实会改变期限和决定权限，须有出处"))
    subject = act.data.get("subject")
    if subject and subject not in state.parties:
        found.append(not_now("facts.subject", f"没有当事人「{subject}」", "选择本件的当事人"))
    return found


def note_facts(context: Context, state: State, act: Act) -> State:
    """Lay the facts over the known ones and compute the clocks anew."""
    subject = act.data.get("subject")
    facts = dict(act.data["facts"])
    if subject:
        of_party = MappingProxyType({**state.parties[subject], **facts})
        parties = MappingProxyType({**state.parties, subject: of_party})
        state = replace(state, parties=parties)
    else:
        state = replace(state, facts=MappingProxyType({**state.facts, **facts}))
    return clocks.recomputed(context, state, subject)


def check_close(context: Context, state: State, _act: Act) -> list[Refusal]:
    """Only with every party at a final stage, no matter open, every required document issued."""
    if not state.stage:
        return [not_now("close.not_accepted", "尚未受理", "先受理")]
    found = []
    stage = context.stage(state.stage)
    if not stage.final:
        reason = f"案件仍在「{stage.label}」阶段"
        found.append(not_now("close.open", reason, "先作出终结本程序的决定"))
    waiting = [m for m in state.matters.values() if m.status not in ("decided", "hearing")]
    if waiting:
        reason = f"还有 {len(waiting)} 个事项没有决定"
        found.append(not_now("close.matters", reason, "先决定这些事项"))
    papers = [d for d in state.documents if d.required and d.status == "due"]
    if papers:
        names = "、".join(sorted({PAPERS.get(d.template, d.template) for d in papers}))
        reason = f"还有 {len(papers)} 份应当制作的文书没有签发（{names}）"
        found.append(not_now("close.documents", reason, "签发并送达文书后结案"))
    found += context.unmet(context.procedure.closing.requires, state.facts, "close")
    return found + unmet_of_parties(context, state)


def form_close(_context: Context, _state: State, act: Act) -> list[Refusal]:
    """How it was concluded."""
    return [] if act.data.get("reason") else [lacks("reason", "结案方式", "写明结案的方式和结果")]


def close(context: Context, state: State, act: Act) -> State:
    """Close the proceeding and end its clocks."""
    for clock in clocks.running(state):
        state = clocks.stop(context, state, clocks.name_of(clock.key), clock.subject, day_of(act))
    return replace(state, closed=True, closed_on=day_of(act))
