"""A clock is suspended only on a ground that its rule names, and from a day on which it ran."""

from datetime import date, datetime, timedelta

import pytest

from xiezhi.law import Act, national
from xiezhi.law.context import SHANGHAI, Context
from xiezhi.law.procedure import opened, transition
from xiezhi.law.refusals import Refused
from xiezhi.law.state import State

AT = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)
CLOCK = "review:a"


def _act(kind: str, days: int = 0, **data: object) -> Act:
    return Act(kind, AT + timedelta(days=days), "handler", "prosecutor", data)


def _context() -> Context:
    return Context(national().procedures["criminal.review_for_prosecution"], national(), None)


@pytest.fixture
def reviewing() -> State:
    accept = Act(
        "accept", AT, "manager", "case_management",
        {"facts": {"case_source": "police"}, "received_on": "2026-03-02",
         "parties": [{"id": "a", "name": "甲", "facts": {"in_custody": True}}]},
    )  # fmt: skip
    return transition(_context(), opened(_context().procedure), accept)


def _suspend(state: State, **data: object) -> State:
    return transition(_context(), state, _act("suspend", 3, clock=CLOCK, **data))


def test_a_named_ground_suspends(reviewing: State) -> None:
    state = _suspend(reviewing, **{"from": "2026-03-04", "ground": "psychiatric_evaluation"})
    clock = state.clock(CLOCK)
    assert clock is not None
    assert clock.status == "suspended"
    assert clock.suspended_on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"from": "2026-03-04", "ground": "等一等"}, "suspend.ground"),
        ({"from": "2020-01-01", "ground": "psychiatric_evaluation"}, "suspend.day"),
        ({"from": "2027-05-01", "ground": "psychiatric_evaluation"}, "suspend.day"),
    ],
)
def test_anything_else_is_refused(reviewing: State, data: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        _suspend(reviewing, **data)
    assert code in [one.code for one in refused.value.refusals]
