"""The countdown: tell people before a clock ends, note a finding once it is past.

Beside the clocks it looks at how proceedings were conducted, and opens the examination of a case
in which the court acquitted. It runs every day and may run
twice: a warning is told once, a breach is noted once. A suspended clock neither warns nor
breaches. A date that the holidays of an unpublished year may still move warns, marked so, and is
counted anew; it establishes no breach.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from xiezhi.accountability.actions.open_reverse_inquiry import open_reverse_inquiries
from xiezhi.casework.selectors.deadlines import RunningClock, counted_anew, running_clocks
from xiezhi.management.actions.ask_for_inspection import ask_for_inspection
from xiezhi.management.actions.find_breaches import find_breaches
from xiezhi.management.actions.find_late import find_late
from xiezhi.management.actions.note_finding import Noted, note_finding
from xiezhi.management.actions.receivers import of_clock, receivers
from xiezhi.management.actions.recording import record_monitoring
from xiezhi.management.actions.tell_successors import tell_successors
from xiezhi.management.models import Alert, Finding, Receipt
from xiezhi.management.rules import MonitoringRule, most_days_before, rule_for


@dataclass(frozen=True, slots=True)
class Countdown:
    """What one run told and found."""

    alerts: tuple[Alert, ...]
    findings: tuple[Finding, ...]


def run_countdown(on: date, now: datetime | None = None) -> Countdown:
    """Look at every running clock as of a day; each alert or finding is its own transaction.

    `now` is the instant for clocks counted in hours: by default the present one today, and the
    midnight that begins any other day.
    """
    now = now or _instant_of(on)
    alerts: list[Alert] = []
    findings: list[Finding] = []
    for stored in list(running_clocks(on + timedelta(days=most_days_before()))):
        clock = counted_anew(stored) if stored.provisional else stored
        if clock is None:
            continue
        if not clock.is_past(on, now):
            alert = _warn(clock, on)
            alerts += [alert] if alert else []
        elif not clock.provisional:
            finding = _find(clock, on)
            findings += [finding] if finding else []
    findings += find_late(on)
    findings += find_breaches(on)
    ask_for_inspection(on)
    tell_successors(on)
    open_reverse_inquiries()
    return Countdown(tuple(alerts), tuple(findings))


def _instant_of(on: date) -> datetime:
    midnight = datetime.combine(on, time(), timezone.get_current_timezone())
    return timezone.now() if on == timezone.localdate() else midnight


@transaction.atomic
def _warn(clock: RunningClock, on: date) -> Alert | None:
    found = rule_for(clock.period_id, overdue=False)
    if found is None:
        return None
    key, rule = found
    left = (clock.due_on - on).days
    reached = [days for days in rule.days_before if left <= days]
    if not reached:
        return None
    alert, new = Alert.objects.get_or_create(
        proceeding=clock.proceeding_id,
        clock=clock.key,
        due_on=clock.due_on,
        days_before=min(reached),
        defaults={
            "procuratorate": clock.procuratorate,
            "number": clock.number,
            "title": clock.title,
            "rule": key,
            "label": clock.label,
            "provisional": clock.provisional,
            "raised_on": on,
        },
    )
    if not new:
        return None
    told = _tell(clock, rule, on, alert)
    record_monitoring(alert, "warn", {"due_on": str(clock.due_on), "left": left, "told": told})
    return alert


def _find(clock: RunningClock, on: date) -> Finding | None:
    found = rule_for(clock.period_id, overdue=True)
    if found is None:
        return None
    key, rule = found
    noted = Noted(
        clock.proceeding_id, clock.number, clock.title, of_clock(clock), key, clock.key,
        clock.due_on, f"{rule.label}：{clock.label}", clock.citation,
    )  # fmt: skip
    return note_finding(noted, on)


def _tell(clock: RunningClock, rule: MonitoringRule, on: date, alert: Alert) -> list[str]:
    told = receivers(of_clock(clock), rule.tells, on)
    Receipt.objects.bulk_create(
        Receipt(alert=alert, person=person, role=role) for person, role in told
    )
    return [person for person, _ in told]
