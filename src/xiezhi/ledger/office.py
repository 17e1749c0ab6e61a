"""Records what the office tells: appointments, delegations, leave."""

from xiezhi.law.acts import Act
from xiezhi.ledger.actions.record import record
from xiezhi.organs.events import OfficeEvent

RULE_VERSION = "1"


def record_office_event(event: OfficeEvent) -> None:
    """Add the event to the chain of its procuratorate, in the transaction of the change."""
    act = Act(event.kind, event.at, event.by, event.capacity, event.data)
    record(
        chain=event.procuratorate,
        subject=event.subject,
        act=act,
        rule=event.rule,
        rule_version=RULE_VERSION,
    )
