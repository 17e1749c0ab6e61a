"""Writes one act about a message into the ledger, in the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from xiezhi.exchange.models import Message
from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record

VERSION = "1"


def record_message(
    message: Message, kind: str, data: Mapping[str, Any], *, by: str, role: str
) -> None:
    """Record an act in the chain of the procuratorate that the message was sent to."""
    told = {"agency": message.agency, "key": message.key, "sha256": message.digest, **data}
    record(
        chain=message.procuratorate,
        subject=("message", str(message.pk)),
        act=Act(kind, timezone.now(), by, role, told),
        rule=f"exchange.{message.kind}",
        rule_version=VERSION,
    )
