"""Cancel a run; release or discard one that was held because its hits were not as expected."""

from django.db import transaction
from django.utils import timezone

from xiezhi.clues.access import require_reach
from xiezhi.clues.actions.publish_hits import take_open_clues
from xiezhi.clues.actions.recording import record_act
from xiezhi.clues.actions.run_model import publish
from xiezhi.clues.models import Clue, ModelRun
from xiezhi.clues.operators import Operator
from xiezhi.clues.run_records import cancelled_words, digest_of_hits
from xiezhi.law.refusals import Refused, refuse
from xiezhi.modelling.law_values import law_values
from xiezhi.modelling.library import models, store
from xiezhi.modelling.standing import with_local_values
from xiezhi.screening import run

State = ModelRun.State


def cancel_run(operator: Operator, model_run: ModelRun) -> None:
    """Cancel a queued run at once; ask a running one to stop, which it does within a second.

    Raises Refused (403) when the operator is no analyst of the unit or of one above it, (409)
    when the run has ended.
    """
    require_reach(operator, model_run.procuratorate, "运行")
    now = timezone.now()
    with transaction.atomic():
        waiting = ModelRun.objects.filter(pk=model_run.pk, state=State.QUEUED)
        ended = waiting.update(
            state=State.CANCELLED, cancelled_by=operator.code, finished_at=now,
            message=cancelled_words(operator.code),
        )  # fmt: skip
        asked = ended or ModelRun.objects.filter(pk=model_run.pk, state=State.RUNNING).update(
            cancelled_by=operator.code
        )
        if not asked:
            raise refuse("clues.run_ended", "这次运行已经结束，不能取消", "在运行记录中查看结果")
        _record(operator, model_run, "cancel_run", {})
    model_run.refresh_from_db()


def release_run(operator: Operator, model_run: ModelRun, reason: str) -> list[Clue]:
    """Publish the hits of a held run after a look, with the reason; return the new clues.

    Raises Refused when the run is not held, no reason is given, or the tables or the model no
    longer give what was looked at.
    """
    _require_held(operator, model_run, reason)
    model = with_local_values(model_run.procuratorate, models()[model_run.model])
    hits = run(
        model,
        store(model_run.procuratorate),
        model_run.as_of,
        law_values=law_values(model, model_run.as_of),
    )
    if digest_of_hits(hits) != model_run.record.get("found"):
        cure = "重新运行这个模型，查看新的结果后再定"
        raise refuse("clues.run_changed", "数据或者模型已有变化，与查看时的结果不同", cure)
    with transaction.atomic():
        _take(model_run)
        take_open_clues(model_run)
        _record(operator, model_run, "release_run", {"reason": reason.strip()})
        return publish(operator, model_run, hits)


def discard_run(operator: Operator, model_run: ModelRun, reason: str) -> None:
    """Close a held run without publishing, with the reason. Raises Refused like release_run."""
    _require_held(operator, model_run, reason)
    with transaction.atomic():
        _take(model_run)
        model_run.state, model_run.message = State.DISCARDED, reason.strip()
        model_run.save()
        _record(operator, model_run, "discard_run", {"reason": reason.strip()})


def _require_held(operator: Operator, model_run: ModelRun, reason: str) -> None:
    require_reach(operator, model_run.procuratorate, "运行")
    if model_run.state != State.HELD:
        raise _not_held()
    if not reason.strip():
        raise refuse("clues.no_reason", "没有写明理由", "写明查看了什么、为什么这样处理")


def _take(model_run: ModelRun) -> None:
    """Lock the held run, so that two people do not settle it both."""
    if not ModelRun.objects.select_for_update().filter(pk=model_run.pk, state=State.HELD).exists():
        raise _not_held()


def _not_held() -> Refused:
    return refuse("clues.run_not_held", "这次运行不在待查看的状态", "在运行记录中查看结果")


def _record(operator: Operator, model_run: ModelRun, kind: str, data: dict[str, str]) -> None:
    record_act(
        operator,
        ("model_run", str(model_run.pk)),
        kind,
        timezone.now(),
        {"model": model_run.model, "hits": model_run.hits, **data},
        rule=model_run.model,
        version=model_run.model_version,
    )
