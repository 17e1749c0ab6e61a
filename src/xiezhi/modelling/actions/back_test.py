"""Test a model on what is known: its own examples, and what was planted in the unit's tables."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.law.refusals import refuse
from xiezhi.modelling import access
from xiezhi.modelling.access import By
from xiezhi.modelling.actions.recording import known_model, record_act
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import digest_of_files, store
from xiezhi.modelling.models import BackTest
from xiezhi.modelling.planted import Outcome, Planting, judge, planting_of
from xiezhi.modelling.standing import with_local_values
from xiezhi.organs.models import Person
from xiezhi.screening import Model, ScreeningError, availability, national, run, run_examples

State = BackTest.State


class BackTestCancelled(ScreeningError):
    """A person cancelled the back-test."""


def queue_back_test(person: Person, model_id: str) -> BackTest:
    """Note that a back-test of the model as it stands is asked for. Raises Refused (403, 409)."""
    by, model = access.as_tester(person), known_model(model_id)
    return BackTest.objects.create(
        procuratorate=by.procuratorate,
        model=model.id,
        version=model.version,
        digest=digest_of_files(model),
        asked_by=by.code,
        asked_at=timezone.now(),
    )


def run_back_test(by: By, test: BackTest) -> BackTest:
    """Carry out a queued back-test; the row says how it ended, and the ledger too."""
    queued = BackTest.objects.filter(pk=test.pk, state=State.QUEUED)
    if not queued.update(state=State.RUNNING):
        return test
    model = known_model(test.model)
    try:
        if digest_of_files(model) != test.digest:
            raise ScreeningError("排队期间模型改过了", "重新回测")
        counted = _counted(by.procuratorate, model, test.pk)
    except BackTestCancelled as cancelled:
        return _end(by, model, test, State.CANCELLED, {"message": str(cancelled)})
    except ScreeningError as error:
        return _end(by, model, test, State.FAILED, {"message": str(error)})
    return _end(by, model, test, State.DONE, counted)


def cancel_back_test(person: Person, test: BackTest) -> None:
    """Ask a queued or running back-test to stop. Raises Refused (403, 409)."""
    by = access.as_tester(person)
    going = BackTest.objects.filter(pk=test.pk, state__in=(State.QUEUED, State.RUNNING))
    ended = going.filter(state=State.QUEUED).update(
        state=State.CANCELLED, cancelled_by=by.code, finished_at=timezone.now()
    )
    if not ended and not going.update(cancelled_by=by.code):
        raise refuse("modelling.test_ended", "这次回测已经结束，不能取消", "在模型页查看结果")


def _counted(unit: str, model: Model, test: UUID) -> dict[str, Any]:
    """Run the examples, then the model on the planted tables; return the columns of the row."""
    planting = planting_of(unit, model.id)
    as_of = planting.as_of if planting else timezone.localdate()
    results = run_examples(model, national(), law_values(model, as_of))
    counted: dict[str, Any] = {
        "examples": len(results),
        "passed": sum(result.passed for result in results),
    }
    failed = [result.name for result in results if not result.passed]
    record: dict[str, Any] = {"failed": failed}
    if planting and planting.marks:
        outcome, run_record = _on_the_planted(unit, model, planting, test)
        counted |= {
            "found": len(outcome.found), "missed": len(outcome.missed),
            "false": len(outcome.false), "others": outcome.others,
        }  # fmt: skip
        record |= run_record | {
            "missed": [mark.note for mark in outcome.missed],
            "false": [mark.note for mark in outcome.false],
        }
    return {**counted, "record": record}


def _on_the_planted(
    unit: str, model: Model, planting: Planting, test: UUID
) -> tuple[Outcome, dict[str, Any]]:
    tables, as_of = store(unit), planting.as_of
    local = with_local_values(unit, model)
    ready = availability(local, tables, as_of)
    if not ready.ready:
        raise ScreeningError(f"植入的数据不全：{ready.reason}", "导入这些表，再做回测")

    def watch(progress: float | None) -> None:
        asked = BackTest.objects.filter(pk=test)
        if progress is not None:
            asked.update(percent=min(99, round(progress * 100)))
        if code := asked.values_list("cancelled_by", flat=True).first():
            raise BackTestCancelled(f"{code} 取消了回测，什么也没有写入")

    values = law_values(local, as_of)
    hits = run(local, tables, as_of, law_values=values, watch=watch)
    own = {name: str(param.value) for name, param in local.params.items() if param.local}
    told = {"as_of": as_of.isoformat(), "snapshot": hits.snapshot, "local": own}
    return judge(planting.marks, hits.hits), told


def _end(
    by: By, model: Model, test: BackTest, state: BackTest.State, columns: dict[str, Any]
) -> BackTest:
    with transaction.atomic():
        test.refresh_from_db()
        for name, value in columns.items():
            setattr(test, name, value)
        test.state, test.finished_at = state, timezone.now()
        test.save()
        counts = ("examples", "passed", "found", "missed", "false", "others", "message")
        told = {name: getattr(test, name) for name in counts}
        told |= {"state": str(state), "tested": test.digest, "record": test.record}
        record_act(by, model, "back_test", test.finished_at, told)
    return test
