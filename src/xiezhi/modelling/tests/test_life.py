"""A model's life: on trial until a unit adopts it, by exactly the files that were tested."""

import pytest

from xiezhi.law.refusals import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.modelling import library
from xiezhi.modelling.access import as_tester
from xiezhi.modelling.actions.adopt_model import adopt_model
from xiezhi.modelling.actions.apply import apply
from xiezhi.modelling.actions.back_test import cancel_back_test, queue_back_test, run_back_test
from xiezhi.modelling.actions.begin_trial import begin_trial
from xiezhi.modelling.actions.retire_model import retire_model
from xiezhi.modelling.actions.review_model import review_model
from xiezhi.modelling.library import models
from xiezhi.modelling.models import BackTest, Standing
from xiezhi.modelling.projection import differences
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.standing import stage_of
from xiezhi.modelling.subjects import model_subject
from xiezhi.modelling.tests.conftest import ANSWERS, MODEL, UNIT


def _stage():
    return stage_of(UNIT, models()[MODEL])


@pytest.fixture
def changed(monkeypatch):
    """Let the model's files change, as a new release of the program would."""

    def change(**columns):
        model = models()[MODEL].model_copy(update=columns)
        held = library.library()
        digest = library.content_digest(model)
        anew = library.Library(
            {**held.models, MODEL: model}, {**held.digests, MODEL: digest}, held.broken
        )
        monkeypatch.setattr(library, "library", lambda: anew)
        return model

    return change


def test_a_shipped_model_is_on_trial_until_the_unit_adopts_it(office, tested):
    assert _stage().stage == Stage.TRIAL
    adopt_model(office.chief, MODEL, "两名评审人同意，回测无误报")
    assert _stage().stage == Stage.ADOPTED
    assert stage_of("BZ", models()[MODEL]).stage == Stage.TRIAL
    kinds = [entry.kind for entry in entries_of(model_subject(UNIT, MODEL))]
    assert kinds == ["back_test", "apply_for_adoption", "review_model", "review_model",
                     "adopt_model"]  # fmt: skip
    last = entries_of(model_subject(UNIT, MODEL))[-1]
    assert (last.by, last.capacity) == ("chief", "chief")
    assert last.data["reviewers"] == ["prosecutor", "second"]
    assert last.data["back_test"] == str(tested.pk)
    assert list(differences()) == []


def test_a_back_test_counts_what_was_planted(tested):
    assert (tested.state, tested.found, tested.missed, tested.false) == ("done", 1, 0, 0)
    assert tested.examples == tested.passed == len(models()[MODEL].examples)
    assert tested.record["as_of"] == "2026-11-10"


def test_adoption_says_everything_that_is_missing(office, home):
    with pytest.raises(Refused) as refused:
        adopt_model(office.chief, MODEL, "先用起来")
    assert {one.code for one in refused.value.refusals} == {
        "modelling.not_tested", "modelling.not_asked",
    }  # fmt: skip
    assert all(one.cure for one in refused.value.refusals)
    assert not Standing.objects.exists()


def test_two_others_must_agree(office, home):
    run_back_test(as_tester(office.analyst), queue_back_test(office.analyst, MODEL))
    apply(office.analyst, MODEL, ANSWERS)
    with pytest.raises(Refused, match="不评审自己"):
        review_model(office.analyst, MODEL, agrees=True, remark="同意")
    review_model(office.prosecutor, MODEL, agrees=True, remark="同意")
    review_model(office.prosecutor, MODEL, agrees=True, remark="再次同意")
    with pytest.raises(Refused, match="只有 1 名"):
        adopt_model(office.chief, MODEL, "采用")
    review_model(office.second, MODEL, agrees=False, remark="误报未说明")
    with pytest.raises(Refused, match="误报未说明"):
        adopt_model(office.chief, MODEL, "采用")
    review_model(office.second, MODEL, agrees=True, remark="已补充说明")
    adopt_model(office.chief, MODEL, "采用")


def test_asking_anew_needs_new_opinions(office, tested):
    apply(office.analyst, MODEL, {**ANSWERS, "accurate": "另有说明"})
    with pytest.raises(Refused, match="只有 0 名"):
        adopt_model(office.chief, MODEL, "采用")


@pytest.mark.parametrize("question", ANSWERS)
def test_each_of_the_three_questions_is_answered(office, home, question):
    with pytest.raises(Refused, match="未填写"):
        apply(office.analyst, MODEL, {**ANSWERS, question: "  "})


def test_a_changed_model_is_on_trial_again(office, tested, changed):
    adopt_model(office.chief, MODEL, "采用")
    model = changed(question="换了一个问题")
    stands = stage_of(UNIT, model)
    assert (stands.stage, stands.changed) == (Stage.TRIAL, True)


