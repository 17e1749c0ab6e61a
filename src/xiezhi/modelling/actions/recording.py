"""Writes one act on a model into the ledger, and the stage that an act gives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from xiezhi.law import Act
from xiezhi.law.refusals import refuse
from xiezhi.ledger.actions.record import record
from xiezhi.modelling.access import By
from xiezhi.modelling.library import digest_of_files, models
from xiezhi.modelling.models import Standing
from xiezhi.modelling.stages import Stage
from xiezhi.modelling.subjects import model_subject
from xiezhi.screening import Model


def record_act(by: By, model: Model, kind: str, at: datetime, data: Mapping[str, Any]) -> None:
    """Record an act on a model under the unit of whoever acts, in the caller's transaction."""
    told = {"model": model.id, "digest": digest_of_files(model), **data}
    record(
        chain=by.procuratorate,
        subject=model_subject(by.procuratorate, model.id),
        act=Act(kind, at, by.code, by.capacity, told),
        rule=model.id,
        rule_version=model.version,
    )


def give_stage(by: By, model: Model, stage: Stage, kind: str, reason: str, **more: Any) -> None:
    """Write a model's new stage and record the act. Raises Refused (409) without a reason."""
    if not reason.strip():
        raise refuse("modelling.no_reason", "没有写明理由", "写明为什么这样决定")
    now, digest = timezone.now(), digest_of_files(model)
    Standing.objects.update_or_create(
        procuratorate=by.procuratorate,
        model=model.id,
        defaults={
            "stage": stage, "version": model.version, "digest": digest, "by": by.code,
            "reason": reason.strip(), "since": now,
        },
    )  # fmt: skip
    record_act(by, model, kind, now, {"stage": str(stage), "reason": reason.strip(), **more})


def known_model(model_id: str) -> Model:
    """Return the model. Raises Refused (409) when there is none of that id."""
    found = models().get(model_id)
    if found is None:
        raise refuse(
            "modelling.unknown", f"没有这个监督模型：{model_id}", "在模型中心核对模型的名称"
        )
    return found
