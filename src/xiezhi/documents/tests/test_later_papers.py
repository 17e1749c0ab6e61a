"""Papers of reviews, protests and extensions: filled from the case, due at their moves."""

import datetime as dt

import pytest

from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.tests.office import accepted, at, given_to, theft
from xiezhi.casework.tests.office import office as office
from xiezhi.deliberation.actions.decide import decide
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.review import review
from xiezhi.documents.actions.draft import draft
from xiezhi.documents.actions.issue import issue
from xiezhi.documents.models import Document
from xiezhi.documents.selectors import document_page
from xiezhi.law import Refused

FORM = {"facts_right": "right", "charge_right": "right", "sentence_right": "wrong",
        "procedure_right": "right"}  # fmt: skip
EXTENDED = {
    "arrested_on": "2026-01-10", "extension_round": "first", "unit_level": "city",
    "decides_as_next_higher": True, "complex_unfinished": True, "arrest_conditions_met": True,
    "custody_still_needed": True,
}  # fmt: skip


@pytest.fixture
def decided(office):
    """Return a function that takes a proceeding from acceptance to a decision of the chief."""

    def run(procedure, do, matter, *, facts, fields=None, subject=None, before=()):
        opened = accepted(office, procedure, case=theft(), **facts)
        given_to(office, opened.pk)
        for move, given in before:
            make_move(office.p1, opened.pk, move, fields=given, at=at(3, 3))
        opine(office.p1, opened.pk, do, "理由已经查明", subject=subject, fields=fields or {},
              at=at(3, 3, 10))  # fmt: skip
        review(office.head, opened.pk, matter, "agree", at=at(3, 3, 11))
        decide(office.chief, opened.pk, do, matter=matter, subject=subject, at=at(3, 3, 12))
        return opened

    return run


def values_of(key):
    stored = Document.objects.get(pk=key).values
    return {name: one["content"] for name, one in stored.items()}


def test_the_protest_is_drafted_from_the_review_and_its_gaps_stop_issue(office, decided):
    before = [("fill_review_form", FORM)]
    opened = decided(
        "criminal.trial_supervision", "protest", "protest:all", facts={"is_ruling": False},
        fields={"protest_ground": "sentence"}, before=before,
    )  # fmt: skip
    key = draft(office.p1, opened.pk, "protest", at=at(3, 4))
    found = values_of(key)
    assert found["ground"] == "sentence"
    assert found["reasons"] == "理由已经查明"
    assert found["trial_court"] == "云江区人民法院"
    with pytest.raises(Refused) as refused:
        issue(office.p1, key, at=at(3, 4, 10))
    missing = "".join(one.reason + one.cure for one in refused.value.refusals)
    assert "原审裁判的案号" in missing


def test_an_extension_says_the_last_day_as_the_clock_counts_it(office, decided):
    opened = decided(
        "criminal.extend_investigative_custody", "grant_first", "extension:all", facts=EXTENDED
    )
    found = values_of(draft(office.p1, opened.pk, "custody_extension_approval", at=at(3, 4)))
    assert found["round"] == "first"
    assert found["until_on"] == "2026-04-10"
    assert found["arrested_on"] == "2026-01-10"


def test_a_denied_extension_gives_its_reasons(office, decided):
    opened = decided(
        "criminal.extend_investigative_custody", "deny", "extension:all", facts=EXTENDED,
        fields={"denial_reasons": "没有调取新的证据"},
    )  # fmt: skip
    key = draft(office.p1, opened.pk, "custody_extension_denial", at=at(3, 4))
    assert values_of(key)["reasons"] == "没有调取新的证据"
    labels = {gap.label for gap in document_page(office.p1, key, dt.date(2026, 3, 4)).missing}
    assert "最初受理案件的人民检察院" in labels


def test_a_suggestion_to_change_the_measure_awaits_the_agency(office, decided):
    opened = decided(
        "criminal.custody_necessity_review", "suggest_change", "custody:all",
        facts={"phase": "investigation"}, fields={"custody_reasons": "患有严重疾病"},
    )  # fmt: skip
    key = draft(office.p1, opened.pk, "custody_change_suggestion", at=at(3, 4))
    page = document_page(office.p1, key, dt.date(2026, 3, 4))
    assert values_of(key)["reasons"] == "患有严重疾病"
    assert page.awaits_reply


def test_a_review_of_a_refusal_says_what_the_decision_was(office, decided):
    opened = decided(
        "criminal.arrest_refusal_review", "order_change", "review:P1", facts={}, subject="P1"
    )
    key = draft(office.p1, opened.pk, "review_decision", at=at(3, 4))
    assert values_of(key)["result"] == "order"
    with pytest.raises(Refused, match="没有应当制作的这种文书"):
        draft(office.p1, opened.pk, "reconsideration_decision", at=at(3, 4, 10))
    with pytest.raises(Refused):
        perform(office.p1, opened.pk, "close", {"reason": "办结"}, at=at(3, 4, 11))
