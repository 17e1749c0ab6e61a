"""Read a person's record for life, on a stated ground that goes on the ledger."""

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability import access
from xiezhi.accountability.life import LifeRecord, life_record
from xiezhi.accountability.refusing import refused
from xiezhi.law import Act
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.organs.models import Person

SUBJECT = "life_record"


def read_record(person: Person, code: str, ground: str) -> LifeRecord | None:
    """Return everything a person did in the unit's cases; None for a code nobody has.

    Raises Refused: 403 for anybody but inspection, 409 without a ground.
    """
    unit = access.require_inspection(person)
    if not ground.strip():
        raise refused("life.no_ground")
    found = life_record(unit, code.strip(), person)
    if found is not None:
        told = {"about": found.code, "ground": ground.strip()}
        with transaction.atomic():
            record(
                chain=unit,
                subject=(SUBJECT, found.code),
                act=Act("read_life_record", timezone.now(), person.code, "inspection", told),
                rule="accountability.read_life_record",
                rule_version=keep_pack(packs.in_force()),
            )
    return found
