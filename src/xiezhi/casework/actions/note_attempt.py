"""Puts on record that somebody tried what nobody may ever do: alter another's opinion."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xiezhi.casework.models import Proceeding
from xiezhi.law.acts import Act
from xiezhi.law.refusals import Refused
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record

ON_RECORD = frozenset({"review.alters_opinion", "submit.withheld"})


def note_attempt(
    person: Any, proceeding_id: UUID | str, kind: str, refused: Refused, at: datetime
) -> None:
    """Record a refused act when its refusal is one of those that stay on record."""
    codes = sorted({r.code for r in refused.refusals} & ON_RECORD)
    if not codes:
        return
    proceeding = Proceeding.objects.get(pk=proceeding_id)
    data = {"kind": kind, "refusals": codes, "number": proceeding.number}
    with transaction.atomic():
        record(
            chain=proceeding.procuratorate_id,
            subject=("attempt", str(proceeding.pk)),
            act=Act("attempt", at, person.code, "", data),
            rule=codes[0],
            rule_version=keep_pack(packs.in_force()),
        )
