"""What people of one office recorded of inquiries and contacts, and what came of it: an ordinary
question, an invitation declined, a call that was found improper and handed on."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from xiezhi.casework.selectors import own_open
from xiezhi.city.staff import Staff
from xiezhi.interference.actions.hand_over import hand_over, receive
from xiezhi.interference.actions.record_inquiry import Inquiry, record_inquiry
from xiezhi.interference.actions.report_month import report_nothing
from xiezhi.interference.actions.verify import verify
from xiezhi.interference.models import Record
from xiezhi.interference.months import last_month
from xiezhi.interference.selectors.months import missing_in
from xiezhi.organs.models import Person
from xiezhi.organs.roles import Role

DEPARTMENT = "02"
START = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())  # put in its place below
QUESTION = Inquiry("case", "leader", "某镇负责人", "问案件办到哪一步，没有其他要求", START, "talk",
                   "ordinary", "云江区某镇", outsider=True)  # fmt: skip
INVITATION = Inquiry("contact", "party", "某律师", "约周末吃饭，已谢绝", START, "message",
                     "improper", "某律师事务所")  # fmt: skip
CALL = Inquiry("case", "leader", "某局负责人", "说被告人家里困难，要求从轻处理", START, "call",
               "improper", "云江区某局", outsider=True)  # fmt: skip


def record_inquiries(staff: Staff, now: datetime) -> int:
    """Let a handler record, half of the house report nothing, inspection verify; return how many
    records there are."""
    handler = next((one for one in staff.prosecutors(DEPARTMENT) if own_open(one)), None)
    days = {40: QUESTION, 12: INVITATION, 6: CALL} if handler is not None else {}
    records = [_recorded(handler, told, now - timedelta(days=ago)) for ago, told in days.items()]
    if records:
        _verified(staff, records[0], records[-1], now)
    month = last_month(timezone.localdate(now))
    for code in missing_in(staff.unit, month)[::2]:
        report_nothing(staff.person(code), month)
    return len(records)


def _recorded(handler: Person, told: Inquiry, at: datetime) -> Record:
    case = own_open(handler)[0].id if told.matter == "case" else None
    placed = replace(told, happened_at=at - timedelta(minutes=20), proceeding=case)
    return record_inquiry(handler, placed, at=at)


def _verified(staff: Staff, asked: Record, called: Record, now: datetime) -> None:
    inspector, at = staff.with_role(Role.INSPECTION)[0], now - timedelta(days=4)
    verify(inspector, asked.pk, "normal", evidence="向记录人核实", reason="属于一般了解",
           follow_up="nothing", at=at)  # fmt: skip
    verify(inspector, called.pk, "violation", evidence="向记录人核实，通话记录",
           reason="要求从轻处理，不属履行职责", follow_up="hand_over", at=at)  # fmt: skip
    content = "核查认定违规过问，请决定通报"
    handed = hand_over(inspector, called.pk, "notice", "chief", content, at=at)
    receive(staff.chief, handed.pk, "收到", at=now - timedelta(days=3))
