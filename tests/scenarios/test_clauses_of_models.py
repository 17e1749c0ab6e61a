"""Clauses on supervision models: agencies' files go in, the nightly job runs, clues come out.

Each case states what its clause gives (how many records, which are planted, which look alike and
are lawful) and asserts that exactly the planted subjects come out, each with the rule it breaches.
"""

import datetime as dt

import pytest
import time_machine

from xiezhi.casework.tests.office import at
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.screen_nightly import screen_nightly
from xiezhi.clues.models import Clue
from xiezhi.clues.operators import operator_of
from xiezhi.clues.selectors import clue_page
from xiezhi.clues.tests.supervising import brought, established, with_analyst
from xiezhi.screening import national

pytestmark = pytest.mark.slow  # each imports and screens hundreds of rows
PRISON = "云州监狱"


@pytest.fixture
def night(office, settings, tmp_path):
    """Adopt models, import tables, run the nightly job; return the clues by model."""

    def screened(models, tables, on):
        with_analyst(office, settings, tmp_path, *models)
        with time_machine.travel(dt.datetime(on.year, on.month, on.day, 2), tick=False):
            for table, lines in tables.items():
                lines = labelled(table, list(lines))
                report = brought(office, tmp_path, f"{table}.csv", lines, table, on)
                assert sum(sheet.kept for sheet in report.sheets) == len(lines) - 1, report
            screen_nightly(operator_of(office.analyst), on)
        return {model: list(Clue.objects.filter(model=model)) for model in models}

    return screened


def labelled(table, lines):
    """Rows under the headers that agencies write: columns are named here by their ids."""
    columns = national()[table].columns
    return [",".join(columns[name].label for name in lines[0].split(",")), *lines[1:]]


def person(n):
    """An identity number of nobody, with its check digit."""
    body = f"9901021980{n % 12 + 1:02}{n % 28 + 1:02}{n:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def found(clues, column):
    return sorted(str(clue.values.get(column) or clue.subject.get(column)) for clue in clues)


def cited(office, clue, words):
    """The page of the clue quotes the rule that is breached."""
    quoted = "".join(str(basis) for basis in clue_page(office.analyst, clue.pk).breach)
    assert words in quoted


@pytest.mark.clause("reform-15c")
def test_of_two_hundred_penalties_those_neither_paid_nor_applied_for_are_clues(office, night):
    planted = {17, 58, 101, 166, 199}

    def rows():
        yield (
            "decision_number,agency,served_on,fine_yuan,paid_yuan,contested,applied_on,"
            "received_on,ruled_on"
        )
        for n in range(1, 201):
            kind = (
                "planted" if n in planted else ("paid", "applied", "contested", "running")[n % 4]
            )
            served = "2026-06-01" if kind == "running" else "2025-01-10"
            paid = 30000 if kind == "paid" else 0
            ways = "2025-09-01,2025-09-03,2025-09-10" if kind == "applied" else ",,"
            contested = "是" if kind == "contested" else "否"
            of = f"云市监罚〔2025〕{n}号,云州市市场监督管理局,{served},30000"
            yield f"{of},{paid},{contested},{ways}"

    model = "administrative.penalty_enforcement_late"
    clues = night([model], {"penalty_enforcement": rows()}, dt.date(2026, 6, 10))[model]
    assert found(clues, "decision_number") == sorted(f"云市监罚（2025）{n}号" for n in planted)
    assert {clue.values["problem"] for clue in clues} == {"逾期没有申请强制执行"}


@pytest.mark.clause("opinion2021-8g")
def test_of_three_hundred_in_custody_the_four_overdue_alarm_and_no_suspended_clock(office, night):
    planted, suspended = {40, 90, 170, 260}, {41, 91, 171}

    def rows():
        yield "case_number,identity_number,kind,start_on,end_on,excluded_days"
        for n in range(1, 301):
            old = n in planted | suspended
            start = "2026-01-05" if old else "2026-03-01"
            yield f"C{n},{person(n)},逮捕,{start},,{60 if n in suspended else ''}"

    model = "criminal.investigation_custody_overdue"
    reviews = ["case_number,identity_number,received_on", f"C999,{person(999)},2026-01-10"]
    given = {"coercive_measure": rows(), "prosecution_review": reviews}
    clues = night([model], given, dt.date(2026, 4, 1))[model]
    assert found(clues, "case_number") == sorted(f"C{n}" for n in planted)


