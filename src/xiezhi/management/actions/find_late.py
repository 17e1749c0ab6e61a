"""Note reports to the chief and committee decisions that are late, and tell the chief of them."""

from datetime import date

from xiezhi.casework.selectors.deadlines import LateMatter, late_matters
from xiezhi.management.actions.note_finding import Noted, note_finding
from xiezhi.management.actions.receivers import Place
from xiezhi.management.models import Finding
from xiezhi.management.rules import rules


def find_late(on: date) -> list[Finding]:
    """Note each late report or execution once (意见 12, 22); return the new findings."""
    found = [note_finding(_noted(one), on) for one in list(late_matters(on))]
    return [finding for finding in found if finding is not None]


def _noted(one: LateMatter) -> Noted:
    late = one.late
    return Noted(
        proceeding=one.proceeding_id,
        number=one.number,
        title=one.title,
        place=Place(one.procuratorate, one.department_id, one.handler, one.case_id),
        rule=late.rule,
        key=f"{late.rule}:{late.matter}",
        due_on=late.due_on,
        label=f"{rules()[late.rule].label}：{late.label}",
        breached=late.citation.text if late.citation else "",
    )
