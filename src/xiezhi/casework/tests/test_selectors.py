"""The workbench, the calendar, custody, lists and the ledger's view, for whom they are."""

import datetime as dt

import pytest

from xiezhi.casework.models import Clock, Party
from xiezhi.casework.selectors import (
    Filters,
    clock_explained,
    clock_month,
    custody_board,
    ledger_view,
    parties_of,
    proceedings_list,
    search,
    workbench,
)
from xiezhi.casework.tests.office import ARREST, accepted, at, given_to, theft
from xiezhi.law import Refused
from xiezhi.organs.models import Person

ON = dt.date(2026, 3, 6)


def _month(person, on):
    return clock_month(person, dt.date(2026, 3, 1), dt.date(2026, 4, 1), on)


@pytest.fixture
def two(office):
    """A case of 1 March given to p1, and one of 2 March that nobody has."""
    first = accepted(office, case=theft("周启衡", "贺小川"), when=at(3, 1))
    given_to(office, first.pk, when=at(3, 1, 10))
    return first, accepted(office, when=at(3, 2))


def test_the_handler_finds_the_case_with_its_pressing_clock(office, two):
    bench = workbench(office.p1, ON)
    (row,) = bench.mine
    assert (row.number, row.in_custody, row.days_left) == ("云江检捕〔2026〕1号", 2, 2)
    assert row.clock.citation == "刑事诉讼法(2018) 第91条第3款"
    assert bench.theirs == ()
    assert bench.by_procedure == ((ARREST, "审查逮捕", 1),)
    assert len(bench.month) == 31
    assert [len(day.entries) for day in bench.month if day.entries] == [2]


def test_case_management_finds_what_is_to_be_assigned(office, two):
    (row,) = workbench(office.manager, ON).mine
    assert (row.step, row.number) == ("assign", "云江检捕〔2026〕2号")


def test_days_left_turn_negative_and_count_as_overdue(office, two):
    bench = workbench(office.p1, dt.date(2026, 3, 10))
    assert (bench.mine[0].days_left, bench.overdue) == (-2, 1)
    assert [e.number for e in _month(office.chief, dt.date(2026, 3, 10)).late] == [
        "云江检捕〔2026〕1号", "云江检捕〔2026〕1号", "云江检捕〔2026〕2号",
    ]  # fmt: skip


def test_a_calendar_day_holds_what_ends_on_it_and_says_whether_it_is_a_rest_day(office, two):
    days = clock_month(office.head, dt.date(2026, 3, 7), dt.date(2026, 3, 10), ON).days
    assert [(day.is_rest, len(day.entries)) for day in days] == [(True, 0), (True, 2), (False, 1)]
    assert days[1].entries[0].subject_name == "周启衡"


def test_a_date_is_explained_step_by_step(office, two):
    (entry, _) = (e for e in workbench(office.p1, ON).clocks)
    explained = clock_explained(office.p1, two[0].pk, entry.key, ON)
    assert explained.due_on == dt.date(2026, 3, 8)
    assert any(step.citation and "第105条" in step.citation.text for step in explained.steps)
    with pytest.raises(Refused):
        clock_explained(office.p2, two[0].pk, entry.key, ON)


def test_custody_lists_everyone_by_days_left(office, two):
    board = custody_board(office.chief, ON)
    assert [(row.name, row.days_left) for row in board.rows] == [
        ("周启衡", 2), ("贺小川", 2), ("许望舟", 3),
    ]  # fmt: skip
    assert (board.overdue, board.within(2), board.held) == (0, 2, 0)
    assert custody_board(office.p2, ON).rows == ()
    Party.objects.filter(name="许望舟").update(custody="bail")
    assert len(custody_board(office.chief, ON).rows) == 2


def test_a_suspended_clock_is_held_and_comes_last(office, two):
    Clock.objects.filter(proceeding=two[0], subject="P1").update(status="suspended")
    assert custody_board(office.chief, ON).held == 1
    assert custody_board(office.chief, ON).rows[-1].is_held


def test_a_list_is_filtered_counted_and_ordered_by_the_nearest_end(office, two):
    page = proceedings_list(office.chief, ON)
    assert [row.number[-2:] for row in page.rows] == ["1号", "2号"]
    assert (page.total, page.by_procedure) == (2, ((ARREST, "审查逮捕", 2),))
    assert proceedings_list(office.chief, ON, Filters(handler="p1")).total == 1
    assert proceedings_list(office.chief, ON, Filters(state="closed")).total == 0
    late = Filters(is_overdue=True)
    assert proceedings_list(office.chief, dt.date(2026, 3, 9), late).total == 1
    assert proceedings_list(office.p2, ON).total == 0


def test_a_search_finds_names_and_numbers_and_only_what_may_be_seen(office, two):
    assert [row.title for row in search(office.chief, "贺小川", ON)] == [
        "周启衡盗窃案（审查逮捕）"
    ]
    assert len(search(office.p1, "云江检捕", ON)) == 1
    assert search(office.p2, "贺小川", ON) == ()
    assert search(office.chief, " ", ON) == ()


def test_the_ledger_view_shows_the_acts_to_whoever_may_see_the_case(office, two):
    view = ledger_view(office.p1, two[0].pk, ON)
    assert [entry.kind for entry in view.entries] == ["accept", "assign"]
    assert view.head.seq >= view.entries[-1].seq
    with pytest.raises(Refused):
        ledger_view(office.p2, two[0].pk, ON)


def test_identity_numbers_show_their_last_four_only(office, two):
    Party.objects.filter(name="周启衡").update(identity_number="360426199101010071")
    card = parties_of(two[0].case_id)[0]
    assert (card.identity_masked[-5:], card.role_label) == ("*0071", "犯罪嫌疑人")


def test_who_holds_no_post_has_no_workbench(office):
    stranger = Person.objects.create(code="x", name="某", category="prosecutor")
    with pytest.raises(Refused, match="没有任职"):
        workbench(stranger, ON)
