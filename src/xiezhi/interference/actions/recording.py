"""Adds one act of this room to the ledger, in the transaction of the row it belongs to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from xiezhi.law import Act
from xiezhi.ledger import packs
from xiezhi.ledger.actions.keep_pack import keep_pack
from xiezhi.ledger.actions.record import record
from xiezhi.organs import selectors as organs
from xiezhi.organs.models import Person

RECORD, MONTH, REGISTER = "interference", "interference_month", "interference_register"
CHECK, LIMITED, WARNING = "reverse_check", "limited_person", "counsel_warning"
RULE = "interference"


def record_added(
    person: Person,
    chain: str,
    subject: tuple[str, UUID | str],
    kind: str,
    at: datetime,
    data: Mapping[str, Any],
    *,
    capacity: str = "",
) -> None:
    """Add what a person did to a subject of this room; ``data`` holds JSON values only."""
    record(
        chain=chain,
        subject=(subject[0], str(subject[1])),
        act=Act(kind, at, person.code, capacity or capacity_of(person, at), dict(data)),
        rule=RULE,
        rule_version=keep_pack(packs.in_force()),
    )


def capacity_of(person: Person, at: datetime) -> str:
    """Return the post held longest on the day, in which a person records; '' without a post."""
    posts = organs.posts_of(person, timezone.localdate(at))
    return str(posts[0].role) if posts else ""
