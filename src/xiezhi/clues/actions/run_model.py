"""Run a supervision model as of a day and publish what it finds as clues."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import require_importer
from xiezhi.clues.actions.publish_hits import NOTHING, Published, publish_hits
from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.evidence_digest import evidence_digest
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.operators import Operator
from xiezhi.clues.orphans import withdraw_unrecorded
from xiezhi.clues.run_records import RunCancelled, cancelled_words, record_of, watching
from xiezhi.clues.upward import prepare_run
from xiezhi.clues.working import at_work
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import models, store
from xiezhi.modelling.stages import IN_USE, Stage
from xiezhi.modelling.standing import stage_of, with_local_values
from xiezhi.screening import Hits, ScreeningError, availability, run


def queue_run(
    operator: Operator, model_id: str, as_of: date, reason: str = "", *, asked: UUID | None = None
) -> ModelRun:
    """Note that a run is asked for; runs asked for at one time share ``asked``.

    Raises Refused (403) when the operator is no analyst, ScreeningError for an unknown model and
    for one that is a draft or retired in the operator's unit.
    """
    require_importer(operator)
    model = models().get(model_id)
    if model is None:
        raise ScreeningError(
            "没有这个监督模型", "用 xiezhi screen list 查看可用的模型", value=model_id
        )
    stage = stage_of(operator.procuratorate, model).stage
    if stage not in IN_USE:
        cure = "选用试用、采用的模型；本院要用它的，先转入试用"
        raise ScreeningError(f"这个模型在本院是“{stage.label}”，不运行", cure, value=model_id)
    return ModelRun.objects.create(
        procuratorate=operator.procuratorate,
        model=model_id,
        model_version=model.version,
        as_of=as_of,
        started_by=operator.code,
        reason=reason,
        asked=asked,
        queued_at=timezone.now(),
    )


def run_model(operator: Operator, model_run: ModelRun) -> list[Clue]:
    """Run a queued model and return the new clues; the run says how it ended.

    A run whose number of hits is outside the model's expected bounds is held for a look and
    publishes nothing. A run that lacks a table is blocked and says which.
    """
    with at_work(model_run.pk):
        return _run(operator, model_run)


def _run(operator: Operator, model_run: ModelRun) -> list[Clue]:
    taken = ModelRun.objects.filter(pk=model_run.pk, state=ModelRun.State.QUEUED).update(
        state=ModelRun.State.RUNNING, started_at=timezone.now()
    )
    if not taken:
        return []
    model_run.refresh_from_db()
    model = models()[model_run.model]
    withdraw_unrecorded(model_run.procuratorate)
    tables = store(model_run.procuratorate)
    ready = availability(model, tables, model_run.as_of)
    if not ready.ready:
        return _end(operator, model_run, ModelRun.State.BLOCKED, ready.reason)
    try:
        local = with_local_values(model_run.procuratorate, model)
        values = law_values(local, model_run.as_of)
        prepare_run(replace(operator, procuratorate=model_run.procuratorate), local)
        hits = run(local, tables, model_run.as_of, law_values=values, watch=watching(model_run))
    except RunCancelled as cancelled:
        return _end(operator, model_run, ModelRun.State.CANCELLED, str(cancelled))
    except ScreeningError as refusal:
        return _end(operator, model_run, ModelRun.State.FAILED, str(refusal))
    except Exception as error:
        _end(operator, model_run, ModelRun.State.FAILED, f"运行中断：{type(error).__name__}")
        raise
    with transaction.atomic():  # whoever cancels from here on is told that the run has ended
        locked = ModelRun.objects.select_for_update().filter(pk=model_run.pk)
        if by := locked.values_list("cancelled_by", flat=True).get():
            return _end(operator, model_run, ModelRun.State.CANCELLED, cancelled_words(by))
        return _publish(operator, model_run, hits)


def _publish(operator: Operator, model_run: ModelRun, hits: Hits) -> list[Clue]:
    model_run.rows_read = sum(hits.rows_read.values())
    model_run.hits = len(hits.hits)
    stage = stage_of(model_run.procuratorate, models()[model_run.model]).stage
    model_run.record = {**record_of(hits), "stage": str(stage)}
    model_run.parameters = {
        used["name"]: {k: used[k] for k in ("value", "unit", "source", "verified")}
        for used in hits.as_json()["params"]
    }
    if not hits.within_bounds:
        words = f"命中 {len(hits.hits)} 条，超出模型预期（{hits.bounds}），请先查看再发布"
        return _end(operator, model_run, ModelRun.State.HELD, words)
    if stage != Stage.ADOPTED and hits.hits:
        words = f"试用的模型，命中 {len(hits.hits)} 条，由人看过以后再发布"
        return _end(operator, model_run, ModelRun.State.HELD, words)
    return publish(operator, model_run, hits)


def publish(operator: Operator, model_run: ModelRun, hits: Hits) -> list[Clue]:
    """Publish the hits of a run and end it; return the new clues."""
    with transaction.atomic():
        published = publish_hits(model_run, hits)
        model_run.new_clues = len(published.new)
        _end(operator, model_run, ModelRun.State.DONE, "", published)
    return list(published.new)


def _end(
    operator: Operator,
    model_run: ModelRun,
    state: ModelRun.State,
    message: str,
    published: Published = NOTHING,
) -> list[Clue]:
    with transaction.atomic():
        model_run.refresh_from_db(fields=["cancelled_by", "percent"])
        model_run.state, model_run.message = state, message
        model_run.finished_at = timezone.now()
        model_run.save()
        record_act(
            operator,
            ("model_run", str(model_run.pk)),
            "run_model",
            model_run.finished_at,
            {
                "model": model_run.model,
                "as_of": model_run.as_of.isoformat(),
                "state": str(state),
                "hits": model_run.hits,
                "message": message,
                "reason": model_run.reason,
                "record": model_run.record,
                "clues": [clue.number for clue in published.new],
                "joined": [clue.number for clue in published.joined],
                # What every clue found or refreshed rests on, for `ledger rebuild --check`.
                "evidence": {c.number: evidence_digest(c) for c in published.all},
            },
            rule=model_run.model,
            version=model_run.model_version,
        )
    return []
