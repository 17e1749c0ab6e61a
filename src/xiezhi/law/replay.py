"""Replay: the state of a proceeding as a pure function of its acts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.procedure import transition
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.state import State

if TYPE_CHECKING:
    from xiezhi.law.calendar import Calendar
    from xiezhi.law.packs import Pack


def replay(
    procedure: Procedure,
    acts: Sequence[Act],
    *,
    pack: Pack,
    calendar: Calendar | None = None,
) -> State:
    """Fold the acts, in order, under one pack. Raises Refused when the history is not lawful."""
    done = ((act, pack.version) for act in acts)
    return replay_under(procedure.id, done, packs=lambda _: pack, calendar=calendar)


def replay_under(
    procedure_id: str,
    done: Iterable[tuple[Act, str]],
    *,
    packs: Callable[[str], Pack],
    calendar: Calendar | None = None,
) -> State:
    """Fold acts, each with the version of the pack it was done under; ``packs`` finds the pack.

    Raises Refused when the history is not lawful under the rules of its own days.
    """
    state = State(procedure_id, "")
    for _, _, after in steps(procedure_id, done, packs=packs, calendar=calendar):
        state = after
    return state


def steps(
    procedure_id: str,
    done: Iterable[tuple[Act, str]],
    *,
    packs: Callable[[str], Pack],
    calendar: Calendar | None = None,
) -> Iterator[tuple[Pack, State, State]]:
    """Yield for each act the pack it was done under, the state before it and the state after."""
    state, context = State(procedure_id, ""), None
    for act, version in done:
        pack = packs(version)
        if context is None or context.pack is not pack:
            context = Context(pack.procedures[procedure_id], pack, calendar, packs)
        after = transition(context, state, act)
        yield pack, state, after
        state = after
