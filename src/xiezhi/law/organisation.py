"""Who may form what (DT-1): committee roster, sole prosecutor, team, lead, head of department."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.refusals import Refusal, not_now, not_you
from xiezhi.law.state import Note, State

LEADING_POSTS = ("chief", "deputy_chief", "full_time_member")  # 意见 5, 10, 46
ROSTER_POSTS = (*LEADING_POSTS, "committee_member")
PROSECUTORS = frozenset({"prosecutor", *ROSTER_POSTS})  # posts that make their holder a prosecutor
HANDLER = "handler"  # the capacity of who handles without a prosecutor's post: a leader, a head
AUXILIARY = ("assistant", "clerk", "technician", "judicial_police")


def check_roster(
    context: Context, roster: Mapping[str, str], seniors: Sequence[str] | None = None
) -> list[Refusal]:
    """Refusals of a committee roster (person → post): even, no 专委, or a stranger (1.1, 1.2).

    ``seniors`` are the persons known to be senior prosecutors; None means not checked here.
    """
    cite = context.article("committee_odd")
    found = []
    if len(roster) % 2 == 0:
        reason = f"检察委员会成员现为 {len(roster)} 人，应当为单数"
        found.append(not_now("roster.even", reason, "增补或者减少一名委员，使成员为单数", cite))
    if "full_time_member" not in roster.values():
        reason = "检察委员会没有专职委员"
        found.append(not_now("roster.no_full_time", reason, "设置检察委员会专职委员", cite))
    strangers = [
        person
        for person, post in roster.items()
        if post not in ROSTER_POSTS
        or (post == "committee_member" and seniors is not None and person not in seniors)
    ]
    if strangers:
        reason = f"{'、'.join(strangers)}不是检察长、副检察长或者资深检察官"
        found.append(not_now("roster.stranger", reason, "从名单中移出", cite))
    return found


def check_handling_unit(context: Context, data: Mapping[str, Any]) -> list[Refusal]:
    """Refusals of an assignment's handling unit: sole = 1, team ≥ 2, its lead (1.3 - 1.7)."""
    prosecutors = prosecutors_in(data)
    others = [p for p in prosecutors if p != data.get("handler")]
    cite = context.article("handling_unit")
    if data.get("team") is False and others:
        reason = f"独任检察官承办的只能有一名检察官，现有 {len(prosecutors)} 名"
        cure = "移出其他检察官，或者改由检察官办案组承办并由检察长指定主办检察官"
        return [not_now("sole.too_many", reason, cure, cite)]
    if data.get("team") and not others:
        reason = "检察官办案组应当由两名以上检察官组成，现只有一名"
        return [
            not_now("team.too_small", reason, "再编入一名检察官，或者改由独任检察官承办", cite)
        ]
    if not others:
        return []
    return _check_lead(context, data, prosecutors)


def prosecutors_in(data: Mapping[str, Any]) -> dict[str, str]:
    """The prosecutors of an assignment: person → post held (chief, deputy_chief, … or empty)."""
    own = str(data.get("handler_post") or "")
    found = {str(data["handler"]): own} if data.get("handler") else {}
    for member in data.get("members") or ():
        if member.get("role") not in AUXILIARY:
            found[str(member["person"])] = str(member.get("post") or "")
    return found


def _check_lead(
    context: Context, data: Mapping[str, Any], prosecutors: Mapping[str, str]
) -> list[Refusal]:
    cite = context.article("handling_unit")
    lead = data.get("lead")
    if not lead or lead not in prosecutors:
        reason = "检察官办案组没有指定主办检察官"
        return [
            not_now("team.no_lead", reason, "由检察长在办案组检察官中指定一名主办检察官", cite)
        ]
    found = []
    if data.get("lead_designated_by") not in LEADING_POSTS:
        reason = "主办检察官应当由检察长指定"
        cure = "由检察长（或者受其委托的副检察长、专职委员）指定主办检察官"
        found.append(not_you("team.lead_not_designated", reason, cure, cite))
    leaders = [p for p, post in prosecutors.items() if post in LEADING_POSTS]
    chiefs = [p for p, post in prosecutors.items() if post == "chief"]
    if chiefs and lead != chiefs[0]:
        reason = "检察长参加办案组的，应当担任主办检察官"
        found.append(not_now("team.chief_must_lead", reason, f"指定{chiefs[0]}为主办检察官", cite))
    elif leaders and lead not in leaders:
        reason = "副检察长、检察委员会专职委员参加办案组的，应当担任主办检察官"
        cure = f"在{'、'.join(leaders)}中指定主办检察官"
        found.append(not_now("team.leader_must_lead", reason, cure, cite))
    silent = context.default("two_leaders")
    if silent and len(leaders) > 1 and not chiefs and data.get("lead_designated_by") != "chief":
        reason = f"{'、'.join(leaders)}都应当担任主办检察官，由谁主办须由检察长本人指定"
        cure = f"由检察长在{'、'.join(leaders)}中指定一人（文本未规定，按默认口径）"
        found.append(not_you("team.two_leaders", reason, cure, silent.citation))
    return found


def two_leaders(context: Context, prosecutors: Mapping[str, str], act: Act) -> tuple[Note, ...]:
    """The note that the chief named one of several leaders as lead, where the text is silent."""
    leaders = [p for p, post in prosecutors.items() if post in LEADING_POSTS]
    silent = context.default("two_leaders")
    if silent is None or len(leaders) < 2 or "chief" in prosecutors.values():
        return ()
    text = f"{'、'.join(leaders)}同在办案组，由检察长指定一人主办（文本未规定，按默认口径）"
    return (Note(act.at, text, silent.citation, False),)


def check_enough(context: Context, state: State) -> list[Refusal]:
    """The refusal of an opinion or decision by a team of which one prosecutor is left."""
    silent = context.default("team_of_one")
    if silent is None or silent.value != "block" or "lead" not in state.members:
        return []
    if state.handler is None or len(state.prosecutors) > 1:
        return []
    reason = "检察官办案组只剩一名检察官（文本未规定，按默认口径：在补足以前不提出意见、不作决定）"
    cure = "由检察长编入检察官，或者重新分案改由独任检察官承办"
    return [not_now("team.one_left", reason, cure, silent.citation)]


def check_head(context: Context, roles: frozenset[str]) -> list[Refusal]:
    """Refusal of review and convening rights to a head without prosecutor status (1.12)."""
    cite = context.article("head_is_prosecutor")
    if "department_head" not in roles:
        reason = "只有业务部门负责人可以审核案件、召集检察官联席会议"
        return [not_you("head.not_head", reason, "由业务部门负责人办理", cite)]
    if not roles & PROSECUTORS:
        reason = "业务部门负责人不具有检察官身份，不能审核案件、召集检察官联席会议"
        return [not_you("head.not_prosecutor", reason, "由具有检察官身份的部门负责人办理", cite)]
    return []


def led_cases(handled: Sequence[Mapping[str, Any]]) -> int:
    """How many cases a leader handled as lead or sole prosecutor (意见 10), not as member."""
    return sum(1 for h in handled if h.get("role") in ("lead", "sole"))
