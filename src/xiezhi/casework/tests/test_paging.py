"""Long lists by pages: the order is total, nothing is lost or shown twice, access is respected."""

import datetime as dt
import random
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from xiezhi.casework.models import Clock, Party
from xiezhi.casework.selectors import (
    Asked,
    Filters,
    clock_month,
    custody_board,
    paging,
    proceedings_list,
)
from xiezhi.casework.selectors import month as month_of_clocks
from xiezhi.casework.tests.office import accepted, at, given_to, theft

ON = dt.date(2026, 3, 6)
FIRST, NEXT = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
CASES = 7


@pytest.fixture
def many(office, monkeypatch):
    """Seven cases with two persons in custody each, on pages of three."""
    monkeypatch.setattr(paging.leaf, "__defaults__", (3,))
    monkeypatch.setattr(month_of_clocks, "LATE_SHOWN", 3)
    found = [
        accepted(office, case=theft(f"周启{n}", f"贺小{n}"), when=at(3, 1)) for n in range(CASES)
    ]
    for proceeding in found[:2]:
        given_to(office, proceeding.pk, when=at(3, 1, 10))
    return found


def _leaves(read):
    """Return what every page shows, and check that a page out of range is the nearest."""
    pages = read(1).leaf.pages
    assert read(pages + 5).leaf == read(pages).leaf
    return [read(page) for page in range(1, pages + 1)]


@pytest.mark.usefixtures("many")
def test_every_person_in_custody_stands_on_one_page(office):
    whole = [
        (row.proceeding_id, row.party)
        for board in _leaves(lambda page: custody_board(office.chief, ON, page=page))
        for row in board.rows
    ]
    assert len(whole) == len(set(whole)) == 2 * CASES
    board = custody_board(office.chief, ON)
    assert (board.total, board.leaf.pages, len(board.rows)) == (14, 5, 3)
    assert board.within(3) == 14
    assert custody_board(office.p2, ON).total == 0


def test_a_clock_that_bounds_no_custody_accuses_nobody_on_the_board(office, many):
    clock = Clock.objects.filter(proceeding=many[0], subject="P1").first()
    late = ON - dt.timedelta(days=40)
    Clock.objects.create(
        proceeding=many[0], no=90, key="reply:P1", subject="P1", label="回复建议", due_on=late,
        status="running", period_id="criminal.custody_necessity_reply_10d",
    )  # fmt: skip
    assert custody_board(office.chief, ON).overdue == 0
    Clock.objects.filter(pk=clock.pk).update(due_on=late)
    assert custody_board(office.chief, ON).overdue == 1


def test_custody_pages_keep_their_order_and_their_filter(office, many):
    held = random.Random(1).sample([row.pk for row in Clock.objects.all()], 5)
    Clock.objects.filter(pk__in=held).update(status="suspended")
    Party.objects.filter(case=many[0].case, code="P1").update(custody_place="第二看守所")
    boards = _leaves(lambda page: custody_board(office.chief, ON, page=page))
    rows = [row for board in boards for row in board.rows]
    assert [row.is_held for row in rows] == sorted(row.is_held for row in rows)
    asked = Asked(is_held=True)
    held = _leaves(lambda page: custody_board(office.chief, ON, asked, page))
    assert sum(len(board.rows) for board in held) == boards[0].held == 5
    there = custody_board(office.chief, ON, Asked(place="第二看守所"))
    assert [(row.proceeding_id, row.party) for row in there.rows] == [(many[0].pk, "P1")]
    assert there.total == 14


@pytest.mark.usefixtures("many")
def test_every_clock_of_a_month_stands_on_one_page(office):
    whole, ends = [], []
    for month in _leaves(lambda page: clock_month(office.chief, FIRST, NEXT, ON, page)):
        for day in month.days:
            whole += [(entry.proceeding_id, entry.key) for entry in day.entries]
            ends += [entry.due_on for entry in day.entries]
        assert sum(day.count for day in month.days) == month.count == Clock.objects.count()
    assert len(whole) == len(set(whole)) == Clock.objects.count()
    assert ends == sorted(ends)
    # A handler's calendar knows of the two cases given to them and of no other.
    assert len({e.proceeding_id for e in _shown(office.p1)}) == 2
    assert clock_month(office.other, FIRST, NEXT, ON).count == 0


def _shown(person):
    leaves = _leaves(lambda page: clock_month(person, FIRST, NEXT, ON, page))
    return [entry for month in leaves for day in month.days for entry in day.entries]


@pytest.mark.usefixtures("many")
def test_every_overdue_clock_stands_on_one_page(office):
    on = dt.date(2026, 3, 20)
    months = [clock_month(office.chief, FIRST, NEXT, on, 1, page) for page in (1, 2, 3, 4, 5, 6)]
    late = [(entry.proceeding_id, entry.key) for month in months for entry in month.late]
    pages = months[0].late_leaf.pages
    whole = [(e.proceeding_id, e.key) for m in months[:pages] for e in m.late]
    assert len(whole) == len(set(whole)) == months[0].overdue == Clock.objects.count()
    assert set(late) == set(whole)
    assert sum(day.late for day in months[0].days) == months[0].overdue


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("state", ["open", "all"])
def test_every_proceeding_stands_on_one_page(office, state):
    first = proceedings_list(office.chief, ON, Filters(state=state))
    rows = [
        row.number
        for page in range(1, first.pages + 1)
        for row in proceedings_list(office.chief, ON, Filters(state=state), page).rows
    ]
    assert len(rows) == len(set(rows)) == first.total == CASES


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("page", "kept"),
    [("custody", "which=over"), ("calendar", "month=2026-03"), ("cases", "q=云江")],
)
def test_a_page_leads_on_and_back_and_keeps_its_filter(client, office, page, kept):
    client.force_login(office.chief)
    shown = client.get(f"{reverse(page)}?{kept}&page=2").content.decode()
    asked = urlencode(dict([kept.split("=")])).replace("&", "&amp;")
    assert f'rel="prev" href="?{asked}&amp;page=1"' in shown
    assert f'rel="next" href="?{asked}&amp;page=3"' in shown
    assert client.get(f"{reverse(page)}?page=九&late=-1").status_code == 200
