"""Open a proceeding for an inspector on a stated ground 检务督察查看案件."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.casework.models import InspectionGround, Proceeding
from xiezhi.casework.rules import BOOK, refused
from xiezhi.law.acts import Act
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.organs.roles import Role
from xiezhi.organs.selectors import actor_of


def open_for_inspection(
    person: Any, proceeding_id: UUID, ground: str, *, at: datetime | None = None
) -> datetime:
    """Let an inspector read a proceeding of their procuratorate, on record; return until when.

    Raises:
        Refused: 403 for anybody else; 409 without a ground.
    """
    at = at or timezone.now()
    actor = actor_of(person, timezone.localdate(at))
    proceeding = Proceeding.objects.filter(
        pk=proceeding_id, procuratorate_id=actor.procuratorate
    ).first()
    if Role.INSPECTION not in actor.roles or proceeding is None:
        raise refused("access.not_inspection")
    if not ground.strip():
        raise refused("access.no_ground")
    until = at + timedelta(days=BOOK.rules["access.inspection_days"]["days"])
    act = Act("inspect", at, actor.code, Role.INSPECTION, {"ground": ground.strip()})
    with transaction.atomic():
        record(
            chain=actor.procuratorate,
            subject=("inspection", str(proceeding.pk)),
            act=act,
            rule="access.inspection_days",
            rule_version=keep_pack(packs.in_force()),
        )
        InspectionGround.objects.create(
            proceeding=proceeding, person=person, ground=ground, opened_at=at, until_at=until
        )
    return until
