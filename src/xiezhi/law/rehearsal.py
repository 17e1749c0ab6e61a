"""Rehearsals: worked histories of a procedure, played by a fixed cast and compared with what they
must add up to. A rule writer gives them in YAML beside the pack; nobody needs to write Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from pydantic import Field

from xiezhi.law.acts import Act, Actor
from xiezhi.law.context import SHANGHAI, unknown_pack
from xiezhi.law.procedure import admit, opened
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.refusals import Refused
from xiezhi.law.state import State
from xiezhi.law.validity import Rule

if TYPE_CHECKING:
    from xiezhi.law.packs import Pack

UNIT, LEVEL = "rehearsal", "district"


def _person(
    code: str, *roles: str, reviews: bool = False, by_chief: tuple[str, ...] = ()
) -> Actor:
    return Actor(code, frozenset(roles), UNIT, LEVEL, "d1", reviews, by_chief)


# the cast: code → person; the first role named is the capacity acted in
CAST: dict[str, tuple[str, Actor]] = {
    "case_management": ("case_management", _person("case_management", "case_management")),
    "handler": ("prosecutor", _person("handler", "prosecutor")),
    "second": ("prosecutor", _person("second", "prosecutor")),
    "third": ("prosecutor", _person("third", "prosecutor")),
    "assistant": ("assistant", _person("assistant", "assistant")),
    "clerk": ("clerk", _person("clerk", "clerk")),
    "head": ("department_head", _person("head", "department_head", "prosecutor", reviews=True)),
    "unauthorised_head": (
        "department_head",
        _person("unauthorised_head", "department_head", "prosecutor"),
    ),
    "plain_head": ("department_head", _person("plain_head", "department_head", reviews=True)),
    "chief": ("chief", _person("chief", "chief")),
    "deputy": ("deputy_chief", _person("deputy", "deputy_chief", reviews=True, by_chief=("*",))),
    "idle_deputy": ("deputy_chief", _person("idle_deputy", "deputy_chief")),
}


class Rehearsal(Rule):
    """One worked history: how it begins, the acts, and the state they must add up to.

    An act is ``{on, by, act, …data}``; with ``refusal`` it must be refused for that code.
    ``entrusted`` are matters the chief has entrusted to the handler. ``bare`` leaves out the
    acceptance and assignment that otherwise come first.
    """

    name: str
    received_on: date = date(2026, 3, 2)
    facts: dict[str, Any] = Field(default_factory=dict)
    parties: tuple[dict[str, Any], ...] = ()
    entrusted: tuple[str, ...] = ()
    bare: bool = False
    acts: tuple[dict[str, Any], ...] = ()
    expect: dict[str, Any] = Field(default_factory=dict)


class RehearsalFile(Rule):
    """The rehearsals of one procedure."""

    procedure: str
    rehearsals: tuple[Rehearsal, ...]


@dataclass
class Stage:
    """A running rehearsal: the state so far, the acts admitted, the clock on the wall.

    A test that changes ``pack`` and ``procedure`` on the way says how the ``earlier`` are found.
    """

    procedure: Procedure
    pack: Pack
    entrusted: tuple[str, ...] = ()
    now: datetime = datetime(2026, 3, 2, 8, tzinfo=SHANGHAI)
    earlier: Callable[[str], Pack] = unknown_pack

    def __post_init__(self) -> None:
        self.state: State = opened(self.procedure)
        self.acts: list[Act] = []

    def actor(self, code: str) -> tuple[str, Actor]:
        """The capacity and the person behind a name of the cast; others are committee members."""
        capacity, actor = CAST.get(code, ("committee_member", _person(code, "committee_member")))
        if code == "handler" and self.entrusted:
            actor = replace(actor, entrusted=self.entrusted)
        return capacity, actor

    def act(self, by: str, kind: str, /, *, on: date | None = None, **data: Any) -> State:
        """Do one act a minute later, or at nine on ``on``. Raises Refused."""
        self.now += timedelta(minutes=1)
        if kind == "resume":  # the one act whose own datum is called ``on``
            data["on"] = on
        elif on is not None and on > self.now.date():
            self.now = datetime.combine(on, time(9), SHANGHAI)
        capacity, actor = self.actor(by)
        done = Act(kind, self.now, actor.code, data.pop("capacity", capacity), data)
        self.state = admit(
            self.procedure, self.state, done, actor, pack=self.pack, earlier=self.earlier
        )
        self.acts.append(done)
        return self.state

    def begin(self, received_on: date, facts: Mapping[str, Any], parties: tuple[Any, ...]) -> None:
        """Accept on the day of receipt and assign to the handler at random."""
        self.now = datetime.combine(received_on, time(8), SHANGHAI)
        about: dict[str, Any] = {
            "facts": dict(facts),
            "received_on": received_on,
            "parties": list(parties),
        }
        self.act("case_management", "accept", **about)
        chosen: dict[str, Any] = {"method": "random", "seed": "2026", "handler": "handler"}
        self.act("case_management", "assign", **chosen)


def play(rehearsal: Rehearsal, procedure: Procedure, pack: Pack) -> Stage:
    """Play a rehearsal. Raises Refused for an act that should have been lawful, and ValueError for
    one that should have been refused and was not, or for another reason.
    """
    stage = Stage(procedure, pack, rehearsal.entrusted)
    stage.now = datetime.combine(rehearsal.received_on, time(8), SHANGHAI)
    if not rehearsal.bare:
        stage.begin(rehearsal.received_on, rehearsal.facts, rehearsal.parties)
    for written in rehearsal.acts:
        data = dict(written)
        by, kind, refused = data.pop("by"), data.pop("act"), data.pop("refusal", None)
        try:
            stage.act(by, kind, **data)
        except Refused as error:
            codes = [r.code for r in error.refusals]
            if refused not in codes:
                raise ValueError(f"{rehearsal.name}：{kind} 被拒绝 {codes}（{error}）") from error
            continue
        if refused:
            raise ValueError(f"{rehearsal.name}：{kind} 应当被拒绝（{refused}），却被准许")
    return stage


def differences(expect: Mapping[str, Any], state: State) -> dict[str, tuple[Any, Any]]:
    """What a state does not add up to: name → (expected, found)."""
    found = {name: _said(name, state, wanted) for name, wanted in expect.items()}
    return {n: (expect[n], found[n]) for n in expect if found[n] != expect[n]}


def _said(name: str, state: State, wanted: Any) -> Any:
    if name == "due":
        return {key: c.deadline.due_on for key in wanted if (c := state.clock(key))}
    if name == "latest":
        return {key: c.deadline.latest_on for key in wanted if (c := state.clock(key))}
    if name == "clocks":
        return {key: c.status for key in wanted if (c := state.clock(key))}
    if name == "awaiting":
        return [a.step for a in state.awaiting]
    if name == "deciders":
        return {k: (m.decision.by if m.decision else None) for k, m in state.matters.items()}
    if name == "statuses":
        return {key: state.matters[key].status for key in wanted}
    if name == "documents":
        return {d.template: d.status for d in state.documents if d.template in wanted}
    if name == "facts":
        return {key: state.facts.get(key) for key in wanted}
    if name in ("outcomes", "stages"):
        return dict(state.outcomes if name == "outcomes" else state.stage_of)
    return getattr(state, name)
