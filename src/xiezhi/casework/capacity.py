"""In which capacity a person acts when they hold several posts: the one the act calls for."""

from collections.abc import Mapping
from typing import Any

from xiezhi.law.acts import Actor
from xiezhi.law.persons import handling_capacity
from xiezhi.law.state import State

LEADING = ("chief", "deputy_chief", "full_time_member")
OWN = ("prosecutor", *LEADING, "committee_member", "department_head")
CLERICAL = ("assistant", "clerk", "technician", "judicial_police")
MANAGING = ("case_management",)

# By kind of act, the capacities it is done in, the fittest first. A kind that is not named is an
# act of handling. Whether the capacity suffices the law kernel decides.
FITTING: Mapping[str, tuple[str, ...]] = {
    "accept": MANAGING,
    "refuse_acceptance": MANAGING,
    "assign": (*MANAGING, *LEADING),
    "reassign": (*MANAGING, *LEADING),
    "recuse": LEADING,
    "review": ("department_head", "deputy_chief"),
    "decline_meeting": ("department_head", "deputy_chief"),
    "answer_report": LEADING,
    "hold_meeting": ("department_head", "deputy_chief"),
    "submit": ("department_head", *LEADING),
    "decide": (*LEADING, "department_head"),
    "instruct": LEADING,
    "resolve": (*LEADING, "committee_member"),
    "answer_objection": LEADING,
    "receive_order": (*MANAGING, *LEADING, "department_head"),
    "assist_in_court": ("assistant",),
    "call_session": LEADING,
    "join_member": (*LEADING, "department_head", *MANAGING),
}


def capacity_in(state: State, actor: Actor, kind: str, data: Mapping[str, Any]) -> str:
    """Return the role of the actor's in which an act is done, e.g. `department_head`."""
    wanted = FITTING.get(kind, ())
    handling = handling_capacity(state, actor)
    if kind == "decide" and actor.code == state.handler:
        wanted = ("chief", *(LEADING if data.get("by_delegation") else ()), handling)
    if kind == "recuse" and data.get("post") == "chief":
        wanted = ("deputy_chief",)
    if kind == "submit" and data.get("to") != "chief":
        wanted = LEADING
    if kind == "assign_task" and data.get("stage"):
        wanted = ("chief",)
    if kind == "sign_record" and data.get("refused"):
        wanted = ("department_head",)
    for role in (*wanted, handling, *OWN, *CLERICAL, *MANAGING):
        if role and (role == handling or role in actor.roles):
            return role
    return min(actor.roles)
