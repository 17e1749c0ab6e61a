"""Late reports and unexecuted committee decisions become findings told to the chief."""

import datetime as dt

import pytest

from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.actions.perform import perform
from xiezhi.casework.rebuild import differences
from xiezhi.casework.selectors import workbench
from xiezhi.casework.tests.office import accepted, at, given_to, theft
from xiezhi.deliberation.actions.opine import opine
from xiezhi.deliberation.actions.resolve import resolve
from xiezhi.deliberation.actions.review import review
from xiezhi.deliberation.actions.submit import submit
from xiezhi.management.actions.run_countdown import run_countdown

KEY = "protest:all"
FORM = {"facts_right": "wrong", "charge_right": "right", "sentence_right": "right",
        "procedure_right": "right"}  # fmt: skip


@pytest.fixture
def protest(office):
    """A complex protest proposed by p1 on 3 March 2026."""
    facts = {"is_ruling": False, "protest_complex": True}
    opened = accepted(office, "criminal.trial_supervision", case=theft(), **facts)
    given_to(office, opened.pk)
    make_move(office.p1, opened.pk, "fill_review_form", fields=FORM, at=at(3, 3))
    opine(office.p1, opened.pk, "protest", "确有错误", fields={"protest_ground": "facts"},
          at=at(3, 3, 10))  # fmt: skip
    return opened


def late(on):
    return [one for one in run_countdown(on).findings if one.clock.endswith(KEY)]


def told(one):
    return dict(one.receipts.values_list("person", "role"))


def test_a_report_asked_for_and_overdue_is_told_to_the_chief(office, protest):
    asked = {"matter": KEY, "what": "report", "due_on": "2026-03-05"}
    perform(office.chief, protest.pk, "instruct", asked, at=at(3, 4))
    assert [r.step for r in workbench(office.p1, dt.date(2026, 3, 4)).mine if r.step == "report"]
    assert late(dt.date(2026, 3, 5)) == []
    (found,) = late(dt.date(2026, 3, 6))
    assert (found.rule, found.due_on) == ("report_overdue", dt.date(2026, 3, 5))
    assert told(found) == {"chief": "chief", "p1": "handler", "head": "department_head"}
    assert late(dt.date(2026, 3, 7)) == []
    given = {"matter": KEY, "ground": "asked", "content": "已经听取意见"}
    perform(office.p1, protest.pk, "report", given, at=at(3, 6))
    assert list(differences()) == []


def test_a_committee_decision_not_executed_is_found_once(office, protest):
    review(office.head, protest.pk, KEY, "agree", at=at(3, 4))
    submit(office.chief, protest.pk, KEY, "committee", at=at(3, 4, 10))
    votes = dict.fromkeys(("chief", "deputy", "fulltime"), "protest")
    resolve(office.chief, protest.pk, KEY, "protest", votes, at=at(3, 4, 11))
    assert late(dt.date(2026, 3, 14)) == []
    (found,) = late(dt.date(2026, 3, 15))
    assert found.rule == "execution_overdue"
    assert "chief" in told(found)
    assert late(dt.date(2026, 3, 16)) == []
    obstacle = {"matter": KEY, "ground": "new_facts", "content": "原审被告人死亡"}
    perform(office.p1, protest.pk, "report", obstacle, at=at(3, 15))
    assert [r.step for r in workbench(office.chief, dt.date(2026, 3, 15)).mine] == [
        "answer_report"
    ]
