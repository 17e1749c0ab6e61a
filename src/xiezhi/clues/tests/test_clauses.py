"""Clauses on the repository: handed over and told back; an investigation clue, step by step."""

import datetime as dt
from types import SimpleNamespace

import pytest
import time_machine

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.establish_clue import establish_clue
from xiezhi.clues.actions.hand_over_clue import answer_handover, hand_over_clue
from xiezhi.clues.actions.register_clue import register_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.screen_clue import take_up_clue
from xiezhi.clues.actions.verify_clue import verify_clue
from xiezhi.clues.models import Handover
from xiezhi.clues.moves import overdue_handovers
from xiezhi.clues.reports import my_reports
from xiezhi.clues.tests.test_sources import given, hire
from xiezhi.law import Refused
from xiezhi.ledger.selectors import entries_of

MORNING = dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)


@pytest.mark.clause("reform-21b")
def test_public_interest_signs_or_returns_in_time_and_the_finder_reads_how_it_ended(
    office: SimpleNamespace,
) -> None:
    head = hire("pil-head", "department_head", "public_interest")
    clue = register_clue(office.manager, given()).clue
    hand_over_clue(office.analyst, clue.pk, "public_interest", "损害公共利益")
    handed = Handover.objects.get()
    assert handed.due_on is not None
    late = handed.due_on + dt.timedelta(days=1)
    assert [one.clue for one in overdue_handovers(office.analyst, late)] == [clue]
    assert [one.clue for one in overdue_handovers(head, late)] == [clue]
    with pytest.raises(Refused, match="退回的理由"):
        answer_handover(head, clue.pk, accepted=False, reason=" ")
    answer_handover(head, clue.pk, accepted=True, reason="", assigned_to=head.code)
    take_up_clue(head, clue.pk)
    verify_clue(head, clue.pk, 0, "confirms", "现场查看属实")
    assert my_reports(office.manager)[0].state == "核实中"
    establish_clue(head, clue.pk, "属实")
    assert my_reports(office.manager)[0].state == "核实成立"


@pytest.mark.clause("reform-17d")
@pytest.mark.parametrize("filed", [True, False])
def test_an_investigation_clue_is_timed_from_receipt_to_its_end(
    office: SimpleNamespace, filed: bool
) -> None:
    head = hire("inv-head", "department_head", "investigation")
    with time_machine.travel(MORNING, tick=False) as clock:
        clue = register_clue(office.manager, given(restricted_class="judicial_crime")).clue
        clock.shift(dt.timedelta(days=1))
        assign_clue(head, clue.pk, "resident")
        clock.shift(dt.timedelta(days=1))
        take_up_clue(head, clue.pk, "有可查性")
        clock.shift(dt.timedelta(days=5))
        verify_clue(head, clue.pk, 0, "confirms", "调取案卷核对")
        clock.shift(dt.timedelta(days=3))
        if filed:
            establish_clue(head, clue.pk, "有犯罪事实，提请立案")
        else:
            reject_clue(head, clue.pk, "C1", "没有犯罪事实")
    end = "establish_clue" if filed else "reject_clue"
    steps = ("register_clue", "take_up_clue", "verify_clue", end)
    entries = entries_of(("restricted_clue", str(clue.pk)))
    days = {entry.kind: (entry.at - MORNING).days for entry in entries}
    assert [days[kind] for kind in steps] == [0, 2, 7, 10]
    clue.refresh_from_db()
    assert clue.settled_at is not None
    assert not visible_clues(office.prosecutor).exists()
