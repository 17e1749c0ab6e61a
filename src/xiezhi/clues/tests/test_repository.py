"""From a file to a clue, from a clue to its end; every step in the ledger."""

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest

from xiezhi.clues.access import visible_clues
from xiezhi.clues.actions.assign_clue import assign_clue
from xiezhi.clues.actions.establish_clue import establish_clue
from xiezhi.clues.actions.file_clue import file_clue
from xiezhi.clues.actions.merge_clue import merge_clue
from xiezhi.clues.actions.reject_clue import reject_clue
from xiezhi.clues.actions.run_model import queue_run, run_model
from xiezhi.clues.actions.undo_import import undo_import
from xiezhi.clues.actions.verify_clue import verify_clue
from xiezhi.clues.models import Clue, ImportBatch
from xiezhi.clues.operators import operator_of
from xiezhi.clues.outcomes import precision_of
from xiezhi.clues.selectors import clue_board
from xiezhi.law.refusals import Refused
from xiezhi.ledger.selectors import entries_of
from xiezhi.modelling.library import models
from xiezhi.screening import ScreeningError

MODEL = "execution.community_correction_report_overdue"
DAY = dt.date(2026, 11, 1)


@pytest.fixture
def clue(office: SimpleNamespace, register: str) -> Clue:
    (found,) = _run(office)
    return found


def _run(office: SimpleNamespace) -> list[Clue]:
    operator = operator_of(office.analyst)
    return run_model(operator, queue_run(operator, MODEL, DAY))


def _verify_all(person: object, clue: Clue, result: str = "confirms") -> None:
    for step in range(1, len(models()[MODEL].check_by) + 1):
        verify_clue(person, clue.pk, step, result, "调取原件核对，一致。")


def test_a_run_finds_the_late_report_and_a_second_run_finds_nothing_new(
    office: SimpleNamespace, clue: Clue
) -> None:
    assert clue.subject["identity_number"] == "99010219800304031X"
    assert clue.as_of == DAY
    assert _run(office) == []
    assert Clue.objects.count() == 1


def test_a_model_without_its_tables_is_blocked_and_says_which(
    office: SimpleNamespace, store_of: object
) -> None:
    operator = operator_of(office.analyst)
    run = queue_run(operator, MODEL, DAY)
    assert run_model(operator, run) == []
    run.refresh_from_db()
    assert run.state == "blocked"
    assert "社区矫正对象名册" in run.message


def test_an_unknown_model_is_refused(office: SimpleNamespace) -> None:
    with pytest.raises(ScreeningError, match="没有这个监督模型"):
        queue_run(operator_of(office.analyst), "criminal.nothing", DAY)


def test_a_clue_is_assigned_verified_established_and_filed(
    office: SimpleNamespace, clue: Clue
) -> None:
    assign_clue(office.analyst, clue.pk, "resident")
    _verify_all(office.resident, clue)
    establish_clue(office.resident, clue.pk, "核实一致")
    filed = file_clue(office.manager, clue.pk)
    assert filed.proceeding is not None
    kinds = [entry.kind for entry in entries_of(("clue", str(clue.pk)))]
    assert kinds[0] == "assign_clue"
    assert kinds[-2:] == ["establish_clue", "file_clue"]
    assert precision_of(MODEL).right == 1


def test_an_unverified_clue_cannot_be_established(office: SimpleNamespace, clue: Clue) -> None:
    verify_clue(office.analyst, clue.pk, 1, "confirms", "已调取")
    with pytest.raises(Refused, match="核实还差"):
        establish_clue(office.analyst, clue.pk, "")


def test_refuting_results_do_not_establish(office: SimpleNamespace, clue: Clue) -> None:
    _verify_all(office.analyst, clue, "refutes")
    with pytest.raises(Refused, match="没有一项核实印证"):
        establish_clue(office.analyst, clue.pk, "")


def test_a_rejected_clue_keeps_its_reason_and_counts_for_the_rule(
    office: SimpleNamespace, clue: Clue
) -> None:
    reject_clue(office.analyst, clue.pk, "B2", "住院，经批准延期报到")
    assert (precision_of(MODEL).settled, precision_of(MODEL).right) == (1, 0)
    with pytest.raises(Refused, match="不成案"):
        reject_clue(office.analyst, clue.pk, "A1", "再来一次")
    assert _run(office) == []  # a settled clue stays as the person settled it
    clue.refresh_from_db()
    assert clue.state == Clue.State.REJECTED


@pytest.mark.parametrize(("code", "reason"), [("Z9", "x"), ("A1", "  ")])
def test_a_reason_is_required(office: SimpleNamespace, clue: Clue, code: str, reason: str) -> None:
    with pytest.raises(Refused):
        reject_clue(office.analyst, clue.pk, code, reason)
    clue.refresh_from_db()
    assert clue.state == Clue.State.OPEN


@pytest.mark.parametrize("who", ["chief", "manager", "admin", "resident", "prosecutor"])
def test_nobody_else_verifies(office: SimpleNamespace, clue: Clue, who: str) -> None:
    with pytest.raises(Refused) as refused:
        verify_clue(getattr(office, who), clue.pk, 1, "confirms", "看过")
    assert refused.value.level == 403


def test_a_restricted_clue_is_on_no_board_but_its_own(office: SimpleNamespace, clue: Clue) -> None:
    assign_clue(office.analyst, clue.pk, "resident")
    Clue.objects.update(restricted=True)
    assert clue_board(office.analyst).total == 0
    assert clue_board(office.chief).total == 0
    assert clue_board(office.resident).total == 1


def test_a_clue_is_not_merged_into_itself(office: SimpleNamespace, clue: Clue) -> None:
    with pytest.raises(Refused, match="不能并入"):
        merge_clue(office.analyst, clue.pk, clue.pk)


def test_an_import_is_undone_once_and_as_a_whole(office: SimpleNamespace, register: str) -> None:
    operator = operator_of(office.analyst)
    with pytest.raises(Refused, match="原因"):
        undo_import(operator, register, " ")
    undo_import(operator, register, "发错了文件")
    assert ImportBatch.objects.get(pk=register).undone_at is not None
    assert _run(office) == []
    with pytest.raises(Refused, match="已经撤销"):
        undo_import(operator, register, "再撤一次")


def test_a_run_that_breaks_off_says_so(
    office: SimpleNamespace, register: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise MemoryError

    monkeypatch.setattr("xiezhi.clues.actions.run_model.run", broken)
    operator = operator_of(office.analyst)
    run = queue_run(operator, MODEL, DAY)
    with pytest.raises(MemoryError):
        run_model(operator, run)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "MemoryError" in run.message


def test_whoever_recused_does_not_see_a_clue_merged_into_that_of_the_case(
    office: SimpleNamespace, clue: Clue, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = {name: getattr(clue, name) for name in ("procuratorate", "model", "model_version",
            "title", "subject", "rows", "as_of", "run", "found_at")}  # fmt: skip
    taken_up = Clue.objects.create(number="2", digest="2", proceeding=uuid4(), **same)
    Clue.objects.filter(pk=clue.pk).update(state=Clue.State.MERGED, merged_into=taken_up)
    assert visible_clues(office.analyst).count() == 2
    monkeypatch.setattr("xiezhi.clues.access.closed_to", lambda _code: [taken_up.proceeding])
    assert not visible_clues(office.analyst).exists()
