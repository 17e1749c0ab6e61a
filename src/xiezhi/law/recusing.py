"""Recusal 回避 (规则 24 - 37): who decides it, on what ground, and that nobody comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from xiezhi.law.acts import Act
from xiezhi.law.authority_rules import AuthorityRule
from xiezhi.law.citations import Citation
from xiezhi.law.committee import check_session, check_votes
from xiezhi.law.context import Context
from xiezhi.law.deciders import is_chief
from xiezhi.law.refusals import Refusal, lacks, not_now, not_you
from xiezhi.law.state import MatterState, RecusalState, State

RULES, GROUNDS = "responsibility.recusal", "responsibility.recusal_grounds"
COMMITTEE = "committee"
VOTE = "recuse"  # the vote for the chief's recusal in a session of the committee
TEAM_POSTS = {"member": "prosecutor", "lead": "prosecutor", "handler": "prosecutor"}
# by kind of act, the keys whose value names people who take part: a code, codes, or codes → what
TAKING_PART = {
    "assign": ("handler", "lead", "approver", "members"),
    "reassign": ("handler", "lead", "approver", "members"),
    "join_member": ("person",),
    "assign_task": ("person", "with"),
    "hear_member": ("person",),
    "hold_meeting": ("opinions",),
    "sign_record": ("person",),
    "resolve": ("present", "votes"),
    "recuse": ("present", "votes"),
}


def people_in(act: Act) -> frozenset[str]:
    """Everybody who takes part in an act: who does it and whom its data name as taking part."""
    found = {act.by}
    for key in TAKING_PART.get(act.kind, ()):
        value = act.data.get(key)
        named = [value] if isinstance(value, str) else list(value or ())
        found |= {str(one["person"]) if isinstance(one, dict) else str(one) for one in named}
    return frozenset(found - {""})


def check_taking_part(context: Context, state: State, act: Act) -> list[Refusal]:
    """The refusal of an act in which somebody takes part who has recused."""
    return refuse_recused(context, people_in(act) & state.recused, act)


def refuse_recused(context: Context, out: frozenset[str], act: Act) -> list[Refusal]:
    """Refusals of the recused among those who take part, with who may act in their place."""
    cite = _cited(_rules(context), "must_recuse")
    if act.by in out:
        return [not_you("recusal.recused", "你已经在本件中回避", "由没有回避的人员办理", cite)]
    if not out:
        return []
    reason = f"{'、'.join(sorted(out))}已经在本件中回避，不能参加本件的任何办理"
    return [not_now("recusal.named", reason, "由没有回避的人员参加", cite)]


def decides(context: Context, act: Act) -> str:
    """Who decides this recusal: ``chief`` or ``committee``, by the post of the person."""
    own = act.capacity == "chief" and act.data.get("person") == act.by
    post = "chief" if own else str(act.data.get("post") or "")
    rules = _rules(context)
    return rules.codes.get(post, "chief") if rules else ("committee" if own else "chief")


def check_recuse(context: Context, state: State, act: Act) -> list[Refusal]:
    """The chief decides recusals, and the committee the chief's own (规则 29, 31)."""
    rules = _rules(context)
    if decides(context, act) == COMMITTEE:
        if state.is_without("chief"):
            return [not_now("recuse.already", "检察长已经回避", "由副检察长行使检察长职权")]
        if act.capacity == "deputy_chief":
            return []
        reason = "检察长的回避由检察委员会讨论决定"
        cure = "提请检察委员会讨论，由副检察长主持，检察长不参加"
        return [not_you("recuse.own", reason, cure, _cited(rules, "chief"))]
    if not is_chief(state, act):
        reason, cite = "检察人员的回避由检察长决定", _cited(rules, "others")
        return [not_you("recuse.chief", reason, "报检察长决定", cite)]
    if act.data.get("person") == act.by:
        reason, cite = "不能决定本人的回避", _cited(rules, "others")
        return [not_you("recuse.self", reason, "书面提出后报检察长决定", cite)]
    return []


