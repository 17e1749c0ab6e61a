"""Giving a clue away: only to who verifies in its unit, because the receiver sees it."""

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest

from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.models import Clue
from xiezhi.clues.operators import operator_of
from xiezhi.law import Refused

MODEL = "execution.community_correction_report_overdue"


@pytest.fixture
def clue(office: SimpleNamespace, register: str) -> Clue:
    operator = operator_of(office.analyst)
    (found,) = run_model(operator, queue_run(operator, MODEL, dt.date(2026, 11, 1)))
    return found


@pytest.mark.parametrize("who", ["manager", "admin", "NOBODY"])
def test_a_clue_is_not_given_to_who_may_not_verify_it(
    office: SimpleNamespace, clue: Clue, who: str
) -> None:
    with pytest.raises(Refused, match="不是本院可以核实线索的人员"):
        assign_clue(office.analyst, clue.pk, getattr(office, who).code if who != "NOBODY" else who)
    clue.refresh_from_db()
    assert clue.assigned_to == ""


def test_a_clue_that_does_not_exist_is_refused_like_one_that_is_not_yours(
    office: SimpleNamespace, clue: Clue
) -> None:
    with pytest.raises(Refused) as refused:
        reject_clue(office.analyst, uuid4(), "A1", "不存在")
    assert refused.value.level == 403
    assert Clue.objects.count() == 1
