"""Liability from real files: what the ledger holds decides, people find, the sheet proposes."""

import datetime as dt

import pytest

from xiezhi.accountability.actions.accept_clue import accept_clue
from xiezhi.accountability.sheets import sheet_page
from xiezhi.accountability.tests.examined import CHARGE, CLUE, Examined, decided, with_province
from xiezhi.casework.tests.office import at
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.resolve import resolve
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.submit import submit
from xiezhi.deliberation.tests.way import MATTER, under_review
from xiezhi.interference.actions.record_inquiry import Inquiry, record_inquiry


def examine(office, proceeding) -> Examined:
    """Accept a court's acquittal as a clue, and find fault in the procuratorial phase."""
    case = accept_clue(office.inspector, {**CLUE, "number": proceeding.number}, at=at(6, 1))
    return Examined(office, case, proceeding).analysed()


def parts(examined: Examined):
    """The worksheet's proposals by person."""
    page = sheet_page(examined.office.inspector, examined.case.pk)
    return {part.person: part for part in page.parts}


def rows(part) -> set[str]:
    return {one.row.row for one in part.matched}


def wrong(examined: Examined, *, illegal: bool) -> None:
    examined.take("inspector", "find_case", said={"wrong": True, "obviously_illegal": illegal})


@pytest.mark.clause("responsibility-28c", "responsibility-28a")
def test_objected_upheld_executed_the_handler_is_exempt_and_the_chief_answers(office):
    with_province(office)
    examined = examine(office, decided(office))
    wrong(examined, illegal=True)
    found = parts(examined)
    assert found["p1"].kinds == ("不承担司法责任",)
    assert {"8.9"} <= rows(found["p1"])
    assert {"8.8", "8.9b"} <= rows(found["chief"])
    assert found["chief"].notes == ("尚待认定：主观过错",)
    examined.inquired("chief")
    examined.found("chief", "chief", breach=True, fault="gross", serious=True)
    assert parts(examined)["chief"].kinds == ("承担司法责任",)
    assert parts(examined)["p1"].kinds == ("不承担司法责任",)


@pytest.mark.clause("responsibility-28d")
def test_executed_without_objection_and_obviously_illegal(office):
    with_province(office)
    examined = examine(office, decided(office, objected=False))
    wrong(examined, illegal=True)
    found = parts(examined)
    assert found["p1"].kinds == ("承担相应的司法责任",)
    assert "8.8" in rows(found["chief"])
    wrong(examined, illegal=False)
    assert parts(examined)["p1"].kinds == ("不承担司法责任",)


def test_an_objection_found_on_paper_after_execution_is_left_to_people(office):
    with_province(office)
    examined = examine(office, decided(office, objected=False)).inquired("p1")
    wrong(examined, illegal=True)
    examined.found("p1", "sole", objected_late=True)
    part = parts(examined)["p1"]
    assert part.kinds == ("提请人工审查",)
    assert any("文本未规定，按默认口径" in note for note in part.notes)


@pytest.mark.clause("responsibility-27a", "responsibility-27b")
def test_the_committee_erred_because_the_handler_left_a_fact_out(office):
    with_province(office)
    opened = under_review(office)
    opine(office.p1, opened.pk, "prosecute", "有证人证言", at=at(3, 4), **CHARGE)
    review(office.head, opened.pk, MATTER, "agree", at=at(3, 4, 10))
    submit(office.chief, opened.pk, MATTER, "committee", at=at(3, 4, 11))
    votes = dict.fromkeys(("chief", "fulltime", "member1"), "prosecute")
    votes |= dict.fromkeys(("deputy", "member2"), "drop_insufficient")
    resolve(office.chief, opened.pk, MATTER, "prosecute", votes, fields=CHARGE["fields"],
            at=at(3, 9))  # fmt: skip
    examined = examine(office, opened).inquired("p1").inquired("fulltime")
    wrong(examined, illegal=False)
    examined.found("p1", "sole", omitted_important=True, facts_wrong=True, led_to_error=True,
                   fault="gross", serious=True)  # fmt: skip
    examined.found("fulltime", "committee_member", fault="none")
    found = parts(examined)
    assert found["p1"].kinds == ("主要承担司法责任",)
    assert {"8.13", "8.16"} <= rows(found["p1"])
    assert found["fulltime"].kinds == ("不承担司法责任",)
    for dissenter in ("deputy", "member2"):
        assert found[dissenter].kinds == ("不承担司法责任",)
        assert rows(found[dissenter]) == {"8.15"}
    assert found["member1"].notes == ("尚待认定：主观过错、造成严重后果",)


@pytest.mark.clause("responsibility-30a", "responsibility-30b")
def test_a_re_review_was_demanded_and_the_change_was_wrong(office):
    with_province(office)
    opened = under_review(office)
    reasons = {"subject": "P1", "fields": {"drop_reasons": "情节轻微"}}
    opine(office.p1, opened.pk, "drop_minor", "情节轻微", at=at(3, 4), **reasons)
    review(office.head, opened.pk, MATTER, "re_review", remark="再审查", at=at(3, 4, 10))
    opine(office.p1, opened.pk, "prosecute", "按要求改变", at=at(3, 4, 11), **CHARGE)
    review(office.head, opened.pk, MATTER, "agree", at=at(3, 4, 12))
    decide(office.chief, opened.pk, "prosecute", at=at(3, 4, 13), **CHARGE)
    examined = examine(office, opened).inquired("head").inquired("p1")
    wrong(examined, illegal=False)
    examined.found("head", "supervisor", fault="gross", serious=True)
    examined.found("p1", "sole", fault="none")
    found = parts(examined)
    assert found["head"].kinds == ("承担监督管理责任",)
    assert found["p1"].kinds == ("不承担司法责任",)
    examined.found("head", "supervisor", fault="none")
    examined.found("p1", "sole", fault="gross", serious=True)
    found = parts(examined)
    assert found["head"].kinds == ("不承担司法责任",)
    assert found["p1"].kinds == ("承担司法责任",)


@pytest.mark.clause("responsibility-37")
def test_truthful_records_under_the_three_rules_are_suggested_as_lenient(office):
    with_province(office)
    opened = decided(office)
    told = Inquiry("case", "leader", "某领导", "询问进展", at(3, 3), "call", "improper",
                   proceeding=opened.pk, outsider=True)  # fmt: skip
    record_inquiry(office.p1, told)
    case = accept_clue(office.inspector, {**CLUE, "number": opened.number},
                       at=dt.datetime(2100, 1, 1, tzinfo=dt.UTC))  # fmt: skip
    examined = Examined(office, case, opened)
    examined.now = case.opened_at
    examined.analysed().inquired("p1")
    assert parts(examined)["p1"].lenient == 1
    assert parts(examined)["chief"].lenient == 0
    examined.found("p1", "sole", recorded_contacts=True, breach=True, fault="intent")
    assert "8.23" in rows(parts(examined)["p1"])
