"""Casework's use of the law kernel: procedures, states from acts, and offers."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from xiezhi.law.acts import Act, Actor
from xiezhi.law.offers import Offer, offers
from xiezhi.law.packs import national
from xiezhi.law.procedure import admit
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.replay import replay
from xiezhi.law.state import State
from xiezhi.ledger.selectors import acts_of

if TYPE_CHECKING:
    from xiezhi.casework.models import Proceeding

KIND = "proceeding"
REMEMBERED = 4096  # states kept in memory; the digest in the key makes a stale one impossible

_states: OrderedDict[tuple[UUID, str], State] = OrderedDict()
_lock = Lock()


def subject_of(proceeding_id: UUID) -> tuple[str, str]:
    """Return the ledger's name for a proceeding."""
    return (KIND, str(proceeding_id))


def procedure_of(proceeding: Proceeding) -> Procedure:
    """Return the procedure that a proceeding runs."""
    return national().procedures[proceeding.procedure_id]


def state_of(proceeding: Proceeding) -> State:
    """Return the state that a proceeding's acts add up to, replaying them when not remembered."""
    key = (proceeding.pk, proceeding.last_sha256)
    with _lock:
        known = _states.get(key)
    if known is not None:
        return known
    acts = acts_of(subject_of(proceeding.pk)) if proceeding.last_sha256 else []
    state = replay(procedure_of(proceeding), acts, pack=national())
    remember(proceeding.pk, proceeding.last_sha256, state)
    return state


def remember(proceeding_id: UUID, sha256: str, state: State) -> None:
    """Keep the state that an entry leads to; the oldest is dropped when memory is full."""
    with _lock:
        _states[(proceeding_id, sha256)] = state
        while len(_states) > REMEMBERED:
            _states.popitem(last=False)


def admitted(proceeding: Proceeding, state: State, act: Act, actor: Actor) -> State:
    """Return the state after an act.

    Raises:
        Refused: the procedure, the authority or the state forbids it.
    """
    return admit(procedure_of(proceeding), state, act, actor, pack=national())


def offers_to(proceeding: Proceeding, actor: Actor, on: date) -> tuple[Offer, ...]:
    """Return what an actor may and may not do now, allowed and most urgent first."""
    return offers(
        procedure_of(proceeding),
        state_of(proceeding),
        actor,
        on=on,
        pack=national(),
    )
