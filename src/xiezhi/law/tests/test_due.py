"""The four operations upon a clock, versions by date, and what is refused."""

from datetime import date, datetime

import pytest

from xiezhi.law import Deadline, Interval, PeriodError, due, holds, national
from xiezhi.law.calendar import Calendar, CalendarYear, published_calendar

HELD = {"in_custody": True}
FREE = {"in_custody": False}


def reckon(period: str, start: str, **asked: object) -> Deadline:
    return due(period, date.fromisoformat(start), pack=national(), **asked)  # type: ignore[arg-type]


def labels(deadline: Deadline) -> str:
    return "\n".join(step.label for step in deadline.steps)


def test_facts_alone_never_extend() -> None:
    facts = {**HELD, "major_or_complex": True}
    plain = reckon("prosecution_review_1m", "2024-09-02", facts=facts)
    granted = reckon("prosecution_review_1m", "2024-09-02", facts=facts, extensions=["complex"])
    assert (plain.due_on, plain.latest_on) == (date(2024, 10, 2), date(2024, 10, 17))
    assert granted.due_on == date(2024, 10, 17)


def test_an_extension_known_to_be_impossible_is_not_in_the_latest_day() -> None:
    facts = {**HELD, "major_or_complex": False}
    assert reckon("prosecution_review_1m", "2024-09-02", facts=facts).latest_on == date(
        2024, 10, 2
    )
    with pytest.raises(PeriodError, match="条件不成立"):
        reckon("prosecution_review_1m", "2024-09-02", facts=facts, extensions=["complex"])


def test_a_total_replaces_and_an_addition_adds() -> None:
    total = reckon("arrest_review_not_detained", "2025-03-03", extensions=["complex"])
    added = reckon("commutation_opinion_10d", "2025-03-03", extensions=["complex"])
    assert total.due_on == date(2025, 3, 24)  # 20 days in all, the last a Sunday
    assert added.due_on == date(2025, 3, 24)  # 10 and 10 days


def test_part_of_an_extension_may_be_granted() -> None:
    two = reckon("liuzhi_detention_decide_10d", "2025-03-03", extensions=["special:2 days"])
    assert two.due_on == date(2025, 3, 15)
    with pytest.raises(PeriodError, match="超过了规定的 4日"):
        reckon("liuzhi_detention_decide_10d", "2025-03-03", extensions=["special:5 days"])


def test_an_extension_out_of_order_is_refused() -> None:
    with pytest.raises(PeriodError, match="之前须先经"):
        reckon("investigation_custody_base", "2025-03-03", extensions=["second"])
    with pytest.raises(PeriodError, match="只能延长一次"):
        reckon("prosecution_review_1m", "2025-03-03", extensions=["complex", "complex"])


def test_an_extension_granted_too_late_does_not_count() -> None:
    late = reckon(
        "prosecution_review_1m",
        "2024-09-02",
        facts=HELD,
        events={"extension.complex": date(2024, 10, 3)},
    )
    assert late.due_on == date(2024, 10, 2)
    assert "已逾届满日" in labels(late)


def test_custody_extensions_accumulate_from_the_arrest() -> None:
    assert reckon("investigation_custody_ext3", "2026-01-15").due_on == date(2026, 8, 15)
    chained = reckon(
        "investigation_custody_base", "2026-01-15", extensions=["first", "second", "third"]
    )
    assert chained.due_on == date(2026, 8, 15)


def test_a_restart_begins_anew_and_lapses_earlier_extensions() -> None:
    events = {
        "extension.complex": date(2025, 4, 1),
        "supplement_returned_on": date(2025, 6, 3),
    }
    again = reckon("prosecution_review_1m", "2025-03-03", facts=HELD, events=events)
    assert again.due_on == date(2025, 7, 3)
    assert "重新计算" in labels(again)
    assert "不再有效" in labels(again)