@pytest.mark.clause("reform-36b")
def test_a_version_that_finds_less_is_not_adopted(office, tested, changed):
    """A lower share found than that of the version in use is refused; both records stay."""
    adopt_model(office.chief, MODEL, "采用")
    sql = models()[MODEL].sql.replace(
        "> due_on", "> due_on AND effective_on <> MAKE_DATE(2026, 3, 2)"
    )
    changed(version="2.0.0", sql=sql)
    test = run_back_test(as_tester(office.analyst), queue_back_test(office.analyst, MODEL))
    assert (test.state, test.version, test.found, test.missed) == ("done", "2.0.0", 0, 1)
    assert test.record["missed"] == ["逾期四十日报到"]
    assert test.passed == test.examples
    apply(office.analyst, MODEL, ANSWERS)
    for person in (office.prosecutor, office.second):
        review_model(person, MODEL, agrees=True, remark="同意")
    with pytest.raises(Refused, match="由上一版的 100% 降到 0%"):
        adopt_model(office.chief, MODEL, "换新版")
    assert _stage().stage == Stage.TRIAL
    tested.refresh_from_db()
    assert (tested.version, tested.found) == ("1.0.0", 1)


def test_a_failing_example_refuses_adoption(office, home, changed):
    sql = models()[MODEL].sql.replace("> due_on", "< due_on")
    changed(sql=sql)
    test = run_back_test(as_tester(office.analyst), queue_back_test(office.analyst, MODEL))
    assert test.passed < test.examples
    assert test.record["failed"]
    apply(office.analyst, MODEL, ANSWERS)
    with pytest.raises(Refused, match="只通过"):
        adopt_model(office.chief, MODEL, "采用")


def test_a_retired_model_may_be_tried_again(office, tested):
    with pytest.raises(Refused, match="不能转入试用"):
        begin_trial(office.analyst, MODEL, "再试")
    with pytest.raises(Refused, match="理由"):
        retire_model(office.chief, MODEL, " ")
    retire_model(office.chief, MODEL, "法律已经修改")
    assert _stage().stage == Stage.RETIRED
    with pytest.raises(Refused, match="不是试用"):
        adopt_model(office.chief, MODEL, "采用")
    begin_trial(office.analyst, MODEL, "按新法改过")
    assert _stage().stage == Stage.TRIAL
    assert list(differences()) == []


def test_a_stage_changed_behind_the_ledger_is_told(office, tested):
    adopt_model(office.chief, MODEL, "采用")
    Standing.objects.update(stage=Stage.RETIRED)
    (difference,) = differences()
    assert (difference.stored, difference.replayed) == ("retired", "adopted")


def test_who_may_do_what(office, tested):
    acts = [
        (lambda p: adopt_model(p, MODEL, "采用"), {"chief"}),
        (lambda p: retire_model(p, MODEL, "退役"), {"chief"}),
        (lambda p: begin_trial(p, MODEL, "试用"), {"analyst"}),
        (lambda p: queue_back_test(p, MODEL), {"analyst"}),
        (lambda p: apply(p, MODEL, ANSWERS), {"analyst", "prosecutor", "second", "head"}),
        (
            lambda p: review_model(p, MODEL, agrees=True, remark="同意"),
            {"chief", "head", "prosecutor", "second", "analyst"},
        ),
    ]
    for act, allowed in acts:
        for code, person in vars(office).items():
            if code not in allowed:
                with pytest.raises(Refused, match=r"不由你|由本院"):
                    act(person)


def test_a_back_test_is_cancelled(office, home):
    test = queue_back_test(office.analyst, MODEL)
    cancel_back_test(office.analyst, test)
    assert run_back_test(as_tester(office.analyst), test).state != BackTest.State.DONE
    test.refresh_from_db()
    assert test.state == BackTest.State.CANCELLED
    with pytest.raises(Refused, match="已经结束"):
        cancel_back_test(office.analyst, test)


def test_a_running_back_test_stops_when_somebody_asks(office, home, monkeypatch):
    def run_until_asked(model, tables, as_of, *, law_values, watch):
        watch(0.4)
        cancel_back_test(office.analyst, BackTest.objects.get())
        watch(0.5)
        raise AssertionError("went on")

    monkeypatch.setattr("xiezhi.modelling.actions.back_test.run", run_until_asked)
    test = run_back_test(as_tester(office.analyst), queue_back_test(office.analyst, MODEL))
    assert (test.state, test.percent) == (BackTest.State.CANCELLED, 50)
    assert "取消" in test.message


def test_planted_data_that_are_not_there_fail_the_test(office, home, settings):
    (home / "screening" / UNIT).rename(home / "screening" / "gone")
    test = run_back_test(as_tester(office.analyst), queue_back_test(office.analyst, MODEL))
    assert test.state == BackTest.State.FAILED
    assert "缺表" in test.message
