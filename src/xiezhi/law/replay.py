"""Replay: the state of a proceeding as a pure function of its acts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING

from xiezhi.law.acts import Act
from xiezhi.law.context import Context
from xiezhi.law.procedure import opened, transition
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
    """Fold the acts, in order. Raises Refused when the history is not lawful."""
    context = Context(procedure, pack, calendar)
    return reduce(lambda state, act: transition(context, state, act), acts, opened(procedure))