def test_a_restart_before_the_start_or_before_its_rule_is_refused() -> None:
    with pytest.raises(PeriodError, match="早于起算日"):
        reckon(
            "prosecution_review_1m",
            "2025-03-03",
            events={"supplement_returned_on": date(2025, 3, 2)},
        )
    with pytest.raises(PeriodError, match="尚无此规定"):
        reckon(
            "prosecution_review_1m",
            "2021-03-03",
            events={"later_case_received_on": date(2021, 3, 9)},
        )


def test_a_deferred_start_runs_only_from_the_event() -> None:
    unknown = {"identity_unknown": True}
    waiting = reckon("investigation_custody_base", "2025-03-03", facts=unknown)
    known = reckon(
        "investigation_custody_base",
        "2025-03-03",
        facts=unknown,
        events={"identity_established_on": date(2025, 5, 6)},
    )
    assert waiting.due_on is None
    assert "未起算" in labels(waiting)
    assert known.due_on == date(2025, 7, 6)


def test_an_open_suspension_stops_the_clock_and_a_closed_one_moves_it() -> None:
    still = [Interval(date(2025, 3, 10), None)]
    over = [Interval(date(2025, 3, 10), date(2025, 3, 20))]
    assert reckon("prosecution_review_1m", "2025-03-03", suspensions=still).due_on is None
    moved = reckon("prosecution_review_1m", "2025-03-03", facts=HELD, suspensions=over)
    assert moved.due_on == date(2025, 4, 13)


def test_an_exclusion_needs_a_ground_in_the_law() -> None:
    out = [Interval(date(2025, 3, 10), date(2025, 3, 20))]
    with pytest.raises(PeriodError, match="不得扣除"):
        reckon("protest_judgment_10d", "2025-03-03", exclusions=out)
    wrong = [Interval(date(2025, 3, 10), date(2025, 3, 20), "holiday")]
    with pytest.raises(PeriodError, match="没有名为「holiday」的扣除事由"):
        reckon("prosecution_review_1m", "2025-03-03", exclusions=wrong)


def test_working_days_skip_excluded_working_days() -> None:
    plain = reckon("file_access_3wd", "2026-09-29")
    suspended = reckon(
        "file_access_3wd",
        "2026-09-29",
        suspensions=[Interval(date(2026, 10, 8), date(2026, 10, 9))],
    )
    assert plain.due_on == date(2026, 10, 9)
    assert suspended.due_on == date(2026, 10, 10)  # a make-up Saturday


def test_fast_track_is_governed_by_its_own_period() -> None:
    fast = reckon("prosecution_review_1m", "2025-03-03", facts={**HELD, "fast_track": True})
    assert fast.due_on == date(2025, 3, 13)
    assert fast.period_id == "criminal.prosecution_review_1m"
    assert "速裁" in labels(fast)


def test_the_version_in_force_on_the_start_governs() -> None:
    old = reckon("prosecution_review_1m", "2018-10-25", facts=HELD)
    new = reckon("prosecution_review_1m", "2018-10-26", facts=HELD)
    assert [s.citation.text for s in old.steps if s.citation and "386" in s.citation.text]
    assert [s.citation.text for s in new.steps if s.citation and "172" in s.citation.text]


def test_a_day_without_a_version_names_the_successor() -> None:
    with pytest.raises(PeriodError, match=r"改用 execution\.prison_appeal_reply_3m"):
        reckon("prison_appeal_reply_6m", "2026-11-01")
    with pytest.raises(PeriodError, match=r"改用 execution\.prison_appeal_reply_6m"):
        reckon("prison_appeal_reply_3m", "2026-10-31")


def test_an_unpublished_year_is_provisional_and_says_why() -> None:
    later = reckon("prosecution_review_1m", "2026-12-10", facts=FREE)
    held = reckon("prosecution_review_1m", "2026-12-10", facts=HELD)
    assert later.provisional
    assert "2027 年放假安排尚未公布" in labels(later)
    assert not held.provisional
    assert later.due_on == date(2027, 1, 10)


