"""Issue an order to an office below 指令: by the chief or committee, in the office's name."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.selectors import procuratorate_of
from xiezhi.casework.selectors.handling import procedure_id_of, state_now
from xiezhi.deliberation.orders import must_exist, must_order, subject_of
from xiezhi.law.acts import Act
from xiezhi.law.committee import check_session, check_votes
from xiezhi.law.context import Context
from xiezhi.law.refusals import Refusal, Refused, lacks
from xiezhi.law.superior import ORDERED, without_effect
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.ledger.selectors import EntryRow
from xiezhi.organs.roster import irregularities
from xiezhi.organs.selectors import actor_of, committee


@transaction.atomic
def issue_order(
    person: Any,
    proceeding_id: UUID,
    order: Mapping[str, Any],
    *,
    votes: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> EntryRow:
    """Record an order: keys matter, kind, decided_by, in_unit_name, text, do?, parts_changed?.

    An order decided by the committee carries its `votes`, person code to `order` or `none`.

    Raises:
        Refused: 403 unless the chief of an office above issues it; 409 when it was not decided by
            chief or committee, names no matter of the proceeding, is not in the
            office's name, lists no parts changed or no text.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    actor = actor_of(person, on)
    capacity = must_order(actor, procuratorate_of(proceeding_id))
    must_exist(str(order.get("matter") or ""), state_now(proceeding_id).matters)
    pack = packs.in_force()
    context = Context(pack.procedures[procedure_id_of(proceeding_id)], pack)
    found = _against(context, order)
    if order.get("decided_by") == "committee":
        found += _against_session(context, actor.procuratorate, dict(votes or {}), on)
    if found:
        raise Refused(found)
    data = {**order, "votes": dict(votes or {}), "to": procuratorate_of(proceeding_id)}
    return record(
        chain=actor.procuratorate,
        subject=subject_of(proceeding_id),
        act=Act("issue_order", at, person.code, capacity, data),
        rule="responsibility.path",
        rule_version=keep_pack(packs.in_force()),
    )


def _against(context: Context, order: Mapping[str, Any]) -> list[Refusal]:
    found = without_effect(context, order)
    if not order.get("text"):
        why = "上级人民检察院的决定，应当以书面形式作出"
        found.append(lacks("text", "指令的内容", why, context.article("order_in_writing")))
    if order.get("kind") == "change" and not order.get("parts_changed"):
        found.append(lacks("parts_changed", "改变的部分", "上级有关人员就改变部分负责"))
    return found


def _against_session(
    context: Context, unit: str, votes: dict[str, str], on: date
) -> list[Refusal]:
    roster = [member.code for member in committee(unit, on)]
    found = [*irregularities(unit, on), *check_session(context, roster, list(votes), votes)]
    return found + check_votes(context, roster, votes, ORDERED)
