"""An acquittal opens the examination of its case, once, with everybody who took part."""

import pytest

from xiezhi.accountability.course import SUBJECT
from xiezhi.accountability.models import LiabilityCase
from xiezhi.accountability.tests.examined import decided
from xiezhi.casework.actions.make_move import make_move
from xiezhi.casework.tests.office import accepted, at, given_to
from xiezhi.ledger.selectors import acts_of
from xiezhi.management.actions.run_countdown import run_countdown

FORM = {"facts_right": "right", "charge_right": "right", "sentence_right": "right",
        "procedure_right": "right"}  # fmt: skip


def judged(office, result, case=None):
    """The judgment of a case reviewed; of the given case, else of a case of its own."""
    known = {} if case is None else {"case": case}
    opened = accepted(
        office, "criminal.trial_supervision", when=at(6, 1), is_ruling=False, **known
    )
    given_to(office, opened.pk, when=at(6, 1, 10))
    form = FORM | ({"result": result} if result else {})
    make_move(office.p1, opened.pk, "fill_review_form", fields=form, at=at(6, 2))
    return opened


@pytest.mark.clause("reform-20h")
def test_an_acquittal_opens_a_matter_with_every_decision_and_actor(office):
    charged = decided(office)
    trial = judged(office, "acquitted", case=charged.case_id)
    run_countdown(at(6, 3).date())
    run_countdown(at(6, 4).date())
    matter = LiabilityCase.objects.get()
    assert (matter.proceeding, matter.stage) == (charged.pk, "received")
    (clue,) = acts_of((SUBJECT, str(matter.pk)))
    assert clue.data["because"] == str(trial.pk)
    for word in (charged.number, "提起公诉", "云江chief", "云江p1"):
        assert word in clue.data["content"]


@pytest.mark.parametrize("result", ["guilty", "other", None])
def test_no_other_result_opens_anything(office, result):
    judged(office, result)
    run_countdown(at(6, 3).date())
    assert not LiabilityCase.objects.exists()


def test_an_acquittal_in_a_case_charged_elsewhere_is_examined_by_its_name(office):
    trial = judged(office, "acquitted")
    run_countdown(at(6, 3).date())
    matter = LiabilityCase.objects.get()
    assert (matter.proceeding, matter.title) == (None, trial.title)