def test_a_year_added_by_the_pack_is_no_longer_provisional() -> None:
    year = CalendarYear(id=2027, notice="国务院办公厅通知", rest=(date(2027, 1, 1),))
    calendar: Calendar = published_calendar().with_years([year])
    asked = reckon("prosecution_review_1m", "2026-12-10", facts=FREE, calendar=calendar)
    assert not asked.provisional
    assert asked.due_on == date(2027, 1, 11)


def test_a_cap_brings_the_day_forward() -> None:
    capped = reckon(
        "victim_request_protest_reply_5d",
        "2025-03-13",
        events={"protest_due_on": date(2025, 3, 14)},
    )
    assert capped.due_on == date(2025, 3, 14)


def test_unknown_names_are_refused_with_those_known() -> None:
    with pytest.raises(PeriodError, match="supplement_returned_on"):
        reckon("prosecution_review_1m", "2025-03-03", events={"returned": date(2025, 4, 1)})
    with pytest.raises(PeriodError, match="complex（重大、复杂案件）"):
        reckon("prosecution_review_1m", "2025-03-03", extensions=["more"])


def test_a_constraint_has_no_date_but_can_be_judged() -> None:
    with pytest.raises(PeriodError, match="没有可以计算的届满日"):
        reckon("return_supplement_twice", "2025-03-03")
    on = date(2025, 3, 3)
    kept = holds(
        "return_supplement_twice", pack=national(), on=on, facts={"supplement_returns": 1}
    )
    unknown = holds("trial_adjourn_twice", pack=national(), on=on, facts={})
    assert kept is True
    assert unknown is None
    assert holds("return_supplement_twice", pack=national(), on=on, facts={}) is True


def test_an_hour_clock_needs_an_hour() -> None:
    with pytest.raises(PeriodError, match="须有时刻"):
        reckon("detention_interrogate_24h", "2025-03-03")
    asked = due("detention_interrogate_24h", datetime(2025, 10, 1, 9, 5), pack=national())
    assert asked.due_at is not None
    assert asked.due_at.isoformat() == "2025-10-02T10:00:00+08:00"
    assert asked.due_on == date(2025, 10, 2)


def test_an_unverified_rule_is_marked() -> None:
    asked = reckon("responsibility_review_apply_30d", "2025-03-03")
    assert asked.provisional
    assert any(step.citation and not step.citation.verified for step in asked.steps)


def test_every_step_with_a_rule_carries_its_words() -> None:
    for step in reckon("prosecution_review_1m", "2024-09-02", facts=FREE).steps:
        if step.citation:
            assert step.citation.quote


def test_the_same_clock_is_the_same_outcome() -> None:
    one = reckon("prosecution_review_1m", "2025-03-03", facts=HELD)
    assert reckon("criminal.prosecution_review_1m", "2025-03-03", facts=HELD) == one
    other = reckon("prosecution_review_1m", "2025-03-03", facts={**HELD, "fast_track": True})
    assert other.due_on != one.due_on


@pytest.mark.clause("reform-13k")
def test_three_extensions_of_custody_with_their_levels_and_dates() -> None:
    version = national().period("investigation_custody_base").versions[-1]
    levels = [one.approved_by for one in version.extensions]
    assert levels == ["上一级人民检察院", "省级人民检察院", "省级人民检察院"]
    ends = [
        reckon("investigation_custody_base", "2025-01-10", extensions=names).due_on
        for names in ([], ["first"], ["first", "second"], ["first", "second", "third"])
    ]
    assert ends == [date(2025, 3, 10), date(2025, 4, 10), date(2025, 6, 10), date(2025, 8, 10)]
    with pytest.raises(PeriodError, match="条件不成立"):
        reckon(
            "investigation_custody_base",
            "2025-01-10",
            facts={"ten_years_or_more": False},
            extensions=["first", "second", "third"],
        )
