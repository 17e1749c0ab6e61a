"""Casework's use of the law kernel: procedures, states from acts, and offers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from xiezhi.casework.rules import refused
from xiezhi.law.acts import Act, Actor
from xiezhi.law.context import Context
from xiezhi.law.offers import Offer, answers, offers
from xiezhi.law.procedure import admit
from xiezhi.law.procedure_rules import Procedure
from xiezhi.law.replay import replay_under
from xiezhi.law.state import State
from xiezhi.ledger import packs
from xiezhi.ledger.selectors import history_of

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
    """Return the procedure that a proceeding runs: in force, else as its last act found it."""
    found = packs.in_force().procedures.get(proceeding.procedure_id)
    return found or _under(proceeding.procedure_id, proceeding.pack_version)


def procedure_read(proceeding: Proceeding, versions: Iterable[str]) -> Procedure:
    """Return the procedure by which acts done under some packs are read, the first before all.

    What a later pack no longer has, an earlier one still names: moves and stages of its own days.
    """
    first, *others = dict.fromkeys((*versions, proceeding.pack_version))
    found = _under(proceeding.procedure_id, first)
    for version in others:
        other = _under(proceeding.procedure_id, version)
        if other is not found:
            gone = tuple(move for move in other.moves if found.move(move.do) is None)
            both = {"moves": (*found.moves, *gone), "stages": {**other.stages, **found.stages}}
            found = found.model_copy(update=both)
    return found


def _under(procedure_id: str, version: str) -> Procedure:
    return packs.pack_of(version).procedures[procedure_id]


def state_of(proceeding: Proceeding) -> State:
    """Return the state that a proceeding's acts add up to, replaying them when not remembered."""
    key = (proceeding.pk, proceeding.last_sha256)
    with _lock:
        known = _states.get(key)
    if known is not None:
        return known
    done = history_of(subject_of(proceeding.pk)) if proceeding.last_sha256 else []
    state = replay_under(proceeding.procedure_id, done, packs=packs.pack_of)
    remember(proceeding.pk, proceeding.last_sha256, state)
    return state


def remember(proceeding_id: UUID, sha256: str, state: State) -> None:
    """Keep the state that an entry leads to; the oldest is dropped when memory is full."""
    with _lock:
        _states[(proceeding_id, sha256)] = state
        while len(_states) > REMEMBERED:
            _states.popitem(last=False)


def admitted(proceeding: Proceeding, state: State, act: Act, actor: Actor) -> State:
    """Return the state after an act, under the pack in force now.

    Raises:
        Refused: the procedure, the authority or the state forbids it, or the procedure is gone.
    """
    pack = packs.in_force()
    procedure = pack.procedures.get(proceeding.procedure_id)
    if procedure is None:
        raise refused("proceeding.procedure_gone", pack.version)
    return admit(procedure, state, act, actor, pack=pack, earlier=packs.pack_of)


def offers_to(proceeding: Proceeding, actor: Actor, on: date) -> tuple[Offer, ...]:
    """Return what an actor may and may not do now, allowed and most urgent first."""
    pack = packs.in_force()
    if proceeding.procedure_id not in pack.procedures:
        return ()
    return offers(
        pack.procedures[proceeding.procedure_id],
        state_of(proceeding),
        actor,
        on=on,
        pack=pack,
        earlier=packs.pack_of,
    )


def answers_on(proceeding: Proceeding, actor: Actor, matter: str, on: date) -> tuple[Offer, ...]:
    """Return every opinion and decision on a matter as an actor might give it, or why not."""
    pack = packs.in_force()
    procedure = pack.procedures.get(proceeding.procedure_id)
    if procedure is None:
        return ()
    named = {move.do for move in procedure.moves if move.authority == matter}
    context = Context(procedure, pack, earlier=packs.pack_of)
    found = answers(context, state_of(proceeding), actor, on)
    return tuple(one for one in found if one.do in named and one.kind in ("opine", "decide"))
