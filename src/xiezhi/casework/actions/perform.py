"""The single gate: every act in a proceeding goes through here, whole or not at all."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from xiezhi.casework import guards, projectors
from xiezhi.casework.access import RECUSED_BESIDE, must_act
from xiezhi.casework.actions.note_attempt import note_attempt
from xiezhi.casework.capacity import capacity_in
from xiezhi.casework.engine import admitted, remember, state_of, subject_of
from xiezhi.casework.models import Proceeding
from xiezhi.casework.projection import columns
from xiezhi.casework.recusing import check_nobody_recused
from xiezhi.casework.rules import refused
from xiezhi.law.acts import Act, Actor
from xiezhi.law.refusals import Refused
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.ledger.canonical import data_text
from xiezhi.organs.selectors import actor_in, asks_of
from xiezhi.organs.statements import Statement, together

_COLUMNS = [field.attname for field in Proceeding._meta.concrete_fields]
_LOCKED = Statement(
    lambda key: (
        Proceeding.objects.select_for_update().filter(pk=key).order_by().values_list(*_COLUMNS)
    ),
    UUID(int=0),
    converted=True,
)


def perform(
    person: Any,
    proceeding_id: UUID | str,
    kind: str,
    data: Mapping[str, Any],
    *,
    at: datetime | None = None,
    capacity: str | None = None,
) -> Proceeding:
    """Do one act: lock → access → law → guards → ledger → tables, in one transaction.

    `at` is when the act was done (now by default); `capacity` the role it is done in, by default
    the one in which this person may do such an act.

    Raises:
        Refused: 403 this person may not; 409 not in this state. Nothing is written, except that
            an attempt to alter another's opinion goes on record (意见第24条).
    """
    at = at or timezone.now()
    try:
        return _performed(person, proceeding_id, kind, data, at, capacity)
    except Refused as refused:
        note_attempt(person, proceeding_id, kind, refused, at)
        raise


def _performed(
    person: Any,
    proceeding_id: UUID | str,
    kind: str,
    data: Mapping[str, Any],
    at: datetime,
    capacity: str | None,
) -> Proceeding:
    with transaction.atomic():
        proceeding, actor, out = _locked(proceeding_id, person, timezone.localdate(at))
        must_act(actor, proceeding, recused=person.code in out)
        before = state_of(proceeding)
        role = capacity or capacity_in(before, actor, kind, data)
        act = Act(kind, at, person.code, role, json.loads(data_text(data)))
        after = admitted(proceeding, before, act, actor)
        check_nobody_recused(act, out)
        guards.check(proceeding, act)
        entry = record(
            chain=proceeding.procuratorate_id,
            subject=subject_of(proceeding.pk),
            act=act,
            rule=proceeding.procedure_id,
            rule_version=keep_pack(packs.in_force()),
        )
        remember(proceeding.pk, entry.sha256, after)
        projectors.project(
            projectors.Step(
                proceeding.pk, entry.seq, entry.sha256, entry.rule_version, act, before, after
            )
        )
        for name, value in columns(after, entry.seq, entry.sha256, entry.rule_version).items():
            setattr(proceeding, name, value)
    return proceeding


def _locked(
    proceeding_id: UUID | str, person: Any, on: date
) -> tuple[Proceeding, Actor, frozenset[str]]:
    """Return the proceeding, who acts, and who has recused, as they are once it is locked.

    Acts in a proceeding wait their turn until the transaction ends.
    """
    key = UUID(str(proceeding_id))
    found, recused, *posts = together(
        (_LOCKED, (key,)), (RECUSED_BESIDE, (key,)), *asks_of(person, on)
    )
    if not found:
        raise refused("access.not_yours")
    proceeding = Proceeding.from_db(connection.alias, _COLUMNS, found[0])
    return proceeding, actor_in(person, on, *posts), frozenset(code for (code,) in recused)
