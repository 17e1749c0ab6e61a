"""Establish a prosecutors' discipline committee: at the Supreme and provincial levels only."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability import access
from xiezhi.accountability.models import DisciplineCommittee, room_of
from xiezhi.accountability.refusing import refused
from xiezhi.law import Act
from xiezhi.law.liability import rules_of
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person


def establish_committee(
    person: Person, name: str, prosecutors: Sequence[str], others: Sequence[str]
) -> DisciplineCommittee:
    """Set the committee of the person's unit up, or its members anew.

    Raises Refused: 403 for anybody but inspection; 409 below the province (意见 35), without a
    name, or when prosecutors are fewer than half (检察官法 49).
    """
    code = access.require_inspection(person)
    unit = organs.procuratorate(code)
    levels = str(rules_of(packs.in_force()).settings["committee_levels"].value)
    if unit.level not in levels.split(","):
        raise refused("committee.level", unit.name)
    if not name.strip() or not prosecutors:
        raise refused("step.field", "名称、检察官代表")
    room = room_of(DisciplineCommittee, "name")
    if len(name.strip()) > room:
        raise refused("step.long", f"名称 {len(name.strip())} 个字，最多 {room} 个字")
    if len(prosecutors) < len(others):
        raise refused("committee.half", f"检察官 {len(prosecutors)} 名，其他 {len(others)} 名")
    members = [{"name": one, "prosecutor": True} for one in prosecutors]
    members += [{"name": one, "prosecutor": False} for one in others]
    now = timezone.now()
    with transaction.atomic():
        row, _ = DisciplineCommittee.objects.update_or_create(
            procuratorate=code,
            defaults={"name": name.strip(), "members": members, "established_by": person.code,
                      "established_at": now},
        )  # fmt: skip
        told = {"name": name.strip(), "members": members}
        record(
            chain=code,
            subject=("discipline_committee", code),
            act=Act("establish_committee", now, person.code, "inspection", told),
            rule="accountability.establish_committee",
            rule_version=keep_pack(packs.in_force()),
        )
    return row
