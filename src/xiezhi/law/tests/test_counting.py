"""The arithmetic of periods, by property and by the edges that are usually got wrong."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.law import Interval, due, national
from xiezhi.law.calendar import published_calendar
from xiezhi.law.counting import add_months, end_of_hours, merge, put_off
from xiezhi.law.durations import read_duration

DAYS = st.dates(date(2019, 12, 30), date(2026, 3, 1))
ROLLING = "criminal.protest_judgment_10d"
HANDLING = "criminal.prosecution_review_1m"
CUSTODY = "criminal.investigation_custody_base"
BACKWARD = "criminal.indictment_serve_10d"


@given(DAYS, st.integers(0, 36))
def test_months_reach_the_same_day_or_the_last(start: date, months: int) -> None:
    end = add_months(start, months, month_end_to_month_end=False)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(DAYS, st.integers(0, 36))
def test_a_month_end_reaches_a_month_end(start: date, months: int) -> None:
    end = add_months(start, months, month_end_to_month_end=True)
    if start.day == monthrange(start.year, start.month)[1]:
        assert end.day == monthrange(end.year, end.month)[1]


@given(DAYS, st.integers(0, 24), st.booleans())
def test_months_are_monotone(start: date, months: int, ends: bool) -> None:
    one = add_months(start, months, month_end_to_month_end=ends)
    other = add_months(start + timedelta(days=1), months, month_end_to_month_end=ends)
    assert one <= other


@given(DAYS)
def test_a_rolled_day_is_a_working_day_and_never_earlier(start: date) -> None:
    end = due(ROLLING, start, pack=national()).due_on
    assert end is not None
    assert not published_calendar().is_rest(end)
    assert end >= start + timedelta(days=10)


@given(DAYS)
def test_a_later_start_never_ends_earlier(start: date) -> None:
    one = due(ROLLING, start, pack=national()).due_on
    other = due(ROLLING, start + timedelta(days=1), pack=national()).due_on
    assert one is not None
    assert other is not None
    assert one <= other


@given(DAYS)
def test_custody_never_rolls(start: date) -> None:
    end = due(CUSTODY, start, pack=national()).due_on
    assert end == add_months(start, 2, month_end_to_month_end=True)


@given(DAYS)
def test_in_custody_is_never_later_than_at_liberty(start: date) -> None:
    held = due(HANDLING, start, pack=national(), facts={"in_custody": True})
    free = due(HANDLING, start, pack=national(), facts={"in_custody": False})
    unknown = due(HANDLING, start, pack=national())
    assert held.due_on is not None
    assert free.due_on is not None
    assert held.due_on <= free.due_on
    assert unknown.due_on == held.due_on


@given(DAYS)
def test_a_backward_clock_moves_earlier_never_later(hearing: date) -> None:
    end = due(BACKWARD, hearing, pack=national()).due_on
    assert end is not None
    assert end <= hearing - timedelta(days=10)
    assert not published_calendar().is_rest(end)


@given(DAYS, st.integers(1, 25), st.integers(1, 40))
def test_excluded_days_add_up(start: date, after: int, days: int) -> None:
    first = start + timedelta(days=after)
    out = Interval(first, first + timedelta(days=days), "psychiatric_evaluation")
    held = {"in_custody": True}
    plain = due(HANDLING, start, pack=national(), facts=held).due_on
    put = due(HANDLING, start, pack=national(), facts=held, exclusions=[out]).due_on
    assert plain is not None
    assert put == plain + timedelta(days=days)


@given(DAYS, st.lists(st.tuples(st.integers(-5, 40), st.integers(0, 15)), max_size=5))
def test_overlapping_exclusions_take_a_day_out_once(
    start: date, written: list[tuple[int, int]]
) -> None:
    out = [Interval(start + timedelta(days=a), start + timedelta(days=a + n)) for a, n in written]
    end, taken = put_off(start, start + timedelta(days=30), out)
    counted = start
    for _ in range(30):
        counted += timedelta(days=1)
        while any(a <= counted < b for a, b in merge(out)):
            counted += timedelta(days=1)
    assert end == counted
    assert taken == (end - start).days - 30


@given(DAYS)
def test_every_extension_makes_a_clock_longer(start: date) -> None:
    granted: tuple[str, ...] = ()
    last = due(CUSTODY, start, pack=national())
    for name in ("first", "second", "third"):
        granted = (*granted, name)
        longer = due(CUSTODY, start, pack=national(), extensions=granted)
        assert longer.due_on is not None
        assert last.due_on is not None
        assert longer.due_on > last.due_on
        assert longer.latest_on == last.latest_on
        last = longer
    assert last.due_on == last.latest_on


def test_the_hour_of_the_start_is_not_counted() -> None:
    manner = national().counting["hours"].versions[-1]
    from xiezhi.law.counting import Manner

    end = end_of_hours(datetime(2026, 3, 1, 10, 30), 24, Manner.of(manner))
    assert end.isoformat() == "2026-03-02T11:00:00+08:00"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1 month + 15 days", "1个月15日"),
        ("1 month + half month", "1个月半个月"),
        ("3 working days", "3个工作日"),
        ("2 years", "24个月"),
        ("same day", "当日"),
    ],
)
def test_lengths_read(written: str, said: str) -> None:
    assert read_duration(written).label == said


@pytest.mark.parametrize("written", ["", "15", "15 d", "a month", "1 month 15 days", "-1 day"])
def test_other_lengths_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="不是期限长度"):
        read_duration(written)


def test_no_number_of_days_is_written_in_the_kernel() -> None:
    """Law is data: no duration as rule files write it stands in a module of the room."""
    import re

    room = Path(__file__).resolve().parent.parent
    literal = re.compile(r'"\d+ (?:half |working )?(?:day|month|year|hour)s?"')
    assert [path.name for path in room.glob("*.py") if literal.search(path.read_text())] == []
