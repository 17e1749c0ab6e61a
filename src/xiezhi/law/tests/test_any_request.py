"""Whatever is asked of any period: a deadline with reasons, or a refusal with its cure."""

import json
from datetime import date, datetime, timedelta

from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.law import Interval, PeriodError, due, national
from xiezhi.law.command import law
from xiezhi.law.counting import SHANGHAI
from xiezhi.law.explaining import explain

PERIODS = sorted(national().periods)
DAYS = st.dates(date(2000, 1, 1), date(2032, 12, 31))
FACTS = st.dictionaries(
    st.sampled_from(
        sorted(name for name, fact in national().facts.items() if fact.type == "bool")
    ),
    st.booleans(),
    max_size=6,
)


def names_of(period_id: str) -> tuple[list[str], list[str]]:
    version = national().periods[period_id].versions[-1]
    events = [one.event for one in (*version.restarts, *version.defers, *version.caps)]
    return events, [one.name for one in version.extensions]


@given(st.data(), st.sampled_from(PERIODS), DAYS, FACTS)
@settings(max_examples=300, deadline=None)
def test_a_deadline_with_reasons_or_a_refusal(
    data: st.DataObject, period_id: str, start: date, facts: dict[str, object]
) -> None:
    events, extensions = names_of(period_id)
    day = st.integers(-3, 90).map(lambda days: start + timedelta(days=days))
    happened = data.draw(st.dictionaries(st.sampled_from(events), day)) if events else {}
    granted = data.draw(st.lists(st.sampled_from(extensions), max_size=3)) if extensions else []
    out = data.draw(st.lists(st.tuples(day, day).map(lambda pair: Interval(*pair)), max_size=2))
    moment = datetime(start.year, start.month, start.day, 9, 30, tzinfo=SHANGHAI)
    hours = national().periods[period_id].counting in ("hours", "duration_hours")
    deadline, refused = None, None
    try:
        deadline = due(
            period_id, moment if hours else start, pack=national(), facts=facts,
            events=happened, extensions=granted, suspensions=out,
        )  # fmt: skip
    except PeriodError as refusal:
        refused = refusal
    if deadline is None:
        assert refused is not None
        assert refused.problem
        assert refused.cure
        return
    assert deadline.steps
    if deadline.due_on is None or deadline.latest_on is None:
        assert deadline.due_on == deadline.latest_on
    else:
        assert deadline.due_on <= deadline.latest_on
        assert deadline.steps[-1].on is not None or deadline.steps[-1].citation is not None


@given(st.sampled_from(PERIODS), DAYS)
@settings(max_examples=100, deadline=None)
def test_every_rule_can_be_explained_on_every_day(period_id: str, on: date) -> None:
    assert national().periods[period_id].label in explain(period_id, national(), on)


@given(
    st.text(max_size=20),
    st.text(max_size=12),
    st.lists(st.sampled_from(["--fact", "--event", "--exclude", "--suspend", "--on"]), max_size=2),
    st.text(min_size=1, max_size=25),
)
@settings(max_examples=150, deadline=None)
def test_no_command_line_ends_in_a_traceback(
    period: str, start: str, options: list[str], value: str
) -> None:
    words = ["due", "--json", f"--start={start}"]
    words += [f"{option}={value}" for option in options]
    result = CliRunner().invoke(law, [*words, "--", period or "prosecution_review_1m"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 0:
        assert json.loads(result.output)["period"]