def form_recuse(context: Context, state: State, act: Act) -> list[Refusal]:
    """A person who takes part or may, the ground, and for the chief the committee's session."""
    rules, person = _rules(context), str(act.data.get("person") or "")
    found = []
    if not person:
        found.append(lacks("person", "回避的人员", "写明是谁"))
    elif person in state.recused:
        found.append(not_now("recuse.already", f"{person}已经回避", "核对应当回避的人员"))
    elif not _post(state, act) or (rules and _post(state, act) not in rules.codes):
        reason = f"{person}不是本件的办案人员，也没有写明其在本院的职务"
        found.append(not_now("recuse.stranger", reason, "核对应当回避的人员"))
    if not act.data.get("reason"):
        why = "回避决定应当写明法定情形"
        found.append(lacks("reason", "回避理由", why, _cited(rules, "must_recuse")))
    for key, allowed in (
        ("ground", _grounds(context)),
        ("prior_acts", {"valid": "有效", "invalid": "无效"}),
    ):
        if act.data.get(key) and act.data[key] not in allowed:
            cure = f"应为：{'；'.join(allowed.values())}"
            found.append(not_now(f"recuse.{key}", f"「{act.data[key]}」无效", cure))
    return found or _check_committee(context, act)


def _check_committee(context: Context, act: Act) -> list[Refusal]:
    """The session that decides the chief's recusal: the chief is not there (规则 29)."""
    if decides(context, act) != COMMITTEE:
        return []
    cite = _cited(_rules(context), "chief")
    roster, present = list(act.data.get("roster") or ()), list(act.data.get("present") or ())
    given = act.data.get("votes")
    votes = {str(k): str(v) for k, v in given.items()} if isinstance(given, Mapping) else {}
    if not roster:
        return [lacks("roster", "委员名单", "人数和过半数以名单为准", cite)]
    found = []
    if act.data["person"] in present:
        reason = "检察委员会讨论检察长回避问题时，检察长不得参加"
        found.append(not_now("recuse.chief_present", reason, "检察长退席后讨论", cite))
    if act.by not in present:
        reason = "检察委员会讨论检察长回避问题时，由副检察长主持"
        found.append(not_now("recuse.not_presided", reason, "由副检察长出席并主持", cite))
    found += check_session(context, roster, present, votes)
    return found + check_votes(context, roster, votes, VOTE)


def recuse(_context: Context, state: State, act: Act) -> State:
    """Take the person out; a handler's place stays open until the case is reassigned."""
    person = str(act.data["person"])
    out = RecusalState(
        person, _post(state, act), str(act.data["reason"]), act.at,
        str(act.data.get("ground") or ""), str(act.data.get("prior_acts") or ""),
    )  # fmt: skip
    members = {role: p for role, p in state.members.items() if p != person}
    team = tuple(
        replace(m, until_at=act.at) if m.person == person and m.until_at is None else m
        for m in state.team
    )
    former = state.former_handlers
    if person == state.handler:
        former = (*former, person)
        members.pop("handler", None)
    matters = {key: _without(matter, out) for key, matter in state.matters.items()}
    return replace(
        state,
        members=MappingProxyType(members),
        team=team,
        former_handlers=former,
        matters=MappingProxyType(matters),
        recusals=(*state.recusals, out),
    )


def _without(matter: MatterState, out: RecusalState) -> MatterState:
    """An open matter that waits for nothing from the person; acts held invalid are done anew."""
    if matter.status == "decided":
        return matter
    meeting = matter.meeting
    if meeting is not None and out.person in meeting.unsigned:
        refused = MappingProxyType({**meeting.refused_to_sign, out.person: "已经回避，不再签名"})
        meeting = replace(meeting, refused_to_sign=refused)
        matter = replace(matter, meetings=(*matter.meetings[:-1], meeting))
    done = {o.by for o in matter.opinions} | {r.by for r in matter.reviews}
    if out.prior_acts == "invalid" and out.person in done:
        return replace(matter, status="re_review", since=out.at)
    return matter


def _post(state: State, act: Act) -> str:
    """The post stated, else the role on the team, else nothing: a stranger."""
    if act.data.get("post"):
        return str(act.data["post"])
    person = act.data.get("person")
    roles = [m.role for m in state.team if m.person == person and m.until_at is None]
    return TEAM_POSTS.get(roles[0], roles[0]) if roles else ""


def _rules(context: Context) -> AuthorityRule | None:
    """The rules on recusal; None under an earlier pack that had none of its own."""
    return context.pack.authority.get(RULES)


def _grounds(context: Context) -> Mapping[str, str]:
    grounds = context.pack.authority.get(GROUNDS)
    return grounds.codes if grounds else {}


def _cited(rules: AuthorityRule | None, name: str) -> Citation | None:
    cited = rules.articles.get(name) if rules else None
    return cited.citation if cited else None