@pytest.mark.clause("opinion2021-8b")
def test_of_a_hundred_in_correction_those_away_overnight_without_leave_or_penalty(office, night):
    away, on_leave, warned = {7, 33, 71}, {8, 34}, {9}
    days = ("2026-03-02", "2026-03-03")  # two nights running: more than twenty-four hours

    def register():
        yield "identity_number,kind,effective_on,start_on,end_on,county"
        for n in range(100):
            yield f"{person(n)},缓刑,2025-01-10,2025-01-10,2027-01-10,云江区"

    def events():
        yield "identity_number,kind,occurred_on,place,county"
        for n in sorted(away | on_leave | warned):
            for day in days:
                yield f"{person(n)},住宿,{day},临泽宾馆,临泽县"
        for n in range(40, 60):
            yield f"{person(n)},住宿,2026-03-02,云江宾馆,云江区"

    leaves = ["identity_number,from_on,until_on,returned_on"]
    leaves += [f"{person(n)},2026-03-01,2026-03-05,2026-03-04" for n in on_leave]
    warnings = ["identity_number,kind,punished_on"]
    warnings += [f"{person(n)},警告,2026-03-10" for n in warned]
    model = "execution.correction_absent_without_leave"
    tables = {
        "community_correction": register(), "movement_event": events(),
        "correction_leave": leaves, "correction_punishment": warnings,
    }  # fmt: skip
    clues = night([model], tables, dt.date(2026, 5, 1))[model]
    assert {clue.subject["identity_number"] for clue in clues} == {person(n) for n in away}
    assert {str(clue.values["occurred_on"]) for clue in clues} == set(days)


@pytest.mark.clause("column-execution-b")
def test_whoever_has_more_than_three_months_left_must_leave_the_detention_house(office, night):
    rows = [
        "case_number,identity_number,kind,documents_received_on,remaining_days,delivered_on,received_by",
        f"（2026）云9901刑初1号,{person(1)},收监执行,2026-01-10,152,,",
        f"（2026）云9901刑初2号,{person(2)},看守所执行,2026-01-10,80,,",
        f"（2026）云9901刑初3号,{person(3)},收监执行,2026-01-10,152,2026-02-01,{PRISON}",
    ]
    model = "execution.not_sent_to_prison"
    (clue,) = night([model], {"execution_delivery": rows}, dt.date(2026, 3, 1))[model]
    assert clue.subject["identity_number"] == person(1)
    cited(office, clue, "剩余刑期在三个月以下的，由看守所代为执行")


def judgments(size, outliers, column, inside):
    """Like judgments of six months, those planted of twenty-four; the three tables they fill."""
    people = [f"judgment_id,defendant_no,penalty,term_months,{column}"]
    cases = ["judgment_id,case_number,judged_on"]
    charges = ["judgment_id,defendant_no,stage,charge"]
    for n in range(1, size + 1):
        months = 24 if n in outliers else 6
        people.append(f"J{n},1,有期徒刑,{months},{inside + n % 10}")
        cases.append(f"J{n},（2026）云9901刑初{n}号,2026-01-10")
        charges.append(
            f"J{n},1,convicted,{'危险驾驶罪' if column == 'blood_alcohol' else '盗窃罪'}"
        )
    return {"judgment": cases, "judgment_defendant": people, "judgment_charge": charges}


