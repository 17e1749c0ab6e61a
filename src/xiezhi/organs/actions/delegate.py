"""Delegate the chief's power, one matter or the review of cases."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import Refusal, Refused
from xiezhi.organs import rules
from xiezhi.organs.events import OfficeEvent, tell
from xiezhi.organs.models import Delegation, Person
from xiezhi.organs.roles import DelegationKind
from xiezhi.organs.selectors import actor_of

ALL_MATTERS = "*"


@transaction.atomic
def delegate(
    giver: Person,
    receiver: Person,
    kind: str,
    *,
    from_on: dt.date,
    until_on: dt.date,
    matters: Sequence[str] = (ALL_MATTERS,),
) -> Delegation:
    """Delegate until `until_on` (exclusive); raise Refused by the rule of the kind."""
    rule_id = f"delegation.{DelegationKind(kind)}"
    rule = rules.rules()[rule_id]
    giving, receiving = actor_of(giver, from_on), actor_of(receiver, from_on)
    capacity = next((role for role in rule["giver"] if role in giving.roles), None)
    if capacity is None:
        raise rules.refused(rule_id, 403, f"{giver.name}不是检察长")
    if giving.procuratorate != receiving.procuratorate:
        raise rules.refused(rule_id, 409, f"{receiver.name}不在本院任职")
    if not receiving.roles & set(rule["receiver"]):
        raise rules.refused(rule_id, 409, f"{receiver.name}没有所需职务")
    if until_on <= from_on or not matters:
        raise _incomplete(from_on, until_on)
    delegation = Delegation.objects.create(
        giver=giver, receiver=receiver, kind=kind, matters=list(matters),
        from_on=from_on, until_on=until_on,
    )  # fmt: skip
    data = {
        "delegation": delegation.pk, "receiver": receiver.code, "kind": kind,
        "matters": list(matters), "from_on": from_on.isoformat(), "until_on": until_on.isoformat(),
    }  # fmt: skip
    tell(
        OfficeEvent(
            "delegate", giving.procuratorate, ("person", receiver.code), giver.code, capacity,
            timezone.now(), f"organs.{rule_id}", data,
        )
    )  # fmt: skip
    return delegation


def _incomplete(from_on: dt.date, until_on: dt.date) -> Refused:
    reason = f"委托期间（{from_on} 至 {until_on}）或者委托事项不完整"
    cure = "请填写晚于起始日的终止日，并至少写明一个事项"
    return Refused((Refusal("organs.delegation_incomplete", 409, reason, cure, None),))