@pytest.mark.parametrize(
    ("size", "outliers", "column", "inside"),
    [
        pytest.param(
            80, {11, 42, 79}, "amount_yuan", 3000, marks=pytest.mark.clause("zhangzhou-15e")
        ),
        pytest.param(
            300, {5, 120, 121, 288}, "blood_alcohol", 201,
            marks=pytest.mark.clause("opinion2021-12a"),
        ),
    ],
)  # fmt: skip
def test_unlike_judgments_of_like_cases_are_listed_with_what_was_compared(
    office, night, size, outliers, column, inside
):
    model = "criminal.like_cases_unlike"
    clues = night([model], judgments(size, outliers, column, inside), dt.date(2026, 3, 1))[model]
    assert found(clues, "judgment_id") == sorted(f"J{n}" for n in outliers)
    for clue in clues:
        assert clue.values["finding"] == "明显偏重"
        assert float(clue.values["term_months"]) == 24
        assert clue.values["charge_words"]
        assert clue.values["band_words"]
        assert int(clue.values["peers"]) >= size - len(outliers) - 1
        assert clue.values["average_words"]


def prison_books():
    """250 months of scores and 250 commutations; ten violations of three kinds among them."""
    scores = ["identity_number,prison,scored_for,extra_score,total_score,days_worked"]
    hospital = ["identity_number,visited_on,until_on,kind"]
    cuts = [
        "identity_number,kind,term_months,executed_on,remorse,proposed_on,ruled_on,ruling,cut_months"
    ]
    sick, early, over = {3, 77, 140, 201}, {310, 390, 444}, {320, 401, 480}
    for n in range(250):
        scores.append(f"{person(n)},{PRISON},2025-04-01,0,100,22")
        until = "2025-04-25" if n in sick else "2025-04-06"
        if n in sick or n % 50 == 1:
            hospital.append(f"{person(n)},2025-04-05,{until},住院")
    for n in range(250, 500):
        proposed = "2025-05-20" if n in early else "2025-07-20"
        ruled = "2025-06-20" if n in early else "2025-08-10"
        cut = 10 if n in over else 9
        cuts.append(f"{person(n)},减刑,72,2024-01-10,是,{proposed},{ruled},准许,{cut}")
    tables = {"prison_score": scores, "prison_medical": hospital, "commutation": cuts}
    return tables, {person(n) for n in sick | early | over}


@pytest.mark.clause("zhangzhou-23e")
def test_ten_violations_among_five_hundred_prison_records(office, night):
    models = ["execution.prison_records_disagree", "execution.commutation_against_rules"]
    tables, planted = prison_books()
    clues = [one for some in night(models, tables, dt.date(2025, 9, 1)).values() for one in some]
    subjects = [clue.subject["identity_number"] for clue in clues]
    right = [one for one in subjects if one in planted]
    assert len(set(right)) >= 9
    assert len(subjects) - len(right) <= len(subjects) // 10
    for clue in clues:
        assert clue_page(office.analyst, clue.pk).breach


@pytest.mark.clause("zhangzhou-news-e")
def test_records_of_a_prison_disagree_and_who_checks_says_true_or_false(office, night):
    month = f"{PRISON},2026-04-01"
    tables = {
        "prison_score": ["identity_number,prison,scored_for,extra_score,total_score,days_worked",
                         f"{person(1)},{month},0,100,22", f"{person(2)},{month},30,130,10",
                         f"{person(3)},{month},0,100,22"],
        "prison_medical": ["identity_number,visited_on,until_on,kind",
                           f"{person(1)},2026-04-05,2026-04-25,住院"],
        "prison_consumption": ["identity_number,spent_for,spent_yuan,received_yuan",
                               f"{person(2)},2026-04-01,200,500",
                               f"{person(3)},2026-04-01,200,500"],
        "prison_visit": ["identity_number,visited_on,kind,approved",
                         f"{person(2)},2026-04-18,会见,否"],
    }  # fmt: skip
    model = "execution.prison_records_disagree"
    clues = night([model], tables, dt.date(2026, 5, 10))[model]
    first, second = sorted(clues, key=lambda one: one.values["problem"], reverse=True)
    assert {first.subject["identity_number"], second.subject["identity_number"]} == {
        person(1), person(2),
    }  # fmt: skip
    for clue in clues:
        assert clue_page(office.analyst, clue.pk).breach
        assert clue.rows["prison_score"]
    with time_machine.travel(at(5, 11), tick=False):
        established(office, first)
        assign_clue(office.analyst, second.pk, office.p1.code)
        reject_clue(office.p1, second.pk, "C1", "会见经监区批准，登记遗漏")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == ("established", "rejected")
